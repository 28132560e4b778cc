import type { LineTree } from '../lines/tree.ts';
import { operations } from '../operations/definitions.ts';
import type { Ledger } from './ledger.ts';

export interface Totals {
  /** Lines that diffs add and delete, over all commits. */
  readonly added: number;
  readonly deleted: number;
  /** Lines there are at the last commit: `added - deleted + transitions`. */
  readonly alive: number;
  /** Lines of files that became text without a diff, less those of files that stopped being text. */
  readonly transitions: number;
}

export function totalsOf({ changes }: Ledger, { files }: LineTree): Totals {
  let [added, deleted, transitions, alive] = [0, 0, 0, 0];
  const { operation, came, gone } = changes.column;
  for (let row = 0; row < changes.rows; row++) {
    const [plus = 0, minus = 0] = [came[row], gone[row]];
    if (operation[row] === operations.transition) transitions += plus - minus;
    else {
      added += plus;
      deleted += minus;
    }
  }
  for (const { length } of files.values()) alive += length;
  return { added, deleted, alive, transitions };
}
