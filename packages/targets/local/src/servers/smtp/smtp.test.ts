import { createTransport } from 'nodemailer';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { killServer, upWith } from '../servers.fixture.ts';

interface Caught {
  readonly id: string;
}

const letter = {
  from: 'Harbour Master <master@harbour.example>',
  to: 'Pilot <pilot@harbour.example>',
  bcc: 'log@harbour.example',
  subject: 'High water <b>at noon</b>',
  text: 'Bring the pilot boat.',
  html: '<p>Bring the <a href="https://harbour.example/boat">pilot boat</a>.</p><script>alert(1)</script><img src="cid:chart">',
  attachments: [{ filename: 'chart.png', content: Buffer.from('89504e47', 'hex'), cid: 'chart' }],
};

describe('a catcher of mail', () => {
  const mail = resourceOf('mail', 'smtp');
  let harbour: Harbour;
  let up: Awaited<ReturnType<typeof upWith>>;
  const page = (): string => up.state.resources[0]?.page ?? '';
  const caught = async (): Promise<Caught[]> => (await (await fetch(`${page()}/mails.json`)).json()) as Caught[];

  beforeAll(async () => {
    harbour = createHarbour();
    up = await upWith(harbour, mail);
    await createTransport(up.told['TOLD_URL']).sendMail(letter);
  }, 60_000);

  afterAll(() => harbour.remove(), 60_000);

  it('shows what was sent and to whom', async () => {
    expect(await caught()).toMatchObject([
      { to: ['pilot@harbour.example', 'log@harbour.example'], subject: letter.subject, text: expect.stringContaining(letter.text) },
    ]);
    const list = await (await fetch(page())).text();
    expect(list).toContain('High water &#60;b&#62;at noon');
    expect(list).toContain('Harbour Master &#60;master@harbour.example&#62;');
  });

  it('shows HTML in a frame that runs nothing and loads nothing', async () => {
    const [{ id } = { id: '' }] = await caught();
    const html = await fetch(`${page()}/mail/${id}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups[^;]*; default-src 'none'; img-src data:/u);
    expect(await html.text()).toContain('<img src="data:image/png;base64,iVBORw==">');
    const around = await fetch(`${page()}/mail/${id}`);
    expect(around.headers.get('content-security-policy')).not.toMatch(/script/u);
    expect(await around.text()).toContain(`<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mail/${id}/html"`);
  });

  it('hands attachments out as files only', async () => {
    const [{ id } = { id: '' }] = await caught();
    const attachment = await fetch(`${page()}/mail/${id}/part/0`);
    expect(attachment.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''chart.png");
    expect(Buffer.from(await attachment.arrayBuffer()).toString('hex')).toBe('89504e47');
  });

  it('takes any login, none, and one over TLS that the client insists on', async () => {
    const { port } = new URL(up.told['TOLD_URL'] ?? '');
    const server = { host: '127.0.0.1', port: Number(port) };
    const before = (await caught()).length;
    await createTransport(server).sendMail(letter);
    await createTransport({ ...server, auth: { user: 'anybody', pass: 'at all' } }).sendMail(letter);
    await createTransport({ ...server, requireTLS: true, tls: { rejectUnauthorized: false } }).sendMail(letter);
    expect((await caught()).length).toBe(before + 3);
  });

  it('answers to its own name only', async () => {
    const status = await new Promise((done) => {
      request(page(), { headers: { host: 'harbour.example' } }, (answer) => done(answer.resume().statusCode)).end();
    });
    expect(status).toBe(403);
    for (const path of ['/mail/..%2f..%2fetc', '/mail/1-none', '/secrets.json']) expect((await fetch(`${page()}${path}`)).status).toBe(404);
  });

  it('still has every mail after it was killed', async () => {
    const before = await caught();
    await killServer(up.state);
    up = await upWith(harbour, mail);
    expect(await caught()).toEqual(before);
  }, 60_000);
});
