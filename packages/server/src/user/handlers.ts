import { userFileSchema } from '@groundwork/protocol';
import { watchTree, type ChangeKind } from '@groundwork/toolkit';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { DomainHandlers } from '../rpc/domains.ts';
import { perWorkspace } from '../rpc/workspace.ts';
import { UserFiles } from './user-files.ts';

/** A file is written beside and renamed: its name goes and comes back. */
const quietMs = 40;

/** Of the person, whichever folder is open. */
const folderOf = (env: NodeJS.ProcessEnv): string => join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'groundwork');

const userFilesOf = perWorkspace((workspace) => {
  const files = new UserFiles(folderOf(process.env));
  const changed = new Map<string, ChangeKind>();
  let timer: NodeJS.Timeout | null = null;
  const tellAll = (): void => {
    timer = null;
    const changes = [...changed].map(([name, kind]) => ({ name, kind }));
    changed.clear();
    workspace.tell('user/changed', { changes });
  };
  const tree = watchTree(files.prepare(), {
    isFolderWatched: (name) => name === 'snippets',
    changed: (path, kind) => {
      if (!userFileSchema.safeParse(path).success) return;
      changed.set(path, kind);
      timer ??= setTimeout(tellAll, quietMs);
    },
  });
  workspace.onClose(() => {
    tree.close();
    if (timer) clearTimeout(timer);
  });
  return files;
});

/** Settings, keybindings and snippets: kept with the person, not with a folder or a browser, and by no path of a repository. */
export const userHandlers: DomainHandlers<'user'> = ({ workspace }) => {
  const files = userFilesOf(workspace);
  return {
    'user/list': async () => files.list(),
    'user/read': async ({ name }) => files.read(name),
    'user/write': async (asked) => files.write(asked),
    'user/delete': async ({ name }) => (await files.delete(name), null),
  };
};
