import { exitCodes, GroundworkError } from '@groundwork/host';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from './places.ts';
import { runProgram } from './process.ts';

/** A folder with a git repository in it, bare or not. */
const isRepository = (folder: string): boolean => existsSync(join(folder, 'objects')) || existsSync(join(folder, '.git'));

/**
 * Bare repositories of a mirror by `owner/name` in lower case: `owner+name/repo`, `owner+name`, `owner/name.git`, `owner/name`.
 */
export function repositoriesOf(mirror: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (name: string, folders: readonly string[]): void => {
    const folder = folders.find(isRepository);
    if (folder !== undefined) found.set(name.toLowerCase().replace(/\.git$/, ''), folder);
  };
  for (const owner of foldersIn(mirror)) {
    const path = join(mirror, owner);
    if (owner.includes('+')) add(owner.replace('+', '/'), [join(path, 'repo'), path]);
    else for (const name of foldersIn(path)) add(`${owner}/${name}`, [join(path, name)]);
  }
  return found;
}

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The repository with an instance's commit: of the mirror, or cloned from GitHub once. */
export async function repositoryFor(
  repository: string,
  { mirror, places, signal }: { readonly mirror: string | null; readonly places: Places; readonly signal: AbortSignal },
): Promise<string> {
  const mirrored = mirror === null ? undefined : repositoriesOf(mirror).get(repository.toLowerCase());
  if (mirrored !== undefined) return mirrored;
  const folder = join(places.repositories, `${repository.replace('/', '+')}.git`);
  if (existsSync(folder)) return folder;
  mkdirSync(places.repositories, { recursive: true });
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  const url = `https://github.com/${repository}.git`;
  const { exit, output } = await runProgram(['git', 'clone', '--quiet', '--bare', '--', url, unfinished], {
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    signal,
  });
  if (exit !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new GroundworkError({
      code: 'swe.repository_missing',
      message: `${repository} cannot be cloned: ${output.trim().split('\n').at(-1) ?? ''}`,
      where: url,
      fix: 'Give a folder of bare repositories with --mirror DIR, named owner/name.git',
      exit: exitCodes.notPossibleHere,
    });
  }
  renameSync(unfinished, folder);
  return folder;
}
