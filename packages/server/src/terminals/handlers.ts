import type { Handlers } from '@groundwork/protocol';
import type { WindowContext } from '../rpc/context.ts';
import { perWorkspace } from '../rpc/workspace.ts';
import { shellProfiles } from './shell.ts';
import { Terminals } from './terminals.ts';

type Names = Extract<keyof Handlers, `terminals/${string}`>;

const terminalsOf = perWorkspace((workspace) => {
  const { dir, command, tell } = workspace;
  const terminals = new Terminals({ dir, command, env: process.env, tell });
  workspace.onClose(() => terminals.closeAll());
  return terminals;
});

/** Connections are told apart: a window that comes back does so before its lost connection is noticed. */
let connections = 0;

export function terminalsHandlers({ workspace, window, tell, onClose }: WindowContext): Handlers<Names> {
  const terminals = terminalsOf(workspace);
  const viewer = `${window}#${(connections += 1)}`;
  onClose(() => terminals.leave(viewer));
  return {
    'terminals/list': () => terminals.list(),
    'terminals/profiles': async () => shellProfiles(process.env),
    'terminals/open': (params) => terminals.open(params),
    'terminals/groundwork': (params) => terminals.groundwork(params),
    'terminals/attach': async ({ id }) => {
      const terminal = terminals.get(id);
      const { screen, begin } = await terminal.attach(viewer, {
        data: (data) => tell('terminals/data', { id, data }),
        resized: (size) => tell('terminals/resized', { id, ...size }),
      });
      // After the answer, which the window needs first.
      setImmediate(begin);
      return { screen, ...terminal.size, exit: terminal.exit };
    },
    'terminals/detach': async ({ id }) => {
      terminals.find(id)?.detach(viewer);
      return null;
    },
    'terminals/write': async ({ id, data }) => {
      terminals.get(id).write(viewer, data);
      return null;
    },
    'terminals/shown': async ({ id, characters }) => {
      terminals.find(id)?.shown(viewer, characters);
      return null;
    },
    'terminals/resize': async ({ id, columns, rows }) => {
      terminals.find(id)?.resize(viewer, { columns, rows });
      return null;
    },
    'terminals/clear': async ({ id }) => {
      terminals.find(id)?.clear();
      return null;
    },
    'terminals/rename': async ({ id, title }) => {
      terminals.find(id)?.rename(title);
      return null;
    },
    'terminals/close': async ({ id }) => {
      terminals.close(id);
      return null;
    },
  };
}
