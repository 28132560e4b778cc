import type { Entry } from '@groundwork/protocol';
import { constants, type Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { inside, withOpened, withPlace, type Asked } from './place.ts';
import type { Roots } from './roots.ts';

/** Names that are looked at together; a folder can hold any number of them. */
const together = 200;

export async function lookAt(roots: Roots, asked: Asked): Promise<Entry> {
  return await withPlace(roots, asked, 'read', async ({ path, root }) => await entryAt(roots, path, root.writable));
}

/** What is in a folder. Names that are no text, and what went away meanwhile, are left out. */
export async function listFolder(roots: Roots, asked: Asked): Promise<(Entry & { readonly name: string })[]> {
  return await withPlace(roots, asked, 'read', async (place) =>
    withOpened(roots, place, constants.O_RDONLY | constants.O_DIRECTORY, async (folder) => {
      const names = await readdir(inside(folder));
      const found: (Entry & { readonly name: string })[] = [];
      for (let at = 0; at < names.length; at += together) {
        const some = names.slice(at, at + together).map(async (name) => {
          const entry = await entryAt(roots, inside(folder, name), folder.root.writable).catch(() => null);
          return entry && { name, ...entry };
        });
        found.push(...(await Promise.all(some)).filter((entry) => entry !== null));
      }
      return found;
    }),
  );
}

async function entryAt(roots: Roots, path: string, writable: boolean): Promise<Entry> {
  const own = await lstat(path);
  if (!own.isSymbolicLink()) return { kind: kindOf(own), target: null, ...timesOf(own, writable) };
  const real = await realpath(path).catch(() => null);
  // What lies outside is not even looked at.
  const target = real !== null && roots.holding(real) !== null ? await stat(real).catch(() => null) : null;
  const kind = target && kindOf(target);
  return {
    kind: 'link',
    target: kind === 'file' || kind === 'folder' ? kind : null,
    // An editor of the link edits what it leads to.
    ...timesOf(target ?? own, writable && target !== null),
  };
}

function kindOf(stats: Stats): 'file' | 'folder' | 'other' {
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
}

function timesOf(stats: Stats, writable: boolean): Omit<Entry, 'kind' | 'target'> {
  const { size, birthtimeMs, mtimeMs, mode } = stats;
  return { size, created: Math.trunc(birthtimeMs), modified: Math.trunc(mtimeMs), readonly: !writable || (mode & 0o222) === 0 };
}
