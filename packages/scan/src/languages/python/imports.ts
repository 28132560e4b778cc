import { baseName, folderOf, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';

/** Source roots that projects keep their packages under besides the folder itself. */
const sourceFolders = ['', 'src', 'lib', 'app', 'source'];

interface Found {
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly answers: Map<string, readonly string[]>;
}

const known = new WeakMap<object, Found>();

/**
 * Files a Python module name may mean. Relative names count dots upwards; absolute ones are looked for as Python does with
 * the folders above the importing file on its path, nearest first, then anywhere in the repository.
 */
export function resolvePythonImport(module: string, from: string, repository: Repository): readonly string[] {
  let found = known.get(repository.layout);
  if (!found) known.set(repository.layout, (found = { byName: filesByName(repository), answers: new Map() }));
  const folder = folderOf(from);
  const key = `${folder}\0${module}`;
  const answered = found.answers.get(key);
  if (answered) return answered;
  const answer = module.startsWith('.') ? relative(module, folder, repository) : absolute(module, folder, repository, found.byName);
  found.answers.set(key, answer);
  return answer;
}

function relative(module: string, folder: string, repository: Repository): string[] {
  const dots = /^\.+/.exec(module)?.[0].length ?? 1;
  const base = within(folder, '../'.repeat(dots - 1) || '.');
  return base === null ? [] : filesOf(base, module.slice(dots).split('.').filter(Boolean), repository);
}

function absolute(module: string, folder: string, repository: Repository, byName: Found['byName']): string[] {
  const segments = module.split('.').filter(Boolean);
  const last = segments.at(-1);
  if (last === undefined) return [];
  // Most imports are of installed libraries: no file or folder of that name, and nothing more to do.
  const first = segments[0] ?? '';
  if (!byName.has(last) || !byName.has(first)) return [];
  for (let at = folder; ; at = folderOf(at)) {
    for (const source of sourceFolders) {
      const base = within(at, source);
      const files = base === null ? [] : filesOf(base, segments, repository);
      if (files.length) return files;
    }
    if (at === '.') break;
  }
  // Something put another folder on the path: one file that ends like the name is meant.
  const tail = segments.join('/');
  const elsewhere = (byName.get(last) ?? []).filter((path) => path.endsWith(`/${tail}.py`) || path.endsWith(`/${tail}/__init__.py`));
  return elsewhere.length <= 3 ? elsewhere : [];
}

function filesOf(base: string, segments: readonly string[], repository: Repository): string[] {
  const path = within(base, segments.join('/'));
  if (path === null) return [];
  const candidates = segments.length ? [`${path}.py`, within(path, '__init__.py')] : [within(path, '__init__.py')];
  return candidates.filter((candidate) => candidate !== null).filter((candidate) => repository.has(candidate));
}

/** Python files by the name they are imported under, and by every folder above them. */
function filesByName(repository: Repository): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  const add = (name: string, path: string): void => {
    const files = byName.get(name);
    if (files) files.push(path);
    else byName.set(name, [path]);
  };
  const folders = new Set<string>();
  for (const path of repository.paths) {
    if (!path.endsWith('.py')) continue;
    const name = baseName(path).slice(0, -'.py'.length);
    add(name === '__init__' ? baseName(folderOf(path)) : name, path);
    for (let folder = folderOf(path); folder !== '.' && !folders.has(folder); folder = folderOf(folder)) {
      folders.add(folder);
      add(baseName(folder), folder);
    }
  }
  return byName;
}

/** The dotted name a file is imported by when Python starts in `folder`. */
export function moduleName(path: string, folder: string): string {
  const relativePath = folder === '.' ? path : path.slice(folder.length + 1);
  return relativePath
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
}

const importing = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+([^\n#;]*)|import[ \t]+([^\n#;]+))/gm;

/** Names of the modules, and of what is taken from them, that a text imports, found without parsing. */
export function* importedModules(text: string): Iterable<string> {
  for (const [, from, taken = '', plain] of text.matchAll(importing)) {
    if (from === undefined) {
      for (const each of (plain ?? '').split(',')) yield each.trim().split(/\s/, 1)[0] ?? '';
      continue;
    }
    yield from;
    for (const each of taken.split(',')) yield `${from}.${each.replace('(', '').trim().split(/\s/, 1)[0] ?? ''}`;
  }
}
