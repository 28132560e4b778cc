import type { Reserved } from '../ledger/entry.ts';
import type { Budget, Usage } from './budget.ts';

/** What a budget says of one more request. `wait`: it depends on what those underway turn out to cost. */
export type Verdict = { readonly kind: 'go' } | { readonly kind: 'wait' } | { readonly kind: 'spent'; readonly what: string };

/**
 * One more may go while something is left that nobody before it can take. Those underway are counted at the most they can
 * cost, so what is spent passes the budget by the last request at most.
 */
export function judge(budget: Budget, spent: Usage, ahead: readonly Reserved[]): Verdict {
  let waits = false;
  for (const [limit, used, reserved, what] of [
    [budget.usd, spent.usd, sum(ahead, ({ usd }) => usd ?? 0), `$${budget.usd}`],
    [budget.tokens, spent.inputTokens + spent.outputTokens, sum(ahead, ({ tokens }) => tokens), `${budget.tokens} tokens`],
    [budget.requests, spent.requests, ahead.length, `${budget.requests} requests`],
  ] as const) {
    if (limit === null) continue;
    if (used >= limit) return { kind: 'spent', what };
    if (used + reserved >= limit) waits = true;
  }
  return { kind: waits ? 'wait' : 'go' };
}

const sum = (all: readonly Reserved[], of: (one: Reserved) => number) => all.reduce((total, one) => total + of(one), 0);
