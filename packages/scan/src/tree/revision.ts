import { spawnSync } from 'node:child_process';
import { basename, resolve } from 'node:path';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { isOpaquePath, limits, skippedFolders } from './limits.ts';
import type { Skipped, Tree } from './tree.ts';

/** Hooks, filters and configured programs of the repository never run: only objects are read. */
const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'];

interface Blob {
  readonly hash: string;
  readonly size: number;
}

/** Opens a commit of a git repository without checking it out. Throws `tree.revision` when git or the commit is not there. */
export function openRevision(folder: string, revision: string): Tree {
  const root = resolve(folder);
  const git = (args: readonly string[], input?: string): Buffer => {
    const run = spawnSync('git', ['-C', root, ...safe, ...args], { input, maxBuffer: 2 ** 30 });
    if (run.status !== 0) {
      throw new GroundworkError({
        code: 'tree.revision',
        message: `git could not read ${revision}: ${run.stderr?.toString().trim() || run.error?.message || 'it failed'}`,
        where: root,
        fix: 'Check that the folder is a git repository and has that commit',
        exit: exitCodes.usage,
      });
    }
    return run.stdout;
  };
  const blobs = new Map<string, Blob>();
  for (const row of git(['ls-tree', '-r', '-l', '-z', '--end-of-options', revision]).toString('utf8').split('\0')) {
    const tab = row.indexOf('\t');
    const [mode, type, hash, size] = row.slice(0, tab).trim().split(/\s+/);
    const path = row.slice(tab + 1);
    if (tab < 0 || type !== 'blob' || mode === '120000' || !hash || isOpaquePath(path)) continue;
    if (path.split('/').some((part) => skippedFolders.has(part)) || blobs.size >= limits.files) continue;
    blobs.set(path, { hash, size: Number(size) });
  }
  const skipped: Skipped[] = [...blobs].flatMap(([path, { size }]) =>
    size > limits.fileSize ? [{ path, why: `larger than ${limits.fileSize / 1e6} MB` }] : [],
  );
  let contents: Map<string, string> | null = null;
  const load = (): Map<string, string> => {
    const wanted = [...new Set([...blobs.values()].filter(({ size }) => size <= limits.fileSize).map(({ hash }) => hash))];
    return batch(git(['cat-file', '--batch'], `${wanted.join('\n')}\n`));
  };
  return {
    name: basename(root),
    files: async () =>
      [...blobs].map(([path, { size }]) => ({ path, size })).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    read: (path) => {
      const blob = blobs.get(path);
      const text = blob ? (contents ??= load()).get(blob.hash) : undefined;
      return blob && text !== undefined ? { text, version: blob.hash } : null;
    },
    version: (path) => blobs.get(path)?.hash ?? null,
    skipped,
  };
}

/** Output of `git cat-file --batch` to text by hash; binary content is left out. */
function batch(output: Buffer): Map<string, string> {
  const texts = new Map<string, string>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [hash = '', type, length] = output.toString('utf8', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    const content = output.subarray(at, at + Number(length));
    at += Number(length) + 1;
    if (!content.subarray(0, 8192).includes(0)) texts.set(hash, content.toString('utf8'));
  }
  return texts;
}
