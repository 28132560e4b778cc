import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { git, gitEnvironment } from './git.ts';
import { takeHistory } from './history.ts';
import { branch, initialise, objectFormat } from './repository.ts';

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
  /** Where what was read of its history is kept for the next one, in a folder of the person's; `null` keeps nothing. */
  readonly kept: string | null;
  readonly signal: AbortSignal;
}

/**
 * A repository by itself with a commit, its ancestors, and nothing else: no later commit, no other branch, no remote, no hook, no
 * settings, and no object of another repository, so that an agent in it learns nothing from what came after. What is not committed is
 * not in it. Throws `snapshot.*`.
 */
export async function createSnapshot({ repository, base, folder, kept, signal }: SnapshotOptions): Promise<Snapshot> {
  const source = await gitFolderOf(repository, signal);
  const commit = await commitOf(source, base, signal);
  const own = join(folder, '.git');
  mkdirSync(folder, { recursive: true });
  try {
    await initialise(own, { bare: false, format: await objectFormat(source, signal), signal });
    const shallow = resolve(source, (await git(['rev-parse', '--git-path', 'shallow'], { gitDir: source, signal })).trim());
    const isShallow = existsSync(shallow);
    if (isShallow) copyFileSync(shallow, join(own, 'shallow'));
    // Where a shallow one begins can change.
    await takeHistory({ from: source, to: own, commit, kept: isShallow ? null : kept, signal });
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
