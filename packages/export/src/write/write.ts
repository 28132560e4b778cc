import { exitCodes, GroundworkError } from '@groundwork/host';
import { lstat, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { ExportedFile } from '../file.ts';

export interface WriteOptions {
  /** Absolute, and a person's own choice: nothing outside of it is written to. */
  readonly base: string;
  /** Below `base`, with forward slashes; made where it is missing. */
  readonly folder: string;
  /** Replace what is there and differs. */
  readonly force: boolean;
}

export interface Written {
  /** Relative to `base`, each with what became of it. */
  readonly files: readonly { readonly path: string; readonly outcome: 'new' | 'replaced' | 'unchanged' }[];
}

interface Planned extends ExportedFile {
  /** Relative to `base`. */
  readonly to: string;
  /** What is there; `null` for nothing. */
  readonly before: string | null;
}

/**
 * Writes an export whole or not at all: a file that is there and differs is named instead of replaced, unless `force` is set. What
 * was cut off half-way is finished by the next one, which finds its own files unchanged. Throws `export.exists`, `export.link`,
 * `export.not_written`.
 */
export async function writeExported(files: readonly ExportedFile[], { base, folder, force }: WriteOptions): Promise<Written> {
  const planned = await Promise.all(files.map(async (file) => planOf(file, posix.join(folder, file.path), base)));
  const differing = planned.filter(({ before, text }) => before !== null && before !== text);
  if (differing.length > 0 && !force) throw exists(differing.map(({ to }) => to));
  await replaceAll(
    planned.filter(({ before, text }) => before !== text),
    base,
  );
  return {
    files: planned.map(({ to, before, text }) => ({
      path: to,
      outcome: before === null ? 'new' : before === text ? 'unchanged' : 'replaced',
    })),
  };
}

/** What would happen to one file. No link of a repository leads a file of ours out of it. */
async function planOf(file: ExportedFile, to: string, base: string): Promise<Planned> {
  const parts = to.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const at = parts.slice(0, length).join('/');
    const found = await lstat(join(base, at)).catch(() => null);
    if (found === null) return { ...file, to, before: null };
    if (found.isSymbolicLink()) throw link(at);
    if (length === parts.length ? !found.isFile() : !found.isDirectory()) throw exists([at]);
  }
  return { ...file, to, before: await readFile(join(base, to), 'utf8') };
}

/** Everything is written beside its place first; only then is anything put there, and put back when that fails. */
async function replaceAll(files: readonly Planned[], base: string): Promise<void> {
  const made: string[] = [];
  const beside = (to: string): string => join(base, `${to}.${process.pid}.tmp`);
  const placed: Planned[] = [];
  try {
    for (const { to, text, executable = false } of files) {
      const first = await mkdir(dirname(join(base, to)), { recursive: true });
      if (first !== undefined) made.push(first);
      await writeFile(beside(to), text, { flag: 'wx', mode: executable ? 0o755 : 0o644 });
    }
    for (const file of files) {
      await rename(beside(file.to), join(base, file.to));
      placed.push(file);
    }
  } catch (cause) {
    await Promise.all(files.map(async ({ to }) => rm(beside(to), { force: true }).catch(() => null)));
    for (const { to, before } of placed) await (before === null ? rm(join(base, to)) : writeFile(join(base, to), before));
    for (const folder of made.toReversed()) await rmdir(folder).catch(() => null);
    throw notWritten(base, cause);
  }
}

function exists(paths: readonly string[]): GroundworkError {
  return new GroundworkError({
    code: 'export.exists',
    message: `${paths.length === 1 ? 'A file is' : `${paths.length} files are`} there already and would be replaced: ${paths.join(', ')}`,
    where: paths[0] ?? '',
    fix: '--force replaces them; --out DIR writes somewhere else',
    exit: exitCodes.usage,
  });
}

function link(path: string): GroundworkError {
  return new GroundworkError({
    code: 'export.link',
    message: `${path} is a link: where it leads is not written to`,
    where: path,
    fix: 'Name the folder it leads to: --out DIR',
    exit: exitCodes.usage,
  });
}

function notWritten(base: string, cause: unknown): GroundworkError {
  return new GroundworkError({
    code: 'export.not_written',
    message: `Nothing was written: ${cause instanceof Error ? cause.message : String(cause)}`,
    where: base,
    fix: 'Make the folder writable for you, or use --out DIR',
    exit: exitCodes.notPossibleHere,
    cause,
  });
}
