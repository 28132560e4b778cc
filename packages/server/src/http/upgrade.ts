import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { connectWindow } from '../rpc/connect.ts';
import type { Windows } from '../rpc/windows.ts';
import { socketRoutes, type SocketHandler } from '../sockets/routes.ts';
import { callerOf, pathOf } from './address.ts';
import { bearerOf, type Secret } from './secret.ts';

/** The largest message: the largest file that is read or written, in base64, and what is around it. */
export const largestFrame = 48 * 1024 * 1024;
/** Windows, language servers and debuggers of them together. */
const mostSockets = 512;
const pingMs = 30_000;

export interface Upgrades {
  readonly port: number;
  readonly secret: Secret;
  readonly windows: Windows;
}

/** Opens WebSockets for who has the token; the cookie does not do, see `Secret`. */
export function acceptSockets({ port, secret, windows }: Upgrades): {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly close: () => void;
} {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false, clientTracking: true });
  const alive = new WeakSet<object>();
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, pingMs).unref();

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const caller = callerOf(request, port);
    const address = pathOf(request);
    if (caller.host !== 'shell' || !caller.ownOrigin) return refuse(socket, '403 Forbidden');
    if (address === null) return refuse(socket, '400 Bad Request');
    if (!secret.opens(bearerOf(request)) && !secret.opens(address.searchParams.get('token'))) return refuse(socket, '401 Unauthorized');
    if (sockets.clients.size >= mostSockets) return refuse(socket, '503 Service Unavailable');
    const handler = await handlerOf(address.pathname, windows).catch(() => null);
    if (handler === null) return refuse(socket, '404 Not Found');
    if (socket.destroyed) return;
    sockets.handleUpgrade(request, socket, head, (opened) => {
      alive.add(opened);
      opened.on('pong', () => alive.add(opened));
      // A frame that is too large or none at all closes it; without a listener it would end the process.
      opened.on('error', () => {});
      handler(opened);
    });
  };

  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      void accept(request, socket, head).catch(() => socket.destroy());
    },
    close: () => {
      clearInterval(timer);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

async function handlerOf(path: string, windows: Windows): Promise<SocketHandler | null> {
  if (path === '/rpc') return (socket) => connectWindow(socket, windows);
  const [, prefix = '', id = ''] = /^\/(\w+)\/([\w.-]+)$/.exec(path) ?? [];
  const load = Object.hasOwn(socketRoutes, prefix) ? socketRoutes[prefix] : undefined;
  return load === undefined ? null : await (await load())(windows.workspace, id);
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
