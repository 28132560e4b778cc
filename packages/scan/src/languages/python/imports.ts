import { folderOf, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';

/** Files a Python module name may mean: relative to the file's package for leading dots, else from every folder above it and from `src`. */
export function resolvePythonImport(module: string, from: string, repository: Repository): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).replaceAll('.', '/');
  if (dots > 0) {
    let folder: string | null = folderOf(from);
    for (let up = 1; up < dots && folder !== null; up++) folder = within(folder, '..');
    return folder === null ? [] : candidates(folder, path, repository);
  }
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    const found = candidates(folder, path, repository);
    if (found.length) return found;
    const inSource = candidates(folder === '.' ? 'src' : `${folder}/src`, path, repository);
    if (inSource.length) return inSource;
    if (folder === '.') return [];
  }
}

function candidates(folder: string, path: string, repository: Repository): string[] {
  const base = path === '' ? folder : folder === '.' ? path : `${folder}/${path}`;
  return (path === '' ? [`${base}/__init__.py`] : [`${base}.py`, `${base}/__init__.py`]).map((each) => each.replace(/^\.\//, '')).filter((each) => repository.has(each));
}

/** The dotted name a file is imported by when Python starts in `folder`. */
export function moduleName(path: string, folder: string): string {
  const relative = folder === '.' ? path : path.slice(folder.length + 1);
  return relative.replace(/\.py$/, '').replace(/\/__init__$/, '').replaceAll('/', '.');
}
