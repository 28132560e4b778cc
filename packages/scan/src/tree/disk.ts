import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { isOpaquePath, limits, skippedFolders } from './limits.ts';
import type { Content, Skipped, Tree, TreeFile } from './tree.ts';

/** Opens a folder on disk for reading. Throws `tree.*` errors (exit 2 or 3) when it is not a folder one can read. */
export function openFolder(folder: string): Tree {
  const root = resolve(folder);
  let real: string;
  try {
    if (!lstatSync(realpathSync(root)).isDirectory()) {
      throw new GroundworkError({
        code: 'tree.not_a_folder',
        message: `${folder} is a file, not a folder`,
        where: root,
        fix: 'Give the folder it is in',
        exit: exitCodes.usage,
      });
    }
    real = realpathSync(root);
    readdirSync(real);
  } catch (error) {
    throw unreadable(folder, root, error);
  }
  return new DiskTree(real);
}

class DiskTree implements Tree {
  readonly name: string;
  readonly #root: string;
  readonly #skipped: Skipped[] = [];
  readonly #opaque = new Set<string>();

  constructor(root: string) {
    this.#root = root;
    this.name = basename(root) || 'project';
  }

  get skipped(): readonly Skipped[] {
    return this.#skipped;
  }

  async files(signal?: AbortSignal): Promise<readonly TreeFile[]> {
    const found: TreeFile[] = [];
    const folders: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
    let steps = 0;
    for (let folder = folders.pop(); folder; folder = folders.pop()) {
      if (++steps % 64 === 0) await breathe(signal);
      for (const entry of this.#list(folder.path)) {
        const path = folder.path ? `${folder.path}/${entry.name}` : entry.name;
        if (entry.isSymbolicLink()) {
          this.#noteLink(path);
          continue;
        }
        if (entry.isDirectory()) {
          if (skippedFolders.has(entry.name)) continue;
          if (folder.depth >= limits.depth) this.#skip(path, `more than ${limits.depth} folders deep`);
          else folders.push({ path, depth: folder.depth + 1 });
        } else if (entry.isFile() && !isOpaquePath(path)) {
          if (found.length >= limits.files) {
            this.#skip('.', `only the first ${limits.files} files were read`);
            return sorted(found);
          }
          found.push({ path, size: -1 });
        }
      }
    }
    return sorted(found);
  }

  read(path: string): Content | null {
    let file: number;
    try {
      file = openSync(this.#absolute(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch (error) {
      if (!isCode(error, 'ENOENT')) this.#skip(path, reason(error));
      return null;
    }
    try {
      const stat = fstatSync(file);
      const { size } = stat;
      if (!stat.isFile()) return null;
      if (size > limits.fileSize) {
        this.#skip(path, `larger than ${limits.fileSize / 1e6} MB`);
        return null;
      }
      const bytes = Buffer.allocUnsafe(size);
      const length = size === 0 ? 0 : readSync(file, bytes, 0, size, 0);
      const content = bytes.subarray(0, length);
      if (content.subarray(0, 8192).includes(0)) return null;
      return { text: content.toString('utf8'), version: versionOf(stat) };
    } catch (error) {
      this.#skip(path, reason(error));
      return null;
    } finally {
      closeSync(file);
    }
  }

  version(path: string): string | null {
    try {
      const stat = lstatSync(this.#absolute(path));
      return stat.isFile() ? versionOf(stat) : null;
    } catch {
      return null;
    }
  }

  #list(folder: string): Dirent[] {
    try {
      return readdirSync(this.#absolute(folder), { withFileTypes: true });
    } catch (error) {
      this.#skip(folder || '.', reason(error));
      return [];
    }
  }

  /** Links are not followed: what they lead to inside the folder is read where it is, and nothing outside is read at all. */
  #noteLink(path: string): void {
    try {
      const real = realpathSync(this.#absolute(path));
      if (real !== this.#root && !real.startsWith(this.#root + sep)) this.#skip(path, 'a link that leads out of the folder');
    } catch (error) {
      this.#skip(path, isCode(error, 'ELOOP') ? 'a link in a circle' : 'a link to nothing');
    }
  }

  #absolute(path: string): string {
    const absolute = join(this.#root, path);
    if (absolute !== this.#root && !absolute.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep)) {
      throw new GroundworkError({ code: 'tree.outside', message: 'The path leads out of the folder', where: path });
    }
    return absolute;
  }

  #skip(path: string, why: string): void {
    const key = `${path}\0${why}`;
    if (this.#opaque.has(key)) return;
    this.#opaque.add(key);
    this.#skipped.push({ path, why });
  }
}

const versionOf = (stat: Stats): string => `${stat.size}:${stat.mtimeMs}:${stat.ino}`;

/** Lets the event loop turn, so that a signal can arrive. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((done) => setImmediate(done));
  signal?.throwIfAborted();
}

const sorted = (files: TreeFile[]): TreeFile[] => files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

function reason(error: unknown): string {
  if (isCode(error, 'EACCES') || isCode(error, 'EPERM')) return 'no permission to read it';
  if (isCode(error, 'ELOOP')) return 'it is a link';
  return error instanceof Error ? error.message : String(error);
}

function unreadable(folder: string, root: string, error: unknown): GroundworkError {
  if (error instanceof GroundworkError) return error;
  if (isCode(error, 'ENOENT')) {
    return new GroundworkError({
      code: 'tree.missing',
      message: `There is no folder ${folder}`,
      where: root,
      fix: 'Check the path',
      exit: exitCodes.usage,
      cause: error,
    });
  }
  if (isCode(error, 'EACCES') || isCode(error, 'EPERM')) {
    return new GroundworkError({
      code: 'tree.no_permission',
      message: `${folder} may not be read`,
      where: root,
      fix: `chmod u+rx ${JSON.stringify(root)}, or run as its owner`,
      exit: exitCodes.notPossibleHere,
      cause: error,
    });
  }
  return new GroundworkError({
    code: 'tree.unreadable',
    message: `${folder} could not be read: ${reason(error)}`,
    where: root,
    exit: exitCodes.notPossibleHere,
    cause: error,
  });
}
