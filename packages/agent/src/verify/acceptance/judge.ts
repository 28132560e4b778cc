import type { Acceptance } from '../../ticket/ticket.ts';
import type { Judged } from '../judged.ts';
import { told } from '../run/jailed.ts';
import { testPath, titleOf } from './acceptance.ts';
import type { Held } from './held.ts';

export interface Asked {
  readonly item: Acceptance;
  readonly before: Held;
  readonly after: Held;
}

/** Each item of `done when` before and after, and all of them together: they hold now, and did not. */
export function judgeAcceptance(asked: readonly Asked[], changed: ReadonlySet<string>): readonly Judged[] {
  if (asked.length === 0) {
    const why = 'The ticket says nothing that can be executed under `done when`';
    return [
      {
        check: { id: 'acceptance', title: 'There is something to prove', state: 'failed', why, before: null, after: null, places: [] },
        reason: 'not_verifiable',
      },
    ];
  }
  const heldBefore = asked.every(({ before }) => before.holds);
  return asked.map((each, at): Judged => {
    const { item, before, after } = each;
    const { why, reason } = verdict(each, heldBefore, changed);
    return {
      check: {
        id: `acceptance.${at + 1}`,
        title: titleOf(item),
        state: reason === null ? 'passed' : 'failed',
        why,
        before: before.ran && told(before.ran),
        after: after.ran && told(after.ran),
        places: [],
      },
      reason,
    };
  });
}

function verdict(
  { item, before, after }: Asked,
  heldBefore: boolean,
  changed: ReadonlySet<string>,
): Pick<Judged, 'reason'> & { readonly why: string } {
  if ('test' in item && !changed.has(testPath(item)))
    return { why: 'The test was neither added nor extended', reason: 'acceptance_failed' };
  if (before.results !== null && after.results === null && after.ran?.exit === 0)
    return { why: 'It ended with 0 before its tests were counted', reason: 'tests_tampered' };
  if (after.notRun !== null)
    return { why: `It could not be asked: ${after.notRun}`, reason: before.notRun === null ? 'acceptance_failed' : 'not_verifiable' };
  if (!after.holds)
    return {
      why: before.holds ? `It held before and does no longer: ${after.why}` : `It does not hold: ${after.why}`,
      reason: 'acceptance_failed',
    };
  if (before.notRun !== null) return { why: `It holds, but could not be asked before: ${before.notRun}`, reason: 'not_verifiable' };
  if (heldBefore) return { why: 'It held before anything was changed, so it proves nothing', reason: 'acceptance_held_before' };
  if ('test' in item && before.holds)
    return { why: 'The new test passes without the change as well, so it proves nothing', reason: 'acceptance_held_before' };
  return {
    why: before.holds ? `It held before and still does: ${after.why}` : `It did not hold before (${before.why}) and does now: ${after.why}`,
    reason: null,
  };
}
