import { balanced } from './balance.ts';
import type { Cursor } from './cursor.ts';
import { withoutOverlap } from './overlap.ts';
import { most, stopOf, type Most } from './stop.ts';

/** What of a model's answer is suggested; empty where nothing is. */
export function shaped(answer: string, cursor: Cursor, bound: Most = most): string {
  const begun = withoutRepetition(answer.replaceAll('\r', ''), cursor);
  const kept = begun.slice(0, stopOf(begun, cursor, bound).end);
  const trimmed = withoutOverlap(kept, cursor.suffix).trimEnd();
  if (trimmed.trim() === '' || isThere(trimmed, cursor)) return '';
  return balanced(trimmed, cursor).trimEnd();
}

/** Whether more of an answer would change nothing. */
export const isEnough = (answer: string, cursor: Cursor, bound: Most = most): boolean =>
  stopOf(withoutRepetition(answer, cursor), cursor, bound).isFinal;

/** Models that chat write the cursor's line again from its beginning, or its indentation. */
function withoutRepetition(answer: string, { before }: Cursor): string {
  if (before.trim().length >= 4 && answer.startsWith(before.trimStart())) return answer.slice(before.trimStart().length);
  if (before !== '' && before.trim() === '' && answer.startsWith(before)) return answer.slice(before.length);
  return answer;
}

/** The next lines say the same. */
function isThere(text: string, { suffix, after }: Cursor): boolean {
  const next = suffix.slice(after.length, after.length + text.length + 400);
  return after.trim() === '' && text.trim().length >= 3 && next.trimStart().startsWith(text.trim());
}
