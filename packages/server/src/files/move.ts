import { constants } from 'node:fs';
import { cp, lstat, mkdir, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { codeOf, refused } from './errors.ts';
import { withPlace, type Place } from './place.ts';
import { isInside, type Roots } from './roots.ts';

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly overwrite: boolean;
}

export async function makeFolder(roots: Roots, asked: { readonly root: string; readonly path: string }): Promise<void> {
  await withPlace(roots, asked, 'write', async ({ path }) => mkdir(path));
}

/** Links are deleted, never what they lead to. */
export async function deleteAt(
  roots: Roots,
  asked: { readonly root: string; readonly path: string; readonly recursive: boolean },
): Promise<void> {
  await withPlace(roots, asked, 'write', async ({ path }) => {
    const stats = await lstat(path);
    if (!stats.isDirectory()) await unlink(path);
    else if (asked.recursive) await rm(path, { recursive: true, maxRetries: 2 });
    else await rmdir(path);
  });
}

export async function renameTo(roots: Roots, pair: Pair): Promise<void> {
  await withPair(roots, pair, 'write', async (from, to) => {
    await makeWay(from, to, pair);
    try {
      await rename(from.path, to.path);
    } catch (cause) {
      if (codeOf(cause) !== 'EXDEV') throw cause;
      await copyTree(from, to);
      await rm(from.path, { recursive: true });
    }
  });
}

export async function copyTo(roots: Roots, pair: Pair): Promise<void> {
  await withPair(roots, pair, 'read', async (from, to) => {
    await makeWay(from, to, pair);
    await copyTree(from, to);
  });
}

async function withPair(
  roots: Roots,
  { from, to }: Pair,
  use: 'read' | 'write',
  action: (from: Place, to: Place) => Promise<void>,
): Promise<void> {
  await withPlace(roots, { root: 'workspace', path: from }, use, async (source) =>
    withPlace(roots, { root: 'workspace', path: to }, 'write', async (target) => {
      if (target.real !== source.real && isInside(target.real, source.real)) {
        throw refused('bad_name', to, 'A folder cannot be put into itself', 'Choose another folder');
      }
      await action(source, target);
    }),
  );
}

/** Removes what stands where something goes, if it may. A name that only changes its case stands in its own way. */
async function makeWay(from: Place, to: Place, { overwrite }: Pair): Promise<void> {
  const [source, target] = await Promise.all([lstat(from.path), lstat(to.path).catch(() => null)]);
  if (target === null || (target.ino === source.ino && target.dev === source.dev && from.real !== to.real)) return;
  if (!overwrite) throw refused('exists', to.asked, 'There is a file of that name already', 'Choose another name, or replace it');
  if (from.real === to.real) throw refused('exists', to.asked, 'That is the file itself', 'Choose another name');
  if (target.isDirectory() || source.isDirectory()) await rm(to.path, { recursive: true });
}

/** Links are copied as they stand. */
async function copyTree(from: Place, to: Place): Promise<void> {
  await cp(from.real, to.real, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
}
