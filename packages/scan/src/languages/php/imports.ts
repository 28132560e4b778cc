import { folderOf, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';

interface Index {
  /** Fully qualified class, and namespace for its functions. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly byBase: ReadonlyMap<string, readonly string[]>;
  /** `define('DB_HOST', …)` and `const` outside classes. */
  readonly byConstant: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<Repository, Index>();

/** Namespaces with more files than this are not searched as a whole. */
const namespaceLimit = 60;

/** Files of a class (`App\Mail\Receipt`), of a required path (`./config.php`), or of a named configuration file (`config:mail`). */
export function resolvePhp(module: string, from: string, repository: Repository): readonly string[] {
  const index = indexes.get(repository) ?? build(repository);
  indexes.set(repository, index);
  if (module.startsWith('constant:')) return nearest(index.byConstant.get(module.slice(9)) ?? [], from).slice(0, 3);
  if (module.startsWith('config:')) return configFile(module.slice(7), from, index);
  if (repository.modules.has(module)) return [module];
  if (!/\.(php|inc)$/.test(module)) return index.byName.get(module) ?? [];
  if (module.startsWith('.')) {
    const path = within(folderOf(from), module);
    if (path !== null && repository.modules.has(path)) return [path];
  }
  const tail = module.replace(/^\*\//, '').replace(/^[./]+/, '');
  const known = index.byBase.get(tail.slice(tail.lastIndexOf('/') + 1)) ?? [];
  const matching = known.filter((path) => path === tail || path.endsWith(`/${tail}`));
  return nearest(matching, from).slice(0, 1);
}

function configFile(name: string, from: string, { byBase }: Index): string[] {
  const known = (byBase.get(`${name}.php`) ?? []).filter((path) => /(^|\/)config\/[^/]+$/i.test(path));
  return nearest(known, from).slice(0, 1);
}

/** Files by how much of their path they share with where they are asked for. */
function nearest(paths: readonly string[], from: string): string[] {
  const shared = (path: string): number => {
    let at = 0;
    while (at < path.length && path[at] === from[at]) at++;
    return at;
  };
  return paths.toSorted((a, b) => shared(b) - shared(a) || a.length - b.length || (a < b ? -1 : 1));
}

function build(repository: Repository): Index {
  const byName = new Map<string, string[]>();
  const byBase = new Map<string, string[]>();
  const byConstant = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, name: string, path: string): void => {
    const known = map.get(name);
    if (known) known.push(path);
    else map.set(name, [path]);
  };
  for (const [path, module] of repository.modules) {
    if (module.language !== 'php') continue;
    add(byBase, path.slice(path.lastIndexOf('/') + 1), path);
    const constants = module.assignments.filter(({ target }) => target.length === 1 && /^[A-Z][A-Z0-9_]+$/.test(target[0] ?? ''));
    for (const name of new Set(constants.map(({ target }) => target[0] ?? ''))) add(byConstant, name, path);
    const prefix = module.namespace === null ? '' : `${module.namespace}\\`;
    for (const fact of module.classes) add(byName, `${prefix}${fact.name}`, path);
    if (module.namespace === null) continue;
    add(byName, module.namespace, path);
    // `use function App\env` names the function itself.
    for (const fact of module.functions) if (fact.className === null && fact.name) add(byName, `${prefix}${fact.name}`, path);
  }
  for (const [name, paths] of byName) if (paths.length > namespaceLimit) byName.delete(name);
  return { byName, byBase, byConstant };
}
