import { startLanguageServer, type DiskSource } from '@groundwork/language-server';
import { transportOver } from '@groundwork/protocol';
import { changesOf } from '../files/changes.ts';
import { accountOf } from '../churn/churn.ts';
import { scanOf } from '../environment/scan.ts';
import type { Workspace } from '../rpc/workspace.ts';
import type { SocketHandler } from '../sockets/routes.ts';

/** Our own language server, in this process: one session for each socket. */
export const groundworkSocket =
  (workspace: Workspace): SocketHandler =>
  (socket) => {
    const { dir, version, signal } = workspace;
    const { scan, release } = scanOf(workspace).borrow();
    const server = startLanguageServer(transportOver(socket), {
      dir,
      version,
      disk: diskOf(workspace),
      shared: scan,
      account: accountOf(workspace),
    });
    const close = (): void => {
      server.close();
      release();
    };
    signal.addEventListener('abort', close);
    socket.on('close', () => {
      signal.removeEventListener('abort', close);
      close();
    });
  };

/** The folder is watched once, for whoever wants to know. */
function diskOf(workspace: Workspace): DiskSource {
  return (changed) => {
    const listening = changesOf(workspace).on(({ changes, overflow }) => changed(overflow ? null : changes.map(({ path }) => path)));
    return { close: () => listening.dispose() };
  };
}
