import { folderOf, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';

/** Files of a required path (`./lib/oven`), or the file itself where the linker found a constant's home. */
export function resolveRuby(module: string, from: string, repository: Repository): readonly string[] {
  if (repository.modules.has(module)) return [module];
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
