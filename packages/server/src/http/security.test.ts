import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openHarbour, type Harbour } from '../server.fixture.ts';
import { largestFrame } from './upgrade.ts';

let harbour: Harbour;
let port: number;
let token: string;
let sockets: WebSocket[];

beforeEach(async () => {
  harbour = await openHarbour({ 'README.md': 'A harbour' });
  ({ token } = harbour.served);
  port = Number(new URL(harbour.served.origin).port);
  sockets = [];
});
afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  await harbour.close();
});

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** One request as it stands, over a socket: nothing is tidied up on the way. */
async function ask(target: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  const socket = connect(port, '127.0.0.1');
  const lines = { Host: `127.0.0.1:${port}`, Connection: 'close', ...headers };
  const words = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  socket.write(`${method} ${target} HTTP/1.1\r\n${words.join('\r\n')}\r\n\r\n`);
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  const [head = '', body = ''] = Buffer.concat(parts).toString().split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head, body };
}

const bearer = (): Readonly<Record<string, string>> => ({ Authorization: `Bearer ${token}` });

/** The status an upgrade is refused with, or 101. */
function upgrade(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  sockets.push(socket);
  socket.on('error', () => {});
  return new Promise((done) => {
    socket.on('open', () => done(101));
    socket.on('unexpected-response', (_request, response) => done(response.statusCode ?? 0));
  });
}

async function open(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc?token=${token}`);
  sockets.push(socket);
  socket.on('error', () => {});
  await once(socket, 'open');
  return socket;
}

/** Says something over a socket and gives what is answered, or the code it is closed with. */
async function say(socket: WebSocket, words: string | Buffer): Promise<unknown> {
  const answered = new Promise((done) => {
    socket.once('message', (data: Buffer) => done(JSON.parse(data.toString())));
    socket.once('close', (code) => done(code));
  });
  socket.send(words);
  return await answered;
}

/** `[200, 101]` from a server that lives. */
async function served(): Promise<number[]> {
  return [(await ask('/', bearer())).status, await upgrade(`/rpc?token=${token}`)];
}

describe('who has no token', () => {
  it.each(['/', '/index.html', '/extension/package.json', '/?token=', '/?token=wrong', `/?token=${'x'.repeat(43)}`, '/nothing'])(
    'is shown nothing: %s',
    async (target) => {
      const { status, head, body } = await ask(target);
      expect(status).toBe(401);
      expect(head + body).not.toContain(harbour.home);
      expect(head + body).not.toContain(token);
      expect(head).not.toContain('Set-Cookie');
    },
  );

  it('opens no socket, with the cookie of the pages neither', async () => {
    const { head } = await ask(`/?token=${token}`);
    const cookie = /Set-Cookie: ([^;]+)/.exec(head)?.[1] ?? '';
    expect((await ask('/', { Cookie: cookie })).status).toBe(200);
    expect(cookie).not.toContain(token);
    expect(await upgrade('/rpc', { Cookie: cookie })).toBe(401);
    expect(await upgrade('/rpc')).toBe(401);
    expect(await upgrade('/rpc?token=wrong')).toBe(401);
    expect(await upgrade('/rpc', { Authorization: `Bearer ${token}x` })).toBe(401);
    expect(await upgrade('/lsp/groundwork')).toBe(401);
  });

  it('is not told apart by a wrong token beside a right cookie', async () => {
    const { head } = await ask(`/?token=${token}`);
    expect(head).toMatch(/Set-Cookie: groundwork-\d+=[\w-]+; Path=\/; HttpOnly; SameSite=Strict/u);
    const cookie = /Set-Cookie: ([^;]+)/.exec(head)?.[1] ?? '';
    expect((await ask('/?token=wrong', { Cookie: cookie })).status).toBe(401);
  });
});

describe('who comes from elsewhere', () => {
  it.each([
    'harbour.example',
    'harbour.example:PORT',
    '127.0.0.1',
    'localhost:1',
    '127.0.0.1.example:PORT',
    '127.0.0.1:PORT@example',
    '[::1]:PORT',
    '0.0.0.0:PORT',
  ])('is refused under another name: %j', async (host) => {
    const headers = { ...bearer(), Host: host.replace('PORT', String(port)) };
    expect((await ask('/', headers)).status).toBe(403);
    expect(await upgrade(`/rpc?token=${token}`, { Host: headers.Host })).toBe(403);
  });

  it.each([
    'http://harbour.example',
    'null',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1:1',
    'http://pier.localhost:PORT',
    'http://127.0.0.1:PORT.example',
  ])('is refused from another page, whatever it knows: %s', async (given) => {
    const origin = given.replace('PORT', String(port));
    expect((await ask('/', { ...bearer(), Origin: origin })).status).toBe(403);
    expect(await upgrade(`/rpc?token=${token}`, { Origin: origin })).toBe(403);
  });

  it('is let in from our own page', async () => {
    expect(await upgrade(`/rpc?token=${token}`, { Origin: harbour.served.origin })).toBe(101);
    expect(await upgrade(`/rpc?token=${token}`, { Origin: `http://localhost:${port}`, Host: `localhost:${port}` })).toBe(101);
  });

  it('sees of a webview its frame, and nothing that needs the token', async () => {
    const host = { Host: `pier.localhost:${port}` };
    expect((await ask('/webview/index.html', host)).status).toBe(200);
    for (const target of ['/', '/index.html', '/webview/../index.html', '/webview/%2e%2e/index.html', '/extension/package.json']) {
      expect((await ask(target, { ...host, ...bearer() })).status).toBe(404);
    }
    expect(await upgrade(`/rpc?token=${token}`, host)).toBe(403);
  });
});

describe('paths', () => {
  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/....//secret.txt',
    '/extension/../../secret.txt',
    '/extension/..%2f..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/link.txt',
    '/linked/secret.txt',
    '/%00',
    '/%',
    '/__proto__',
    '/assets',
    '/assets/',
  ])('lead nowhere else: %s', async (target) => {
    symlinkSync(join(harbour.home, 'secret.txt'), join(harbour.home, 'shell/link.txt'));
    symlinkSync(harbour.home, join(harbour.home, 'shell/linked'));
    await harbour.again();
    const { status, body } = await ask(target, bearer());
    expect([400, 404]).toContain(status);
    expect(body).not.toContain('not for pages');
  });

  it.each(['http://127.0.0.1/', '//harbour.example/', '*', 'harbour'])('are ours: %s', async (target) => {
    expect((await ask(target, bearer())).status).toBe(400);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])('are only read: %s', async (method) => {
    expect((await ask('/', bearer(), method)).status).toBe(405);
  });

  it('have no other sockets', async () => {
    for (const path of ['/', '/lsp', '/lsp/', '/lsp/nothing', '/lsp/../rpc/x', '/constructor/x', '/__proto__/x', '/rpc/x']) {
      expect(await upgrade(`${path}?token=${token}`)).toBe(404);
    }
  });
});

describe('pages', () => {
  it('say what they may do', async () => {
    const { head } = await ask('/', bearer());
    expect(head).toMatch(/Content-Security-Policy: default-src 'none'; script-src 'self'/u);
    expect(head).not.toMatch(/'unsafe-inline'.*script|script-src[^;]*'unsafe-(?:inline|eval)'/u);
    expect(head).toMatch(/X-Content-Type-Options: nosniff/u);
    expect(head).toMatch(/Referrer-Policy: no-referrer/u);
    expect(head).toMatch(/Cross-Origin-Opener-Policy: same-origin/u);
    expect(head).not.toMatch(/Access-Control-Allow/u);
  });

  it('say how to get them where they are not built', async () => {
    await harbour.again({ pages: { shell: join(harbour.home, 'nowhere'), extension: join(harbour.home, 'nowhere') } });
    expect(await ask('/', bearer())).toMatchObject({ status: 503, body: expect.stringContaining('npm run build') });
  });

  it('are kept by who has them', async () => {
    const { head } = await ask('/', bearer());
    const tag = /ETag: (\S+)/.exec(head)?.[1] ?? '';
    expect((await ask('/', { ...bearer(), 'If-None-Match': tag })).status).toBe(304);
    expect((await ask('/assets/main-Bq3xT91k.js', bearer())).head).toContain('immutable');
  });
});

describe('what a socket says', () => {
  const hello = { jsonrpc: '2.0', id: 1, method: 'session/hello', params: { window: 'pier' } };

  it('is no JSON, and the socket is closed', async () => {
    for (const words of ['', 'hello', '{"jsonrpc":"2.0"', '[]', 'null', Buffer.from([0, 255])]) {
      expect(await say(await open(), words)).toBe(1007);
    }
    expect(await served()).toEqual([200, 101]);
  });

  it('is too large, and the socket is closed', async () => {
    expect(await say(await open(), 'x'.repeat(largestFrame + 1))).toBe(1009);
    expect(await served()).toEqual([200, 101]);
  });

  it('is asked before hello, unknown, or wrong', async () => {
    const socket = await open();
    const code = (answer: unknown): unknown => (answer as { error: { code: number; data?: { code?: string } } }).error;
    const list = { jsonrpc: '2.0', id: 2, method: 'files/list', params: { path: '' } };
    expect(code(await say(socket, JSON.stringify(list)))).toMatchObject({ data: { code: 'session.no_hello' } });
    await say(socket, JSON.stringify(hello));
    expect(code(await say(socket, JSON.stringify({ ...list, method: 'files/explode' })))).toMatchObject({ code: -32_601 });
    expect(code(await say(socket, JSON.stringify({ ...list, method: '__proto__/toString' })))).toMatchObject({ code: -32_601 });
    expect(code(await say(socket, JSON.stringify({ ...list, params: { path: '../secret.txt' } })))).toMatchObject({ code: -32_602 });
    expect(code(await say(socket, JSON.stringify({ ...list, params: 'all of it' })))).toMatchObject({ code: -32_602 });
    expect(await served()).toEqual([200, 101]);
  });
});

describe('very many', () => {
  it('connections that say nothing, or not all of it, leave room for one that does', async () => {
    const idle: Socket[] = [];
    for (let count = 0; count < 1000; count += 1) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      idle.push(socket);
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as the queue of the kernel is short
      await once(socket, 'connect');
      if (count % 2 === 0) socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `);
    }
    expect(await served()).toEqual([200, 101]);
    for (const socket of idle) socket.destroy();
  });

  it('sockets are refused from some number on', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 600; count += 1) statuses.push(await upgrade(`/rpc?token=${token}`));
    expect(new Set(statuses)).toEqual(new Set([101, 503]));
    for (const socket of sockets) socket.terminate();
    await expect.poll(() => upgrade(`/rpc?token=${token}`)).toBe(101);
  });

  it('answers that nobody takes do not pile up', async () => {
    harbour.write('large.bin', Buffer.alloc(16 * 1024 * 1024));
    const socket = await open();
    await say(socket, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'session/hello', params: { window: 'slow' } }));
    socket.pause();
    const before = process.memoryUsage().rss;
    for (let id = 2; id < 100; id += 1)
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method: 'files/read', params: { path: 'large.bin' } }));
    const window = harbour.window();
    for (let count = 0; count < 20; count += 1) await window.call('files/list', { path: '' });
    await new Promise((done) => setTimeout(done, 1500));
    // All of them at once would be two gigabytes.
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024);
    expect(await served()).toEqual([200, 101]);
  });
});
