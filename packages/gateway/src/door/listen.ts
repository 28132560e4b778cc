import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GroundworkError } from '@groundwork/host';

export type Listen = { readonly socket: string } | { readonly port: number };

export interface Door {
  readonly address: { readonly socket: string } | { readonly url: string };
  close(): Promise<void>;
}

/** HTTP at a socket that is its owner's only, or at a port of loopback. */
export async function listen(where: Listen, answer: (request: Request) => Promise<Response>): Promise<Door> {
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing, answer));
  if ('socket' in where) await freed(where.socket);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(notListening(where, cause)));
    if ('socket' in where) server.listen(where.socket, resolve);
    else server.listen(where.port, '127.0.0.1', resolve);
  });
  if ('socket' in where) chmodSync(where.socket, 0o600);
  return {
    address: 'socket' in where ? { socket: where.socket } : { url: `http://127.0.0.1:${portOf(server)}` },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      // Those underway say that it was closed, and then end.
      setTimeout(() => server.closeAllConnections(), 500).unref();
      server.closeIdleConnections();
      await closed;
    },
  };
}

async function handle(incoming: IncomingMessage, outgoing: ServerResponse, answer: (request: Request) => Promise<Response>): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  try {
    const response = await answer(requestOf(incoming, gone.signal));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) outgoing.end();
    else await pipeline(Readable.fromWeb(response.body), outgoing);
  } catch {
    // The client is gone, or its request was none: there is nobody to tell.
    outgoing.destroy();
  }
}

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) headers.append(name, one);
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  // The path only: a whole address in the request line is that of a proxy's client, and this is none.
  const url = new URL(`http://gateway${incoming.url?.startsWith('/') === true ? incoming.url : '/'}`);
  return new Request(url, { method, headers, signal, ...(hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}) });
}

/** A socket file without anybody behind it is left from a kill. */
async function freed(socket: string): Promise<void> {
  const answers = await new Promise<boolean>((resolve) => {
    const connection = connect(socket, () => resolve(true));
    connection.once('error', () => resolve(false));
    connection.once('close', () => resolve(false)).unref();
  });
  if (!answers) rmSync(socket, { force: true });
}

const portOf = (server: Server) => {
  const address = server.address();
  return typeof address === 'object' ? address?.port : null;
};

const notListening = (where: Listen, cause: unknown) =>
  new GroundworkError({
    code: 'gateway.not_listening',
    message: 'The gateway cannot listen.',
    where: 'socket' in where ? where.socket : `127.0.0.1:${where.port}`,
    fix: 'Let it listen elsewhere, or end what listens there.',
    cause,
  });
