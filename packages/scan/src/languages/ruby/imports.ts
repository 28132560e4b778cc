import { folderOf, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';

/** Files of a required path (`./lib/oven`), or the file itself where the linker found a constant's home. */
export function resolveRuby(module: string, from: string, repository: Repository): readonly string[] {
  if (repository.modules.has(module)) return [module];
  if (module === 'rails:config') return applicationFiles(from, repository);
  if (module.startsWith('config:')) return configFile(module.slice(7), from, repository);
  if (!module.startsWith('.')) return [];
  const path = within(folderOf(from), module.endsWith('.rb') ? module : `${module}.rb`);
  return path !== null && repository.modules.has(path) ? [path] : [];
}

/** The file of `config/` that is nearest above. */
function configFile(name: string, from: string, repository: Repository): string[] {
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    const path = within(folder, `config/${name}.yml`);
    if (path !== null && repository.modules.has(path)) return [path];
    if (folder === '.') return [];
  }
}

const known = new WeakMap<Repository, readonly string[]>();

/** Files that set `config`, production's first: those of the application the asking file is part of. */
function applicationFiles(from: string, repository: Repository): string[] {
  let all = known.get(repository);
  if (!all) {
    const rank = (path: string): number => (path.endsWith('production.rb') ? 0 : path.endsWith('application.rb') ? 1 : 2);
    all = [...repository.modules.keys()]
      .filter((path) => /(^|\/)config\/(application\.rb|environments\/production\.rb|initializers\/[^/]+\.rb)$/.test(path))
      .toSorted((a, b) => rank(a) - rank(b));
    known.set(repository, all);
  }
  return all.filter((path) => {
    const root = path.slice(0, path.search(/(^|\/)config\/(application|environments|initializers)/));
    return path !== from && (root === '' || from.startsWith(`${root}/`));
  });
}
