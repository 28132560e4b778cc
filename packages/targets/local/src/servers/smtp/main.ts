// Takes every mail and delivers none; shows them on a page, both on the loopback address: `main FOLDER PORT PAGE_PORT`.
import { createServer, type ServerResponse } from 'node:http';
import { callbackify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { openMailbox } from './mailbox.ts';
import { bytesOf, listPage, mailHtml, mailPage, mailPolicy, pagePolicy } from './page.ts';

const [folder = '.', port = '1025', pagePort = '8025'] = process.argv.slice(2);
const mailbox = openMailbox(folder);
const keep = callbackify(mailbox.keep);

const smtp = new SMTPServer({
  banner: 'Mail sent here is shown and delivered to nobody',
  authOptional: true,
  allowInsecureAuth: true,
  authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2'],
  onAuth: ({ username }, _session, done) => done(null, { user: username ?? '' }),
  // Clients that use it whenever it is offered would refuse its certificate, which nobody vouches for; those that insist may.
  hideSTARTTLS: true,
  disableReverseLookup: true,
  size: 50 * 1024 * 1024,
  logger: false,
  onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
    keep(stream, { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }, done);
  },
});
smtp.on('error', (error) => process.stderr.write(`${error.message}\n`));
smtp.server.on('error', () => process.exit(1));
smtp.listen(Number(port), '127.0.0.1', () => process.stdout.write(`smtp://127.0.0.1:${port}, shown on http://127.0.0.1:${pagePort}\n`));

// A name that somebody else's site made point here is not this page.
const hosts = new Set([`127.0.0.1:${pagePort}`, `localhost:${pagePort}`]);

const pages = createServer((request, response) => {
  if (request.method !== 'GET' || !hosts.has(request.headers.host ?? '')) return void response.writeHead(403).end();
  answer(request.url ?? '/', response).catch(() => response.destroy());
});
pages.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
pages.listen(Number(pagePort), '127.0.0.1');

async function answer(path: string, response: ServerResponse): Promise<void> {
  if (path === '/') return send(response, listPage(await mailbox.list()), 'text/html', pagePolicy);
  if (path === '/mails.json') {
    const mails = (await mailbox.list()).map(({ id, at, to, email: { from, subject, text, html } }) => ({
      id,
      at,
      from,
      to,
      subject,
      text,
      html,
    }));
    return send(response, JSON.stringify(mails), 'application/json', pagePolicy);
  }
  const [, id = '', part = '', index = ''] = /^\/mail\/([\w-]+)(?:\/(html|source|part)(?:\/(\d+))?)?$/.exec(path) ?? [];
  const mail = await mailbox.read(id);
  if (mail === null) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
  if (part === '') return send(response, mailPage(mail), 'text/html', pagePolicy);
  if (part === 'html') return send(response, mailHtml(mail.email), 'text/html', mailPolicy);
  if (part === 'source') return send(response, mailbox.source(id) ?? '', 'text/plain', pagePolicy);
  const attachment = mail.email.attachments[Number(index)];
  if (!attachment) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
  response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename ?? 'unnamed')}`);
  send(response, bytesOf(attachment.content), 'application/octet-stream', mailPolicy);
}

function send(response: ServerResponse, body: string | Buffer, type: string, policy: string): void {
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  response.end(body);
}

process.on('SIGTERM', () => process.exit(0));
