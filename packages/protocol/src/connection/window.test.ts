import { GroundworkError } from '@groundwork/host';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import { WebSocketServer, type WebSocket } from 'ws';
import { answer, tell } from './answer.ts';
import { transportOver, type Socket } from './socket.ts';
import { connectWindow, type WindowConnection } from './window.ts';

let server: WebSocketServer;
let windows: WindowConnection[];

beforeEach(() => {
  windows = [];
});

afterEach(() => {
  for (const window of windows) window.close();
  for (const client of server.clients) client.terminate();
  server.close();
});

async function serve(port = 0): Promise<number> {
  server = new WebSocketServer({ host: '127.0.0.1', port });
  server.on('connection', greet);
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

function greet(socket: WebSocket): void {
  const { reader, writer } = transportOver(socket);
  const connection = createMessageConnection(reader, writer);
  answer(connection, {
    'session/hello': async () => ({
      version: '1',
      server: 'pier',
      name: 'harbour',
      home: '/home/ada',
      roots: [{ id: 'workspace', path: '/harbour', writable: true }],
      example: false,
    }),
    'files/makeFolder': async ({ path }) => {
      tell(connection, 'files/changed', { changes: [{ path, kind: 'added' }], overflow: false });
      return null;
    },
    'files/read': async ({ path }) => {
      throw new GroundworkError({ code: 'files.none', message: 'There is no such file', where: path, fix: 'Look again', exit: 3 });
    },
    'git/fetch': async (_params, signal) => {
      await once(signal, 'abort');
      throw new GroundworkError({ code: 'git.cancelled', message: 'Cancelled' });
    },
  });
  connection.listen();
}

function open(port: number): WindowConnection {
  const window = connectWindow({ openSocket: () => new WebSocket2(`ws://127.0.0.1:${port}/rpc`), window: 'one', longestWait: 50 });
  windows.push(window);
  return window;
}

const WebSocket2 = globalThis.WebSocket as unknown as new (url: string) => Socket;

describe('a window', () => {
  it('asks, and is told', async () => {
    const window = open(await serve());
    const told = new Promise((resolve) => window.on('files/changed', resolve));
    await window.call('files/makeFolder', { path: 'quay' });
    expect(await told).toEqual({ changes: [{ path: 'quay', kind: 'added' }], overflow: false });
    expect(window.hello?.name).toBe('harbour');
  });

  it('gets an error with its code, place and fix', async () => {
    const window = open(await serve());
    const error = await window.call('files/read', { path: 'log.txt' }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'files.none', where: 'log.txt', fix: 'Look again', exit: 3 });
  });

  it.each(['../quay', '/etc/passwd', 'a/../../b', 'a\0b'])('is refused %j before anything sees it', async (path) => {
    const window = open(await serve());
    await expect(window.call('files/makeFolder', { path })).rejects.toThrow('a path inside the folder');
  });

  it('cancels', async () => {
    const window = open(await serve());
    await window.call('files/makeFolder', { path: 'quay' });
    const abort = new AbortController();
    const asked = window.call('git/fetch', {}, abort.signal);
    setTimeout(() => abort.abort(), 20);
    await expect(asked).rejects.toMatchObject({ code: 'git.cancelled' });
    const early = AbortSignal.abort();
    await expect(window.call('git/fetch', {}, early)).rejects.toMatchObject({ code: 'window.cancelled' });
  });

  it('comes back when the server does, and what was asked meanwhile is answered', async () => {
    const port = await serve();
    const window = open(port);
    await window.call('files/makeFolder', { path: 'before' });
    const lost = new Promise<void>((resolve) => window.onState((state) => state === 'lost' && resolve()));
    for (const client of server.clients) client.terminate();
    server.close();
    await lost;
    const asked = window.call('files/makeFolder', { path: 'after' });
    await serve(port);
    expect(await asked).toBeNull();
  });

  it('tells who waits for an answer that the server went away, and answers what is asked after that', async () => {
    const port = await serve();
    const window = open(port);
    const unanswered = window.call('git/fetch', {});
    await window.call('files/makeFolder', { path: 'quay' });
    for (const client of server.clients) client.terminate();
    await expect(unanswered).rejects.toMatchObject({ code: 'window.lost' });
    await expect(window.call('files/makeFolder', { path: 'pier' })).resolves.toBeNull();
  });
});
