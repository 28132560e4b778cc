import dockerIgnore from '@balena/dockerignore';
import { GroundworkError } from '@groundwork/host';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, readlink, symlink, utimes, chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pack, type Pack } from 'tar-stream';
import { sourceDateEpoch } from '../dockerfile/dockerfile.ts';
import { folderOf, isUnder, resolveIn } from '../files.ts';

/** One thing of a build context, as it will lie in the image. */
export interface ContextEntry {
  /** Relative to the context, with forward slashes. */
  readonly path: string;
  readonly kind: 'file' | 'link';
  readonly executable: boolean;
  /** Bytes of a file. */
  readonly size: number;
  /** SHA-256 of a file's bytes, or where a link leads. */
  readonly content: string;
}

/** What a builder gets to see of a folder. */
export interface Context {
  readonly folder: string;
  /** Sorted by path. */
  readonly entries: readonly ContextEntry[];
  /** Links that lead out of the folder: they are left out. */
  readonly leftOut: readonly string[];
}

/**
 * Reads a folder for a builder: what its `.dockerignore` text keeps out is not there, no link is followed, and one that leads out of
 * the folder is left out. Changes nothing.
 */
export async function readContext(folder: string, ignored: string, signal?: AbortSignal): Promise<Context> {
  const ignores = dockerIgnore.default().add(ignored);
  const exceptions = ignored.split('\n').flatMap((line) => (line.startsWith('!') ? [line.slice(1).trim()] : []));
  const entries: ContextEntry[] = [];
  const leftOut: string[] = [];
  const visit = async (at: string): Promise<void> => {
    signal?.throwIfAborted();
    for (const found of await readdir(join(folder, at), { withFileTypes: true })) {
      const path = at === '' ? found.name : `${at}/${found.name}`;
      const out = ignores.ignores(path);
      if (found.isDirectory()) {
        // Docker looks into a folder that is kept out only where an exception leads there.
        if (!out || exceptions.some((each) => each.startsWith(`${path}/`) || each.startsWith('**'))) await visit(path);
      } else if (out) continue;
      else if (found.isSymbolicLink()) {
        const target = await readlink(join(folder, path));
        if (target.startsWith('/') || resolveIn(folderOf(path), target) === null) leftOut.push(path);
        else entries.push({ path, kind: 'link', executable: false, size: 0, content: target });
      } else if (found.isFile()) entries.push(await fileEntry(folder, path));
    }
  };
  await visit('');
  entries.sort((left, right) => (left.path < right.path ? -1 : 1));
  return { folder, entries, leftOut: leftOut.sort() };
}

/** The part of a context that lies in a folder of it; its paths stay as they are. */
export function within(context: Context, folder: string): Context {
  return {
    ...context,
    entries: context.entries.filter(({ path }) => isUnder(path, folder)),
    leftOut: context.leftOut.filter((path) => isUnder(path, folder)),
  };
}

async function fileEntry(folder: string, path: string): Promise<ContextEntry> {
  const { mode, size } = await lstat(join(folder, path));
  const hash = createHash('sha256');
  for await (const chunk of bytesOf(folder, path)) hash.update(chunk);
  return { path, kind: 'file', executable: (mode & 0o111) !== 0, size, content: hash.digest('hex') };
}

/** A file's bytes; what became a link meanwhile is not followed. */
async function* bytesOf(folder: string, path: string): AsyncGenerator<Uint8Array> {
  const file = await open(join(folder, path), constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    for await (const chunk of file.createReadStream({ autoClose: false })) yield chunk;
  } finally {
    await file.close();
  }
}

/** One value for everything that decides an image: the same folder and Dockerfile give the same, on every machine. */
export function contentOf(context: Context, dockerfile: string, platform: string): string {
  const hash = createHash('sha256').update(`1\0${platform}\0${dockerfile}\0`);
  for (const { path, kind, executable, content } of context.entries)
    hash.update(`${kind}\0${path}\0${executable ? 'x' : ''}\0${content}\0`);
  return hash.digest('hex');
}

/**
 * The context as a tar, for builders that take one and for builds in the cloud: sorted, of nobody, with one date for everything. `added`
 * are files by path that lie in it besides, such as the Dockerfile.
 */
export async function* contextTar(context: Context, added: Readonly<Record<string, string>> = {}): AsyncGenerator<Uint8Array> {
  const tar = pack();
  const written = fill(tar, context, added).then(
    () => tar.finalize(),
    (cause: unknown) => tar.destroy(cause instanceof Error ? cause : null),
  );
  try {
    for await (const chunk of tar) if (chunk instanceof Uint8Array) yield chunk;
    await written;
  } finally {
    tar.destroy();
  }
}

async function fill(tar: Pack, context: Context, added: Readonly<Record<string, string>>): Promise<void> {
  const plain = { uid: 0, gid: 0, mtime: new Date(sourceDateEpoch * 1000) };
  for (const [name, text] of Object.entries(added)) {
    const bytes = Buffer.from(text);
    await write(tar, { ...plain, name, size: bytes.length, mode: 0o644 }, once(bytes));
  }
  for (const { path, kind, executable, size, content } of context.entries) {
    if (kind === 'link') tar.entry({ ...plain, name: path, type: 'symlink', linkname: content, mode: 0o777 }, () => {});
    else await write(tar, { ...plain, name: path, size, mode: executable ? 0o755 : 0o644 }, unchanged(context.folder, path, size));
  }
}

async function write(tar: Pack, header: Parameters<Pack['entry']>[0], bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const entry = tar.entry(header);
  // The whole fails by the same cause, and is heard.
  entry.on('error', () => {});
  for await (const chunk of bytes) {
    if (tar.destroyed) return;
    if (!entry.write(chunk))
      await new Promise<void>((resolve) => {
        entry.once('drain', () => resolve());
        tar.once('close', () => resolve());
      });
  }
  entry.end(null);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A file that grew or shrank while it was sent would spoil everything behind it. */
async function* unchanged(folder: string, path: string, size: number): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const chunk of bytesOf(folder, path)) {
    sent += chunk.length;
    if (sent > size) break;
    yield chunk;
  }
  if (sent !== size)
    throw new GroundworkError({
      code: 'images.changed',
      message: `${path} changed while its image was built`,
      where: join(folder, path),
      fix: 'Run the same command again',
      exit: 75,
    });
}

/** The context as a folder, for builders that take none else: no date, owner or mode of this machine is in it. */
export async function stageContext(context: Context, folder: string, signal?: AbortSignal): Promise<void> {
  const made = new Set<string>();
  for (const { path, kind, executable, content } of context.entries) {
    signal?.throwIfAborted();
    const to = join(folder, path);
    const parent = dirname(to);
    if (!made.has(parent)) await mkdir(parent, { recursive: true, mode: 0o755 });
    made.add(parent);
    if (kind === 'link') {
      await symlink(content, to);
      continue;
    }
    await copyFile(join(context.folder, path), to, constants.COPYFILE_FICLONE);
    await chmod(to, executable ? 0o755 : 0o644);
    await utimes(to, sourceDateEpoch, sourceDateEpoch);
  }
}
