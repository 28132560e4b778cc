import { GroundworkError } from '@groundwork/host';

/** A commit says something of a file that does not fit what the commits before it made of it. `path`: bytes, as `latin1`. */
export function inconsistent(sha: string, path: string): GroundworkError {
  return new GroundworkError({
    code: 'churn.inconsistent',
    message: `A commit changes ${Buffer.from(path, 'latin1').toString('utf8')} from something else than what the commits before it made`,
    where: sha,
    fix: 'Run it again with --fresh; report it if it stays',
  });
}
