import type { Repository } from '../../repository/repository.ts';

const indexes = new WeakMap<Repository, ReadonlyMap<string, readonly string[]>>();

/** Files of a class (`com.acme.orders.Order`), and of a package for Kotlin's functions and star imports. */
export function resolveJava(module: string, _from: string, repository: Repository): readonly string[] {
  let index = indexes.get(repository);
  if (!index) {
    index = build(repository);
    indexes.set(repository, index);
  }
  return index.get(module) ?? [];
}

/** Packages larger than this are not searched as a whole. */
const packageLimit = 60;

function build(repository: Repository): Map<string, string[]> {
  const index = new Map<string, string[]>();
  const add = (name: string, path: string): void => {
    const known = index.get(name);
    if (known) known.push(path);
    else index.set(name, [path]);
  };
  for (const [path, module] of repository.modules) {
    if (module.language !== 'java') continue;
    const prefix = module.namespace === null ? '' : `${module.namespace}.`;
    for (const fact of module.classes) add(`${prefix}${fact.name}`, path);
    if (module.namespace !== null) add(module.namespace, path);
  }
  for (const [name, paths] of index) if (paths.length > packageLimit) index.delete(name);
  return index;
}
