import { silentHost } from '@groundwork/host';
import type { Handlers } from '@groundwork/protocol';
import type { WindowContext } from '../rpc/context.ts';
import type { SocketRoute } from '../sockets/routes.ts';
import { debuggingOf } from './debugging.ts';

export function debugHandlers({ workspace, tell }: WindowContext): Handlers<'debug/list' | 'debug/start' | 'debug/stop'> {
  const debugging = debuggingOf(workspace);
  return {
    'debug/list': async () => debugging.list(),
    'debug/start': async (asked, signal) => {
      return debugging.start(asked, { ...silentHost, signal, notify: (event) => tell('environment/progress', event) });
    },
    'debug/stop': async ({ id }) => {
      await debugging.stop(id);
      return null;
    },
  };
}

/** `/debug/ID`: the Debug Adapter Protocol, a socket for the first session and one for each child process that is debugged too. */
export const debugSocket: SocketRoute = async (workspace, id) => {
  const session = debuggingOf(workspace).find(id);
  if (session === null) return null;
  const connection = await session.connect();
  return (socket) => session.open(socket, connection);
};
