import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Objects } from '../../git/objects.ts';

/** Writes a tree into an empty folder, as a clone would: nothing of it runs, and nothing is written through a link. */
export async function writeFolder(objects: Objects, tree: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await moveFolder(objects, null, tree, folder);
}

/** Brings a folder that holds one tree to another; what is in neither (what an install put there) stays. */
export async function moveFolder(objects: Objects, from: string | null, to: string, folder: string): Promise<void> {
  const index = join(objects.folder, 'folder.index');
  const env = { GIT_INDEX_FILE: index, GIT_WORK_TREE: folder };
  rmSync(index, { force: true });
  if (from !== null) await objects.run(['read-tree', from], undefined, env);
  await objects.run(['read-tree', '--reset', '-u', to], undefined, env, folder);
  rmSync(index, { force: true });
}
