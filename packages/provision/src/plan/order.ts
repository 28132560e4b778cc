import { GroundworkError } from '@groundwork/host';
import type { Step } from './step.ts';

/** Every step after what it needs; among those that could be next, the given order stays. Needs that name no step are dropped. */
export function inOrder(steps: readonly Step[]): Step[] {
  const ids = new Set(steps.map(({ id }) => id));
  const all = steps.map((step) => ({ ...step, needs: [...new Set(step.needs)].filter((need) => ids.has(need)) }));
  const asking = Map.groupBy(
    all.flatMap(({ needs }, at) => needs.map((need) => ({ need, at }))),
    ({ need }) => need,
  );
  const ordered = new Set<Step>();
  const done = new Set<string>();
  for (let at = 0; at < all.length; at += 1) {
    const step = all[at];
    if (!step || ordered.has(step) || !step.needs.every((need) => done.has(need))) continue;
    ordered.add(step);
    done.add(step.id);
    // The first of those that were passed over for this one is looked at again.
    const [first] = asking.get(step.id) ?? [];
    if (first && first.at < at) at = first.at - 1;
  }
  if (ordered.size < all.length) {
    const names = all.flatMap((step) => (ordered.has(step) ? [] : [step.id])).join(', ');
    throw new GroundworkError({ code: 'plan.cycle', message: `These steps wait for each other: ${names}` });
  }
  return [...ordered];
}
