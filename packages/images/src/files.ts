/** A repository as it was read. Nothing here touches a disk. */
export interface Files {
  /** Relative to its root, with forward slashes, sorted. */
  readonly paths: readonly string[];
  /** A file's text; `null` when it is gone or is no text. */
  read(path: string): string | null;
}

/** Files by path, held in memory. */
export function filesIn(texts: Readonly<Record<string, string>>): Files {
  return { paths: Object.keys(texts).sort(), read: (path) => texts[path] ?? null };
}

export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `child` below `folder`, both relative to the root: `inFolder('.', 'a')` is `a`. */
export const inFolder = (folder: string, child: string): string => (folder === '.' ? child : child === '.' ? folder : `${folder}/${child}`);

export const isUnder = (path: string, folder: string): boolean => folder === '.' || path === folder || path.startsWith(`${folder}/`);

/** A folder seen from one above it: `.` when they are the same. */
export const below = (path: string, folder: string): string =>
  path === folder ? '.' : folder === '.' ? path : path.slice(folder.length + 1);

/** The folder and everything above it, nearest first. */
export function upwards(folder: string): string[] {
  const all = [folder];
  for (let at = folder; at !== '.';) {
    at = folderOf(at);
    all.push(at);
  }
  return all;
}

/** Where a relative path leads from a folder; `null` when it leaves the repository. */
export function resolveIn(folder: string, relative: string): string | null {
  const parts = folder === '.' ? [] : folder.split('/');
  for (const part of relative.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** The deepest folder that holds both. */
export function commonFolder(one: string, other: string): string {
  return upwards(one).find((folder) => isUnder(other, folder)) ?? '.';
}

/** Files directly in a folder, by name. */
export function namesIn(files: Files, folder: string): Set<string> {
  const start = folder === '.' ? '' : `${folder}/`;
  return new Set(
    files.paths.flatMap((path) => (path.startsWith(start) && !path.slice(start.length).includes('/') ? [path.slice(start.length)] : [])),
  );
}

export const has = (files: Files, path: string): boolean => files.paths.includes(path);

/** The nearest file of one of these names in the folder or above it. */
export function nearest(files: Files, folder: string, names: readonly string[]): string | null {
  const all = new Set(files.paths);
  for (const at of upwards(folder)) {
    const found = names.map((name) => inFolder(at, name)).find((path) => all.has(path));
    if (found !== undefined) return found;
  }
  return null;
}
