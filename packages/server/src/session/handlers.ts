import type { Handlers } from '@groundwork/protocol';
import type { WindowContext } from '../rpc/context.ts';

/** What a window is told first. */
export function sessionHandlers({ workspace }: WindowContext): Handlers<'session/hello'> {
  const { version, server, name, dir, example } = workspace;
  return {
    'session/hello': async () => ({ version, server, name, roots: [{ id: 'workspace', path: dir, writable: true }], example }),
  };
}
