import type { Cursor } from './cursor.ts';

/** When nothing is suggested, rather than something that is not wanted. */
export interface Silence {
  /** In the middle of a word. */
  readonly midWord: boolean;
  /** In comments and strings of more than this many characters; `null` is never. */
  readonly insideLength: number | null;
  /** In files with fewer characters than this. */
  readonly least: number;
  /** Where a suggestion was turned down less than this long ago, in milliseconds. */
  readonly rejectedMs: number;
  /** Where the model's own tokens were on average less likely than this, 0 to 1. */
  readonly sure: number;
}

export const silence: Silence = { midWord: true, insideLength: 120, least: 12, rejectedMs: 8000, sure: 0.35 };

export type Reason = 'mid-word' | 'inside' | 'empty' | 'rejected' | 'unsure' | 'nothing';

/** Why nothing is asked for at a place; `null` where something is. */
export function silentAt(
  cursor: Cursor,
  { rules, hasContext, rejectedAgoMs }: { rules: Silence; hasContext: boolean; rejectedAgoMs: number | null },
): Reason | null {
  if (rules.midWord && /^[\w$]/.test(cursor.after)) return 'mid-word';
  if (rules.insideLength !== null && cursor.insideLength > rules.insideLength) return 'inside';
  if (cursor.prefix.trim().length < rules.least && !hasContext) return 'empty';
  return rejectedAgoMs !== null && rejectedAgoMs < rules.rejectedMs ? 'rejected' : null;
}

/** Whether a model took its own tokens to be likely; true where it says nothing. The first ones decide: what follows, follows from them. */
export function isSure(logprobs: readonly number[], { sure }: Silence): boolean {
  const first = logprobs.slice(0, 12);
  if (first.length === 0) return true;
  return Math.exp(first.reduce((sum, each) => sum + each, 0) / first.length) >= sure;
}
