import type { Answer } from '../browser.ts';

/** What one statement of a script gave. */
export interface Part {
  /** `null` for one that has no rows to give, such as an INSERT without RETURNING. */
  readonly rows: Omit<Answer, 'affected'> | null;
  readonly affected: number | null;
}

/** Of a script one sees what the last statement with rows gave, and how many rows all the others changed. */
export function answerOf(parts: readonly Part[]): Answer {
  const shown = parts.findLast(({ rows }) => rows !== null)?.rows ?? { columns: [], rows: [], total: null, more: false };
  const changed = parts.flatMap(({ affected }) => affected ?? []);
  return { ...shown, affected: changed.length === 0 ? null : changed.reduce((sum, count) => sum + count, 0) };
}
