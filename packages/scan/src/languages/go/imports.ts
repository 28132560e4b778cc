import { folderOf } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { goModules } from './module-map.ts';

const known = new WeakMap<Repository, Map<string, readonly string[]>>();

/** Files of the package an import path means: of this module, of a sibling in the workspace, of one it replaces by a folder. */
export function resolveGoImport(path: string, _from: string, repository: Repository): readonly string[] {
  let answers = known.get(repository);
  if (!answers) known.set(repository, (answers = new Map()));
  const answered = answers.get(path);
  if (answered) return answered;
  const answer = filesOf(path, repository);
  answers.set(path, answer);
  return answer;
}

function filesOf(path: string, repository: Repository): readonly string[] {
  for (const { name, folder } of goModules(repository)) {
    if (path !== name && !path.startsWith(`${name}/`)) continue;
    const inside = path === name ? '' : path.slice(name.length + 1);
    const target = inside === '' ? folder : folder === '.' ? inside : `${folder}/${inside}`;
    return sourcesIn(target, repository);
  }
  return [];
}

/** Go sources of one package, those that say something by themselves and the others. */
export const sourcesIn = (folder: string, repository: Repository): string[] =>
  repository.filesIn(folder).filter((path) => path.endsWith('.go') && repository.modules.has(path));

/** The package a file belongs to: its folder. */
export const packageOf = (path: string): string => folderOf(path);

/**
 * The names a package may be used by when the import does not say: its path's last part, without a major version and
 * without the `go-` and `.go` that repositories carry and packages do not.
 */
export function localNames(path: string): string[] {
  const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
  const last = (parts.at(-1) ?? path).replace(/\.v\d+$/, '');
  const bare = last.replace(/^go[-_]/, '').replace(/[-_.](go|golang)$/, '');
  return [
    ...new Set([
      last,
      bare,
      bare.replace(/[-.]/g, '_'),
      bare.replace(/[-.]/g, ''),
      last.replace(/[-.]/g, ''),
      bare.slice(bare.lastIndexOf('-') + 1),
      bare.slice(0, bare.includes('-') ? bare.indexOf('-') : undefined),
    ]),
  ];
}

const importing = /^import\s*(?:\(([^)]*)\)|(?:[\w.]+[ \t]+)?"([^"\n]+)")/gm;

/** Import paths of a text, found without parsing. */
export function* importedPackages(text: string): Iterable<string> {
  for (const [, group, only] of text.matchAll(importing)) {
    if (only !== undefined) yield only;
    for (const [, path = ''] of (group ?? '').matchAll(/^\s*(?:[\w.]+[ \t]+)?"([^"\n]+)"/gm)) yield path;
  }
}
