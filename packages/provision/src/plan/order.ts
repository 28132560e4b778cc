import { GroundworkError } from '@groundwork/host';
import type { Step } from './step.ts';

/** Every step after what it needs; among those that could be next, the given order stays. Needs that name no step are dropped. */
export function inOrder(steps: readonly Step[]): Step[] {
  const ids = new Set(steps.map(({ id }) => id));
  const waiting = steps.map((step) => ({ ...step, needs: [...new Set(step.needs)].filter((need) => ids.has(need)) }));
  const ordered: Step[] = [];
  const done = new Set<string>();
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ needs }) => needs.every((need) => done.has(need)));
    const [next] = at === -1 ? [] : waiting.splice(at, 1);
    if (!next) {
      const names = waiting.map(({ id }) => id).join(', ');
      throw new GroundworkError({ code: 'plan.cycle', message: `These steps wait for each other: ${names}` });
    }
    ordered.push(next);
    done.add(next.id);
  }
  return ordered;
}
