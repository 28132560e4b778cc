import type { WebSocket } from 'ws';
import type { Workspace } from '../rpc/workspace.ts';

/** Takes over a socket that is open. One JSON message a frame: `transportOver` of the protocol. */
export type SocketHandler = (socket: WebSocket) => void;

/** Who speaks over the WebSocket `/PREFIX/ID`. `null`: there is no such id, and the socket is refused before it opens. */
export type SocketRoute = (workspace: Workspace, id: string) => Promise<SocketHandler | null> | SocketHandler | null;

/** WebSockets besides `/rpc`: one line a domain, loaded with its first socket. */
export const socketRoutes: Readonly<Record<string, () => Promise<SocketRoute>>> = {
  debug: async () => (await import('../debug/handlers.ts')).debugSocket,
  lsp: async () => (await import('../languages/socket.ts')).languageSocket,
};
