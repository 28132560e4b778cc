import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** Files of a folder that were written after a time, in milliseconds since 1970. Follows no link. Paths are relative to the folder. */
export function newerFiles(root: string, since: number, isFolderWatched: (name: string) => boolean, within = ''): string[] {
  return entriesOf(join(root, within)).flatMap((entry) => {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory()) return isFolderWatched(entry.name) ? newerFiles(root, since, isFolderWatched, path) : [];
    const written = lstatSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return written > since ? [path] : [];
  });
}

/** It may have gone in the meantime, or not be readable. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
