import { startLanguageServer } from '@groundwork/language-server';
import { transportOver } from '@groundwork/protocol';
import type { Workspace } from '../rpc/workspace.ts';
import type { SocketHandler } from '../sockets/routes.ts';

/** Our own language server, in this process: one session for each socket. */
export const groundworkSocket =
  ({ dir, version, signal }: Workspace): SocketHandler =>
  (socket) => {
    const server = startLanguageServer(transportOver(socket), { dir, version });
    const close = (): void => server.close();
    signal.addEventListener('abort', close);
    socket.on('close', () => {
      signal.removeEventListener('abort', close);
      close();
    });
  };
