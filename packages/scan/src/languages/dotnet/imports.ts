import type { Repository } from '../../repository/repository.ts';

const indexes = new WeakMap<Repository, ReadonlyMap<string, readonly string[]>>();

/** Namespaces larger than this are not searched as a whole. */
const namespaceLimit = 80;

/** Files of a namespace, and of a type by its full name. */
export function resolveDotnet(name: string, _from: string, repository: Repository): readonly string[] {
  let index = indexes.get(repository);
  if (!index) {
    index = build(repository);
    indexes.set(repository, index);
  }
  return index.get(name) ?? [];
}

function build(repository: Repository): Map<string, string[]> {
  const index = new Map<string, string[]>();
  const add = (name: string, path: string): void => {
    const known = index.get(name);
    if (known) known.push(path);
    else index.set(name, [path]);
  };
  for (const [path, module] of repository.modules) {
    if (module.language !== 'dotnet' || module.namespace === null) continue;
    add(module.namespace, path);
    for (const fact of module.classes) add(`${module.namespace}.${fact.name}`, path);
  }
  for (const [name, paths] of index) if (paths.length > namespaceLimit) index.delete(name);
  return index;
}
