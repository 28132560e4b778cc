import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { git, gitEnvironment } from './git.ts';

export interface Snapshot {
  /** The work tree, with a `.git` of its own. */
  readonly folder: string;
  /** The commit it stands on. */
  readonly base: string;
}

export interface SnapshotOptions {
  /** A work tree, or a bare repository; only read. */
  readonly repository: string;
  /** A commit by any name git knows. */
  readonly base: string;
  /** Made; must not be there, or be empty. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

const branch = 'work';

/**
 * A repository by itself with a commit, its ancestors, and nothing else: no later commit, no other branch, no remote, no hook, no
 * settings, and no object of another repository, so that an agent in it learns nothing from what came after. What is not committed is
 * not in it. Throws `snapshot.*`.
 */
export async function createSnapshot({ repository, base, folder, signal }: SnapshotOptions): Promise<Snapshot> {
  const source = await gitFolderOf(repository, signal);
  const commit = await commitOf(source, base, signal);
  const own = join(folder, '.git');
  mkdirSync(folder, { recursive: true });
  try {
    await initialise(own, { bare: false, format: await objectFormat(source, signal), signal });
    const shallow = resolve(source, (await git(['rev-parse', '--git-path', 'shallow'], { gitDir: source, signal })).trim());
    if (existsSync(shallow)) copyFileSync(shallow, join(own, 'shallow'));
    await transfer(source, { to: own, objects: `${commit}\n`, signal });
    await git(['update-ref', `refs/heads/${branch}`, commit], { gitDir: own, signal });
    await git(['reset', '--quiet', '--hard', commit], { gitDir: own, workTree: folder, signal });
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw cause;
  }
  return { folder, base: commit };
}

/** The `.git` a folder belongs to; of a linked work tree its own, which leads to what it shares. Throws `snapshot.no_repository`. */
export async function gitFolderOf(repository: string, signal: AbortSignal): Promise<string> {
  const output = await new Promise<string>((settle) => {
    const child = spawn('git', ['rev-parse', '--absolute-git-dir'], {
      cwd: repository,
      env: gitEnvironment(),
      signal,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let text = '';
    child.stdout.on('data', (data: Buffer) => (text += data.toString()));
    child.on('error', () => settle(''));
    child.on('close', () => settle(text.trim()));
  });
  if (output !== '') return output;
  throw new GroundworkError({
    code: 'snapshot.no_repository',
    message: 'An agent works on a snapshot of a git repository, and this is none',
    where: repository,
    fix: 'git init && git add --all && git commit --message "As it is"',
    exit: exitCodes.notPossibleHere,
  });
}

async function commitOf(gitDir: string, base: string, signal: AbortSignal): Promise<string> {
  try {
    return (await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`], { gitDir, signal })).trim();
  } catch (cause) {
    throw new GroundworkError({
      code: 'snapshot.no_commit',
      message: `There is no commit ${base}`,
      where: gitDir,
      fix: 'Name a commit, a branch or a tag of it; a repository without any needs its first commit',
      cause,
    });
  }
}

export async function objectFormat(gitDir: string, signal: AbortSignal): Promise<string> {
  return (await git(['rev-parse', '--show-object-format'], { gitDir, signal })).trim();
}

/** A new repository without a template: no sample hooks, nothing of this machine's. */
export async function initialise(
  gitDir: string,
  { bare, format, signal }: { bare: boolean; format: string; signal: AbortSignal },
): Promise<void> {
  mkdirSync(gitDir, { recursive: true });
  const words = ['init', '--quiet', '--template=', `--object-format=${format}`, `--initial-branch=${branch}`, ...(bare ? ['--bare'] : [])];
  await git(words, { gitDir, signal });
  await git(['config', 'core.bare', String(bare)], { gitDir, signal });
  mkdirSync(join(gitDir, 'info'), { recursive: true });
  // What `up` and we keep there is no change of anybody's.
  writeFileSync(join(gitDir, 'info', 'exclude'), '/.groundwork/\n');
}

/** Copies what can be reached from some objects. Everything that arrives is checked. */
async function transfer(from: string, { to, objects, signal }: { to: string; objects: string; signal: AbortSignal }): Promise<void> {
  const pack = new PassThrough();
  await Promise.all([
    git(['pack-objects', '--revs', '--stdout', '--quiet', '--delta-base-offset'], { gitDir: from, input: objects, output: pack, signal }),
    git(['index-pack', '--stdin'], { gitDir: to, input: pack, signal }),
  ]);
}
