import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Paths of the folder, relative with forward slashes, to the addresses an editor knows them by, and back. */
export interface Uris {
  /** `null` for what is not a file inside the folder. */
  pathOf(uri: string): string | null;
  uriOf(path: string): string;
}

/**
 * `dir` is the real path of the folder; `roots` are the addresses the editor opened, which may lead there through a link: then
 * files are named through that link, as the person sees them.
 */
export function urisOf(dir: string, roots: readonly string[]): Uris {
  const shown = roots.map(fileOf).find((root) => root !== null && isSame(root, dir)) ?? dir;
  const inside = (file: string, root: string): string | null => {
    const path = relative(root, file);
    return path === '' || path === '..' || path.startsWith(`..${sep}`) || path.startsWith(sep) ? null : path.split(sep).join('/');
  };
  return {
    pathOf: (uri) => {
      const file = fileOf(uri);
      return file === null ? null : (inside(file, shown) ?? inside(file, dir));
    },
    uriOf: (path) => pathToFileURL(join(shown, path)).href,
  };
}

function fileOf(uri: string): string | null {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : null;
  } catch {
    // Another machine's file, or no address at all.
    return null;
  }
}

function isSame(root: string, dir: string): boolean {
  try {
    return realpathSync(root) === dir;
  } catch {
    return false;
  }
}
