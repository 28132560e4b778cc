import { lstatSync, readlinkSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Entries, Entry, Objects } from '../../git/objects.ts';

/** Something in the agent's folder that is not taken as it is. */
export interface Oddity {
  readonly path: string;
  readonly why: string;
}

export interface Worktree {
  readonly entries: Entries;
  readonly oddities: readonly Oddity[];
}

/** Bytes; a larger file is told and not read. */
const largest = 50 * 1024 * 1024;

/**
 * Reads what an agent left in its folder as git would keep it, by ourselves: its `.git` is not looked at, so that nothing that
 * was written there (an index with marks, attributes, filters, a configuration) hides a change or runs. Nobody may write
 * to the folder meanwhile. Ignored files are left out, as they are of what is verified and delivered.
 */
export async function readWorktree(objects: Objects, folder: string, base: Entries, baseTree: string): Promise<Worktree> {
  const index = join(objects.folder, 'worktree.index');
  const env = { GIT_INDEX_FILE: index, GIT_WORK_TREE: folder };
  await objects.run(['read-tree', baseTree], undefined, env);
  const listed = await objects.run(['ls-files', '--others', '-z', '--exclude-per-directory=.gitignore'], undefined, env, folder);
  rmSync(index, { force: true });
  const untracked = listed.toString('latin1').split('\0').filter(Boolean).map(asPath);

  const oddities: Oddity[] = [];
  const entries = new Map<string, Entry>();
  const toHash: { readonly path: string; readonly mode: string }[] = [];
  const isFolder = folders(folder);
  const take = async (path: string): Promise<void> => {
    const at = join(folder, path);
    const stat = isFolder(dirname(path)) ? lstatSync(at, { throwIfNoEntry: false }) : undefined;
    if (!stat || stat.isDirectory()) return;
    if (stat.isSymbolicLink()) entries.set(path, { mode: '120000', hash: await objects.write(readlinkSync(at, 'buffer')) });
    else if (!stat.isFile()) oddities.push({ path, why: 'It is no file, but a pipe, a socket or a device' });
    else if (stat.size > largest) oddities.push({ path, why: `It is larger than ${largest / 1024 / 1024} MB` });
    else toHash.push({ path, mode: stat.mode & 0o100 ? '100755' : '100644' });
  };
  for (const [path, entry] of base) {
    // A submodule's content is of another repository: it stays as it was.
    if (entry.mode === '160000') entries.set(path, entry);
    else await take(path);
  }
  for (const { path, text } of untracked) {
    if (!text) oddities.push({ path, why: 'Its name holds characters that are not shown' });
    else if (isOfGit(path)) oddities.push({ path, why: 'It is read by git as its own on some machines' });
    else if (path.endsWith('/'))
      oddities.push({ path: path.slice(0, -1), why: 'It is a repository of its own, whose files git does not list' });
    else if (!base.has(path)) await take(path);
  }
  const names = toHash.map(({ path }) => path).join('\n');
  const hashes =
    toHash.length === 0
      ? []
      : (await objects.run(['hash-object', '-w', '--no-filters', '--stdin-paths'], `${names}\n`, { GIT_WORK_TREE: folder }, folder))
          .toString('utf8')
          .trim()
          .split('\n');
  for (const [at, { path, mode }] of toHash.entries()) entries.set(path, { mode, hash: hashes[at] ?? '' });
  await keepLineEnds(objects, base, entries);
  return { entries, oddities };
}

/** A path is text where it is UTF-8 without control characters, and so can be handed to git in lines. */
function asPath(bytes: string): { readonly path: string; readonly text: boolean } {
  const buffer = Buffer.from(bytes, 'latin1');
  const path = buffer.toString('utf8');
  // eslint-disable-next-line no-control-regex
  return { path, text: Buffer.from(path, 'utf8').equals(buffer) && !/[\u0000-\u001f\u007f]/.test(path) && !path.startsWith('"') };
}

/** Whether a path's folders are folders, and no links to elsewhere. */
function folders(root: string): (path: string) => boolean {
  const known = new Map<string, boolean>([['.', true]]);
  const isFolder = (path: string): boolean => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const is = isFolder(dirname(path)) && (lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() ?? false);
    known.set(path, is);
    return is;
  };
  return isFolder;
}

/** A checkout may have written other line ends than are kept: a file that differs in nothing else was not changed. */
async function keepLineEnds(objects: Objects, base: Entries, entries: Map<string, Entry>): Promise<void> {
  const changed = [...entries].flatMap(([path, entry]) => {
    const old = base.get(path);
    return old && old.hash !== entry.hash && entry.mode.startsWith('100') && old.mode.startsWith('100') ? [{ path, entry, old }] : [];
  });
  const texts = await objects.read(changed.flatMap(({ entry, old }) => [entry.hash, old.hash]));
  const plain = (hash: string): string => texts.get(hash)?.toString('latin1').replaceAll('\r\n', '\n') ?? hash;
  for (const { path, entry, old } of changed) {
    const unkept = texts.get(entry.hash)?.includes('\r\n') && !texts.get(old.hash)?.includes('\r\n');
    if (unkept && plain(entry.hash) === plain(old.hash)) entries.set(path, { mode: entry.mode, hash: old.hash });
  }
}

/**
 * Whether git, or a machine that does not tell such names apart, takes a part of a path for the folder of git itself.
 * https://git-scm.com/docs/git-config: core.protectHFS, core.protectNTFS.
 */
function isOfGit(path: string): boolean {
  return path.split(/[/\\]/).some((part) => {
    const plain = part
      .replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '')
      .replace(/:.*$/, '')
      .replace(/[. ]+$/, '')
      .toLowerCase();
    return plain === '.git' || /^git~\d+$/.test(plain);
  });
}
