import { exitCodes, GroundworkError } from '@groundwork/host';
import type { Ran } from './git.ts';

export function notARepository(path: string, errors: string): GroundworkError {
  const unsafe = errors.includes('dubious ownership');
  return new GroundworkError({
    code: 'churn.not_a_repository',
    message: unsafe ? 'git does not trust this repository: it belongs to somebody else' : 'There is no git repository here',
    where: path,
    fix: unsafe ? `git config --global --add safe.directory ${path}` : 'Name a folder within a git repository: gw churn FOLDER',
    exit: exitCodes.notPossibleHere,
  });
}

export function noCommits(path: string, revision: string): GroundworkError {
  return new GroundworkError({
    code: 'churn.no_commits',
    message: revision === 'HEAD' ? 'Nothing has been committed here yet' : `There is no commit ${revision}`,
    where: path,
    fix: revision === 'HEAD' ? 'Commit something, or name a branch: gw churn --revision BRANCH' : 'git branch --all shows what there is',
    exit: exitCodes.notPossibleHere,
  });
}

export function shallowClone(path: string): GroundworkError {
  return new GroundworkError({
    code: 'churn.shallow',
    message: 'This is a shallow clone: most of its history is missing, and every figure would be wrong',
    where: path,
    fix: 'git fetch --unshallow',
    exit: exitCodes.notPossibleHere,
  });
}

export function failed(path: string, args: readonly string[], { code, errors }: Pick<Ran, 'code' | 'errors'>): GroundworkError {
  const said = errors.trim().split('\n').slice(-3).join('; ');
  const lacks =
    /unable to read|could not read|missing blob|missing object|bad object|could not get object|could not fetch|is not a blob|lazy fetch|promisor/i.test(
      errors,
    );
  return lacks
    ? new GroundworkError({
        code: 'churn.missing_objects',
        message: `Parts of the history are not here (a partial clone, or a damaged one), and nothing is fetched unasked: ${said}`,
        where: path,
        fix: 'git config --unset-all remote.origin.partialclonefilter; git fetch --refetch    (or clone without --filter)',
        exit: exitCodes.notPossibleHere,
      })
    : new GroundworkError({
        code: 'churn.git',
        message: `git ${args[0] ?? ''} ended with ${code}: ${said || 'it said nothing'}`,
        where: path,
        fix: `git -C ${path} fsck`,
      });
}
