import { folderOf } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { GoManifest, GoModule } from './manifest.ts';

export interface PlacedModule {
  readonly name: string;
  readonly folder: string;
  readonly path: string;
  readonly manifest: GoModule;
}

const known = new WeakMap<Repository, readonly PlacedModule[]>();

/** Go modules of a repository, the longest name first, so that the first that fits an import is the one. */
export function goModules(repository: Repository): readonly PlacedModule[] {
  const before = known.get(repository);
  if (before) return before;
  const found = [...repository.manifests<GoManifest>('go')]
    .flatMap(([path, manifest]): PlacedModule[] =>
      manifest.kind === 'module' ? [{ name: manifest.name, folder: folderOf(path), path, manifest }] : [],
    )
    .toSorted((a, b) => b.name.length - a.name.length || (a.folder < b.folder ? -1 : 1));
  known.set(repository, found);
  return found;
}
