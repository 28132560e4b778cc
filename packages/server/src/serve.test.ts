import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { openHarbour, type Harbour } from './server.fixture.ts';
import { runningServer } from './endpoint/endpoint.ts';

let harbour: Harbour;

beforeEach(async () => {
  harbour = await openHarbour({ 'README.md': 'A harbour' });
});
afterEach(() => harbour.close());

describe('a server', () => {
  it('greets a window', async () => {
    const window = harbour.window();
    await new Promise<void>((done) => window.onState((state) => state === 'connected' && done()));
    expect(window.hello).toMatchObject({
      version: '1.2.3',
      name: 'harbour',
      example: false,
      home: homedir(),
      roots: [{ id: 'workspace', path: harbour.dir, writable: true }],
    });
  });

  it('has the same address after it was started again, and windows come back', async () => {
    const { url } = harbour.served;
    const window = harbour.window();
    await new Promise<void>((done) => window.onState((state) => state === 'connected' && done()));
    const before = window.hello?.server;
    const back = new Promise<void>((done) => window.onState((state) => state === 'connected' && done()));
    expect((await harbour.again()).url).toBe(url);
    await back;
    expect(window.hello?.server).not.toBe(before);
  });

  it('is the only one of its folder, and is found', async () => {
    await expect(openHarbour({}, { dir: harbour.dir })).rejects.toMatchObject({ code: 'serve.running', exit: 75 });
    expect(runningServer(harbour.dir)?.url).toBe(harbour.served.url);
  });

  it('takes over what one that was killed left, and tells nobody of that one', async () => {
    const file = join(harbour.dir, '.groundwork/serve.json');
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { token: string };
    await harbour.served.close();
    writeFileSync(join(harbour.dir, '.groundwork/serve.lock'), JSON.stringify({ pid: 999_999_999, started: 'long ago' }));
    expect(runningServer(harbour.dir)).toBeNull();
    expect((await harbour.again()).token).toBe(kept.token);
  });

  it('has another token where another program took its port', async () => {
    const { origin, token } = harbour.served;
    await harbour.served.close();
    const other = createServer().listen(Number(new URL(origin).port), '127.0.0.1');
    await once(other, 'listening');
    const next = await harbour.again();
    other.close();
    expect(next.origin).not.toBe(origin);
    expect(next.token).not.toBe(token);
  });

  it('keeps its token for its owner only', () => {
    expect(statSync(join(harbour.dir, '.groundwork/serve.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(harbour.dir, '.groundwork')).mode & 0o777).toBe(0o700);
  });

  it('says so when the port that was asked for is taken', async () => {
    const port = Number(new URL(harbour.served.origin).port);
    await expect(openHarbour({}, { port })).rejects.toMatchObject({ code: 'serve.port_taken', exit: 3 });
  });
});
