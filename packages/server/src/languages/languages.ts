import type { LanguageServerStatus } from '@groundwork/protocol';
import { isTrusted } from '@groundwork/toolkit';
import { createHash } from 'node:crypto';
import { rootsOf } from '../files/roots.ts';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import { libraryFolders } from './library-folders.ts';
import { isMissing, type Folder, type LanguageServer, type Startable } from './server.ts';
import { languageServers } from './table.ts';

/** The language servers of one folder. */
export interface Languages {
  list(): LanguageServerStatus[];
  /** How one is started now; `null` when there is none of this id, or it is missing. */
  find(id: string): Startable | null;
  /** One that runs until this settles: the end of the server waits for it. */
  keep(running: Promise<void>): void;
}

/** Trust given in a terminal and a finished `pip install` are seen this late. */
const lookMs = 3000;

export const languagesOf = perWorkspace((workspace) => openLanguages(workspace));

export function folderOf({ dir, example }: Pick<Workspace, 'dir' | 'example'>): Folder {
  return { dir, trusted: example || isTrusted(dir) };
}

function openLanguages(workspace: Workspace): Languages {
  const list = (): LanguageServerStatus[] => languageServers.map((server) => statusOf(server, folderOf(workspace)));
  const kept = new Set<Promise<void>>();
  const showLibraries = (): void => rootsOf(workspace).addLibraries(libraryFolders(folderOf(workspace)));
  showLibraries();
  watchRevisions(workspace, list, showLibraries);
  workspace.onClose(async () => void (await Promise.all(kept)));
  return {
    list,
    find: (id) => {
      const found = languageServers.find((server) => server.id === id)?.find(folderOf(workspace));
      return found === undefined || isMissing(found) ? null : found;
    },
    keep: (running) => {
      kept.add(running);
      void running.then(() => kept.delete(running));
    },
  };
}

/** Tells the windows when a server would be started differently now, once it stays so: an install changes its folder many times. */
function watchRevisions(workspace: Workspace, list: () => LanguageServerStatus[], changed: () => void): void {
  const look = (): string =>
    list()
      .map(({ id, available, revision }) => `${id} ${available} ${revision}`)
      .join('\n');
  let told = look();
  let last = told;
  const timer = setInterval(() => {
    const now = look();
    if (now !== told && now === last) {
      told = now;
      changed();
      workspace.tell('languages/changed', {});
    }
    last = now;
  }, lookMs).unref();
  workspace.onClose(() => clearInterval(timer));
}

export function statusOf(server: LanguageServer, folder: Folder): LanguageServerStatus {
  const { id, title, languages } = server;
  const found = server.find(folder);
  const common = { id, title, languages: [...languages] };
  if (isMissing(found))
    return { ...common, available: false, reason: found.reason, fix: found.fix, limited: null, revision: '', options: {}, settings: {} };
  const { options, settings, limited } = found;
  const revision = createHash('sha256').update(JSON.stringify(found)).digest('hex').slice(0, 16);
  return { ...common, available: true, reason: null, fix: null, limited, revision, options: { ...options }, settings: { ...settings } };
}
