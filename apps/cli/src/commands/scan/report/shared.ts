import type { Needs, Row } from './variables.ts';

/** What one service needs, said by what another one does. */
export interface Shared {
  /** `the same as api, without A`: instead of the rows both have. */
  readonly text: string;
  readonly rows: readonly Row[];
}

/** Fewer rows are shorter read than looked up. */
const worthSaying = 4;
const fewMissing = 2;

/** Services of one program read the same settings: the first is shown in full, the others by how they differ. */
export function sharedWith(earlier: readonly { readonly name: string; readonly needs: Needs }[], needs: Needs): Shared | null {
  const own = new Set(needs.rows.map(({ key }) => key));
  const compared = earlier.map(({ name, needs: other }) => {
    const theirs = new Set(other.rows.map(({ key }) => key));
    const missing = other.rows.filter(({ key }) => !own.has(key));
    return { name, missing, more: needs.rows.filter(({ key }) => !theirs.has(key)), both: other.rows.length - missing.length };
  });
  const [best] = compared
    .filter(({ both, missing }) => both >= worthSaying && missing.length <= fewMissing)
    .toSorted((a, b) => a.missing.length + a.more.length - b.missing.length - b.more.length);
  if (!best) return null;
  const missing = best.missing.map(({ name }) => name).filter((name) => best.more.every((row) => row.name !== name));
  const without = missing.length === 0 ? '' : `, without ${missing.join(' and ')}`;
  return { text: `the same as ${best.name}${without}${best.more.length > 0 ? ', and' : ''}`, rows: best.more };
}
