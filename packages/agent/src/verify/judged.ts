import type { Check, Receipt, UnresolvedReason } from '../receipt/receipt.ts';

/** A check and, where it failed, what that makes of the ticket. */
export interface Judged {
  readonly check: Check;
  readonly reason: UnresolvedReason | null;
}

export type Place = Check['places'][number];

/** A check of what a change holds, that nothing was run for. */
export function judge(
  id: string,
  title: string,
  reason: UnresolvedReason,
  places: readonly Place[],
  words: { readonly passed: string; readonly failed: string },
): Judged {
  const failed = places.length > 0;
  return {
    check: {
      id,
      title,
      state: failed ? 'failed' : 'passed',
      why: failed ? words.failed : words.passed,
      before: null,
      after: null,
      places: places.slice(0, 50),
    },
    reason: failed ? reason : null,
  };
}

export function reported(id: string, title: string, why: string, places: readonly Place[] = []): Judged {
  return { check: { id, title, state: 'reported', why, before: null, after: null, places: places.slice(0, 50) }, reason: null };
}

/** What names an outcome where several checks failed: what was done to the proof comes before what it says. */
const gravest: readonly UnresolvedReason[] = [
  'cancelled',
  'no_change',
  'protected_changed',
  'tests_tampered',
  'out_of_scope',
  'secret_added',
  'lockfile_unsafe',
  'unsafe_content',
  'not_verifiable',
  'acceptance_held_before',
  'acceptance_failed',
  'tests_broken',
];

export function outcomeOf(judged: readonly Judged[]): Receipt['outcome'] {
  const reason = gravest.find((each) => judged.some((one) => one.reason === each));
  if (!reason) return { state: 'resolved' };
  const why = judged.find((one) => one.reason === reason)?.check.why ?? '';
  return { state: 'unresolved', reason, why };
}
