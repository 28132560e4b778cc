import { GroundworkError } from '@groundwork/host';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Instance } from '../instance/instance.ts';
import { runProgram } from '../workbench/process.ts';

/** Nothing of the person's settings: hooks, filters and signatures are theirs. */
const environment = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C.UTF-8',
};

async function git(words: readonly string[], signal: AbortSignal, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { exit, output } = await runProgram(['git', '-c', 'safe.directory=*', ...words], { env: { ...environment, ...env }, signal });
  if (exit === 0) return output;
  throw new GroundworkError({
    code: 'swe.git_failed',
    message: `git ${words[0] ?? ''}: ${output.trim().split('\n').at(-1) ?? ''}`,
    where: words.join(' '),
    fix: 'Run it again; what was begun is taken up',
  });
}

/**
 * A repository of the instance's own that stands at its base commit. It borrows the objects of the mirror, and is where the
 * state of the ticket is kept; the agent is given a snapshot with the ancestors of the commit alone.
 */
export async function openTicketRepository(instance: Instance, mirrored: string, folder: string, signal: AbortSignal): Promise<string> {
  const objects = existsSync(join(mirrored, 'objects')) ? join(mirrored, 'objects') : join(mirrored, '.git', 'objects');
  mkdirSync(folder, { recursive: true });
  await git(['init', '--quiet', '--template=', '--initial-branch=work', folder], signal);
  mkdirSync(join(folder, '.git', 'objects', 'info'), { recursive: true });
  mkdirSync(join(folder, '.git', 'info'), { recursive: true });
  writeFileSync(join(folder, '.git', 'objects', 'info', 'alternates'), `${resolve(objects)}\n`);
  writeFileSync(join(folder, '.git', 'info', 'exclude'), '/.groundwork/\n');
  await git(['-C', folder, 'update-ref', 'refs/heads/work', instance.base], signal);
  return folder;
}

/** What an agent changed, as a patch. Its own `.git` is not read: settings in it would be of its making. */
export async function patchOf(instance: Instance, repository: string, snapshot: string, signal: AbortSignal): Promise<string> {
  if (!existsSync(snapshot)) return '';
  const index = join(repository, '.git', 'groundwork-index');
  rmSync(index, { force: true });
  const ours = [
    `--git-dir=${join(repository, '.git')}`,
    `--work-tree=${snapshot}`,
    '-c',
    'core.fsmonitor=false',
    '-c',
    'core.hooksPath=/dev/null',
  ];
  const env = { GIT_INDEX_FILE: index };
  await git([...ours, 'read-tree', instance.base], signal, env);
  await git([...ours, '-c', 'core.autocrlf=false', 'add', '--all', '.'], signal, env);
  const patch = await git(
    [...ours, 'diff', '--cached', '--binary', '--no-ext-diff', '--no-textconv', '--no-color', instance.base],
    signal,
    env,
  );
  rmSync(index, { force: true });
  return patch;
}
