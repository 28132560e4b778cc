import { exitCodes, GroundworkError } from '@groundwork/host';
import { mkdirSync } from 'node:fs';
import type { Instance } from '../instance/instance.ts';
import { runProgram } from './process.ts';

/**
 * Checks an instance's base commit out, and nothing that came after it. The nearest tag before it is set on it: projects
 * take their version from it.
 */
export async function checkOut(
  instance: Pick<Instance, 'id' | 'base'>,
  repository: string,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const git = async (...words: readonly string[]): Promise<string> => {
    const { exit, output } = await runProgram(['git', '-C', folder, ...quiet, ...words], { env: gitEnvironment, signal });
    if (exit !== 0) throw failed(instance, repository, output);
    return output.trim();
  };
  await git('init', '--quiet');
  // A commit that is no branch's tip is not given out otherwise.
  const upload = 'git -c uploadpack.allowAnySHA1InWant=true -c safe.directory=* upload-pack';
  await git('fetch', '--quiet', '--depth=1', '--no-tags', `--upload-pack=${upload}`, repository, instance.base);
  await git('checkout', '--quiet', '--detach', instance.base);
  const described = await runProgram(
    ['git', '-c', 'safe.directory=*', '-C', repository, 'describe', '--tags', '--abbrev=0', instance.base],
    {
      env: gitEnvironment,
      signal,
    },
  );
  if (described.exit === 0) await git('tag', described.output.trim());
}

const quiet = ['-c', 'advice.detachedHead=false', '-c', 'core.autocrlf=false', '-c', 'safe.directory=*'];

/** Nothing of the person's settings: hooks, filters and signatures are theirs. */
const gitEnvironment = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C.UTF-8',
};

const failed = ({ id, base }: Pick<Instance, 'id' | 'base'>, repository: string, output: string): GroundworkError =>
  new GroundworkError({
    code: 'swe.commit_missing',
    message: `The commit that ${id} begins on is not to be had: ${output.trim().split('\n').at(-1) ?? ''}`,
    where: `${repository} ${base}`,
    fix: 'The repository of the mirror must hold its whole history: git clone --bare, without --depth',
    exit: exitCodes.notPossibleHere,
  });
