import { folderOf } from './paths.ts';
import type { Repository } from './repository.ts';

const known = new WeakMap<Repository, ReadonlySet<string>>();

/** Whether a folder of that path holds anything. */
export function hasFolder(path: string, repository: Repository): boolean {
  let folders = known.get(repository);
  if (!folders) {
    const found = new Set<string>(['.']);
    for (const file of repository.paths) for (let at = folderOf(file); !found.has(at); at = folderOf(at)) found.add(at);
    folders = found;
    known.set(repository, folders);
  }
  return folders.has(path);
}
