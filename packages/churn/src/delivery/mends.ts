import type { History } from '../history/history.ts';
import { operations } from '../operations/definitions.ts';
import type { Mend } from './from-tags.ts';

/** Words by which a message says that something was wrong. */
const saysFix = /^(?:\S+ )?(?:hot|bug)?fix(?:e[sd])?\b|\b(?:bug|regression|hotfix|broken|crash(?:es|ed)?)\b|^Revert\b/i;

/** Commits of a history that mend something, with those whose lines they changed or removed, or that they revert by name. */
export function mendsIn({ commits, reverts, ledger: { deaths } }: History): readonly Mend[] {
  const mending = new Map<number, Set<string>>();
  for (const [index, { message }] of commits.entries()) if (saysFix.test(firstLine(message))) mending.set(index, new Set());
  for (const { commit, undoes, said } of reverts) {
    if (!said) continue;
    const of = mending.get(commit) ?? new Set();
    if (undoes !== null) of.add(commits[undoes]?.sha ?? '');
    mending.set(commit, of);
  }
  const { origin, commit, operation } = deaths.column;
  let last = -1;
  let mended: Set<string> | undefined;
  for (let row = 0; row < deaths.rows; row++) {
    const by = commit[row] ?? -1;
    // Rows come commit after commit.
    if (by !== last) [last, mended] = [by, mending.get(by)];
    if (!mended || operation[row] === operations.transition || operation[row] === operations.findReplaced) continue;
    const born = commits[origin[row] ?? -1];
    if (born) mended.add(born.sha);
  }
  return [...mending].map(([index, of]) => ({ sha: commits[index]?.sha ?? '', of }));
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

/** Commits that say they undo another, with the one they undo. */
export function revertsIn({ commits, reverts }: History): ReadonlyMap<string, string> {
  const undone = reverts.flatMap(({ commit, undoes, said }) =>
    said && undoes !== null ? [[commits[commit]?.sha ?? '', commits[undoes]?.sha ?? ''] as const] : [],
  );
  return new Map(undone);
}
