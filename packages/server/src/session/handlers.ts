import { homedir } from 'node:os';
import type { Handlers } from '@groundwork/protocol';
import { rootsOf } from '../files/roots.ts';
import type { WindowContext } from '../rpc/context.ts';

/** What a window is told first. */
export function sessionHandlers({ workspace }: WindowContext): Handlers<'session/hello'> {
  const { version, server, name, example } = workspace;
  return {
    'session/hello': async () => ({ version, server, name, home: homedir(), roots: rootsOf(workspace).list(), example }),
  };
}
