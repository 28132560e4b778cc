import { recordOf } from '@groundwork/provision';
import { constants, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { git } from './git.ts';
import { initialise, objectFormat } from './repository.ts';

export interface HistoryOptions {
  /** Where the objects are read from. */
  readonly from: string;
  /** A new repository, which gets them. */
  readonly to: string;
  readonly commit: string;
  /** Where packs of it are kept; `null` keeps none. */
  readonly kept: string | null;
  readonly signal: AbortSignal;
}

/** Three to a pack. With more, looking an object up takes longer than keeping them saved. */
const mostFiles = 3 * 16;

/**
 * Gives a repository a commit with its ancestors and no object that came after. Checking every object of a long history takes a minute
 * (SymPy's, on two cores), so what was checked once is kept in a folder of ours: the next snapshot of that commit copies it, and one of
 * a later commit reads what came in between. The folder may be removed at any time.
 */
export async function takeHistory({ from, to, commit, kept, signal }: HistoryOptions): Promise<void> {
  if (kept === null) return transfer(from, to, `${commit}\n`, signal);
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const folder = join(kept, commit);
  if (!existsSync(folder)) await keep(folder, { from, commit, kept, signal });
  for (const name of readdirSync(kept)) if (isNeedless(name, commit)) rmSync(join(kept, name), { recursive: true, force: true });
  try {
    for (const { name, path } of packsOf(folder)) copyFileSync(path, join(packFolder(to), name), constants.COPYFILE_FICLONE);
  } catch {
    // Another session, for which this commit is an old one, has removed it meanwhile; or somebody has put something else there.
    rmSync(folder, { recursive: true, force: true });
    for (const { path } of packsOf(to)) rmSync(path, { force: true });
    return transfer(from, to, `${commit}\n`, signal);
  }
}

let begun = 0;

/** Whole or not at all: what a kill leaves has another name. */
async function keep(folder: string, { from, commit, kept, signal }: Omit<HistoryOptions, 'to' | 'kept'> & { kept: string }): Promise<void> {
  begun += 1;
  const beside = `${folder}.${begun}.${process.pid}`;
  rmSync(beside, { recursive: true, force: true });
  await initialise(beside, { bare: true, format: await objectFormat(from, signal), signal });
  const before = await keptAncestor(from, commit, kept, signal);
  // A file that is linked stays when the folder it came from is removed.
  if (before !== null) for (const { name, path } of packsOf(join(kept, before))) linkSync(path, join(packFolder(beside), name));
  await transfer(from, beside, before === null ? `${commit}\n` : `${commit}\n^${before}\n`, signal);
  try {
    renameSync(beside, folder);
  } catch (cause) {
    // Another session was faster.
    if (!existsSync(folder)) throw cause;
    rmSync(beside, { recursive: true, force: true });
  }
}

/** A commit whose history is kept and is part of this one's: of any other, objects would come along that are not. */
async function keptAncestor(from: string, commit: string, kept: string, signal: AbortSignal): Promise<string | null> {
  for (const name of readdirSync(kept).filter(isCommit)) {
    if (packsOf(join(kept, name)).length > mostFiles) continue;
    try {
      if ((await git(['rev-list', '--max-count=1', name, `^${commit}`], { gitDir: from, signal })) === '') return name;
    } catch (cause) {
      // The repository no longer has it.
      if (signal.aborted) throw cause;
    }
  }
  return null;
}

/** Copies what can be reached from some objects and not from others. Everything that arrives is checked. */
async function transfer(from: string, to: string, objects: string, signal: AbortSignal): Promise<void> {
  const pack = new PassThrough();
  await Promise.all([
    git(['pack-objects', '--revs', '--stdout', '--quiet', '--delta-base-offset'], { gitDir: from, input: objects, output: pack, signal }),
    git(['index-pack', '--stdin'], { gitDir: to, input: pack, signal }),
  ]);
}

/** Other commits', and what killed sessions left. */
const isNeedless = (name: string, commit: string): boolean =>
  isCommit(name) ? name !== commit : recordOf(Number(/\.(\d+)$/.exec(name)?.[1] ?? 0)) === null;

const isCommit = (name: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name);

function packFolder(repository: string): string {
  const folder = join(repository, 'objects', 'pack');
  mkdirSync(folder, { recursive: true });
  return folder;
}

const packsOf = (repository: string): readonly { readonly name: string; readonly path: string }[] =>
  readdirSync(packFolder(repository))
    .filter((name) => /^pack-[0-9a-f]+\.(?:pack|idx|rev)$/.test(name))
    .map((name) => ({ name, path: join(packFolder(repository), name) }));
