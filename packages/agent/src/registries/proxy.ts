import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { reach, type Upstream } from './reach.ts';
import type { Registry } from './registries.ts';

export interface RegistryProxy {
  /** For a door of a jail. */
  readonly socket: string;
  close(): Promise<void>;
}

export interface RegistryProxyOptions {
  readonly socket: string;
  readonly allowed: readonly Registry[];
  /** The proxy this machine itself goes through. */
  readonly upstream: Upstream | null;
  /** Told of each host that something in the jail wanted and did not get. */
  readonly refused: (host: string) => void;
}

/** A proxy on a socket of this machine that leads to registries of packages and to nothing else. */
export async function openRegistryProxy({ socket, allowed, upstream, refused }: RegistryProxyOptions): Promise<RegistryProxy> {
  const sockets = new Set<Socket>();
  const find = (host: string, port: number): Registry | null => {
    const found = allowed.find((each) => each.host === host.toLowerCase() && each.port === port) ?? null;
    if (found === null) refused(host);
    return found;
  };
  const server = createServer((incoming, outgoing) => {
    void forward(incoming, outgoing, { find, upstream });
  });
  server.on('connection', (client: Socket) => {
    sockets.add(client);
    client.on('error', () => client.destroy()).on('close', () => sockets.delete(client));
  });
  server.on('connect', (incoming, client: Socket, head: Buffer) => {
    void tunnel(incoming.url ?? '', { client, head }, { find, upstream });
  });
  // What a program of another protocol says.
  server.on('clientError', (_error, client) => client.destroy());
  rmSync(socket, { force: true });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve));
  return {
    socket,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const each of sockets) each.destroy();
        rmSync(socket, { force: true });
      }),
  };
}

interface Ways {
  readonly find: (host: string, port: number) => Registry | null;
  readonly upstream: Upstream | null;
}

/** `CONNECT host:port`: what passes is TLS between both ends, and stays closed to us. */
async function tunnel(target: string, { client, head }: { client: Socket; head: Buffer }, { find, upstream }: Ways): Promise<void> {
  const url = URL.parse(`http://${target}`);
  const port = Number(/:(\d+)$/.exec(target)?.[1] ?? 443);
  const registry = url === null || url.pathname !== '/' || url.username !== '' ? null : find(url.hostname, port);
  if (registry === null) return void client.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n${denial}`);
  try {
    const server = await reach(registry, upstream);
    server.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('error', () => server.destroy()).on('close', () => server.destroy());
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) server.write(head);
    server.pipe(client).pipe(server);
  } catch {
    client.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
  }
}

/** `GET http://host/path`: without TLS nothing but reading. */
async function forward(incoming: IncomingMessage, outgoing: ServerResponse, { find, upstream }: Ways): Promise<void> {
  const url = URL.parse(incoming.url ?? '');
  const reading = incoming.method === 'GET' || incoming.method === 'HEAD';
  const registry = url?.protocol === 'http:' && reading ? find(url.hostname, Number(url.port || 80)) : null;
  if (url === null || registry === null) return void outgoing.writeHead(403, { 'content-type': 'text/plain' }).end(denial);
  try {
    const server = await reach(registry, upstream);
    const { 'proxy-connection': _connection, 'proxy-authorization': _authorization, ...headers } = incoming.headers;
    const asked = request({
      createConnection: () => server,
      method: incoming.method,
      path: url.pathname + url.search,
      headers: { ...headers, host: url.host, connection: 'close' },
    });
    asked.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    asked.on('error', () => outgoing.destroy());
    outgoing.on('close', () => server.destroy());
    asked.end();
  } catch {
    outgoing.writeHead(502).end();
  }
}

const denial = 'This jail reaches registries of packages and nothing else.\n';
