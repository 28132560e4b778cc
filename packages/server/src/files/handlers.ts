import { prepareStateFolder } from '@groundwork/provision';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DomainHandlers } from '../rpc/domains.ts';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import { listFolder, lookAt } from './look.ts';
import { copyTo, deleteAt, makeFolder, renameTo } from './move.ts';
import { readFile } from './read.ts';
import { rootsOf } from './roots.ts';
import { changesOf } from './changes.ts';
import { inTurns } from './turns.ts';
import { Writer } from './write.ts';

/** Bytes a window has not taken yet from which on nothing more is read for it. */
const mostBacklog = 48 * 1024 * 1024;

const writerOf = perWorkspace((workspace) => {
  let folder: Promise<string | null> | null = null;
  return new Writer(rootsOf(workspace), () => (folder ??= makeSavingFolder(workspace)));
});

/** The files of the workspace and of libraries; nothing outside of them, whatever links say. */
export const filesHandlers: DomainHandlers<'files'> = ({ workspace, backlog, signal }) => {
  const roots = rootsOf(workspace);
  const writer = writerOf(workspace);
  const reading = inTurns(() => backlog() < mostBacklog, signal);
  changesOf(workspace).begin();
  return {
    'files/stat': async (asked) => lookAt(roots, asked),
    'files/list': async (asked) => listFolder(roots, asked),
    'files/read': async (asked) => reading(async () => readFile(roots, asked)),
    'files/write': async (asked) => writer.write(asked),
    'files/makeFolder': async (asked) => (await makeFolder(roots, asked), null),
    'files/delete': async (asked) => (await deleteAt(roots, asked), null),
    'files/rename': async (pair) => (await renameTo(roots, pair), null),
    'files/copy': async (pair) => (await copyTo(roots, pair), null),
  };
};

/** Private, on the disk of the workspace, and watched by nobody: what is being saved is nothing a tool should see. */
async function makeSavingFolder({ dir }: Workspace): Promise<string | null> {
  try {
    const folder = join(prepareStateFolder(dir), 'saving');
    // What a server that was killed left there was not saved.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    return folder;
  } catch {
    return null;
  }
}
