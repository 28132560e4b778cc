import { GroundworkError } from '@groundwork/host';
import type { LineTree } from '../lines/tree.ts';
import { idBits } from '../read/raw.ts';
import type { Repository } from '../repository/repository.ts';
import type { LastFile } from './last-files.ts';
import type { Totals } from './totals.ts';

/**
 * Checks what was counted against the files of the last commit: the same paths, the same contents, and as many lines in each as its
 * content has. Throws `churn.wrong`.
 */
export function verify(
  repository: Pick<Repository, 'path' | 'head'>,
  last: ReadonlyMap<string, LastFile>,
  { files }: LineTree,
  totals: Totals,
): void {
  if (totals.alive !== totals.added - totals.deleted + totals.transitions)
    throw wrong(repository, 'lines that came, went and stayed do not add up');
  for (const [path, { id, lines }] of last) {
    const file = files.get(path);
    if (!file || file.id !== idBits(id)) throw wrong(repository, `${shown(path)} is not what it should be`);
    if (file.length !== lines) throw wrong(repository, `${shown(path)} has ${lines} lines, counted were ${file.length}`);
  }
  for (const path of files.keys()) if (!last.has(path)) throw wrong(repository, `${shown(path)} is not there any more`);
}

function shown(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

function wrong(repository: Pick<Repository, 'path' | 'head'>, what: string): GroundworkError {
  return new GroundworkError({
    code: 'churn.wrong',
    message: `The figures are wrong and are not shown: ${what}`,
    where: `${repository.path} at ${repository.head.slice(0, 12)}`,
    fix: 'Run it again with --fresh; report it with the output of `git --version` if it stays',
  });
}
