import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { GatewayError } from '../gateway-error.ts';
import type { Settled } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { dayOf } from '../ledger/totals.ts';
import type { Budget } from './budget.ts';
import { judge } from './judge.ts';

export interface Wish {
  readonly subject: string;
  readonly budget: Budget;
  /** `provider/id` */
  readonly model: string;
  readonly inputTokens: number;
  /** The most it can take, what is read with it. */
  readonly tokens: number;
  /** The most it can cost; `null` where nobody knows. */
  readonly usd: number | null;
}

export interface Reservation {
  settle(spent: Omit<Settled, 'kind' | 'id' | 'at' | 'subject' | 'model'>): void;
  /** It cost nothing: it was not sent. */
  release(): void;
}

/** Longer than any request is underway. */
const forgottenAfterMs = 2 * 60 * 60 * 1000;

/** Lets requests through while budgets last: of their subject, and of the person's day over all subjects. */
export class Account {
  readonly #ledger: Ledger;
  readonly #day: Budget;
  readonly #now: () => Date;
  readonly #settled: (entry: Settled) => void;

  constructor(ledger: Ledger, day: Budget, now: () => Date, settled: (entry: Settled) => void) {
    this.#ledger = ledger;
    this.#day = day;
    this.#now = now;
    this.#settled = settled;
  }

  /** Resolves once it may leave. What it may take is in the ledger by then, and stays there if this process is killed. */
  async reserve(wish: Wish, signal: AbortSignal): Promise<Reservation> {
    const { budget, ...said } = wish;
    if (wish.usd === null && (budget.usd !== null || this.#day.usd !== null)) throw unpriced(wish.model);
    const id = randomUUID();
    const add = this.#ledger.add.bind(this.#ledger);
    add({ kind: 'reserved', id, at: this.#at(), process: process.pid, ...said });
    const release = () => add({ kind: 'released', id, at: this.#at() });
    try {
      await this.#turnOf(id, wish, signal);
    } catch (error) {
      release();
      throw error;
    }
    let open = true;
    return {
      settle: (spent) => {
        if (!open) return;
        open = false;
        const entry: Settled = { kind: 'settled', id, at: this.#at(), subject: wish.subject, model: wish.model, ...spent };
        add(entry);
        this.#settled(entry);
      },
      release: () => {
        if (open) release();
        open = false;
      },
    };
  }

  async #turnOf(id: string, { subject, budget }: Wish, signal: AbortSignal): Promise<void> {
    for (;;) {
      this.#ledger.refresh();
      this.#settleForgotten();
      const { totals } = this.#ledger;
      const underway = totals.underway();
      const ahead = underway.slice(
        0,
        underway.findIndex((one) => one.id === id),
      );
      const verdicts = [
        [
          `This ticket's budget`,
          judge(
            budget,
            totals.subject(subject),
            ahead.filter((one) => one.subject === subject),
          ),
        ],
        [`The day's budget`, judge(this.#day, totals.day(dayOf(this.#now())), ahead)],
      ] as const;
      for (const [whose, verdict] of verdicts) if (verdict.kind === 'spent') throw spent(whose, verdict.what);
      if (verdicts.every(([, verdict]) => verdict.kind === 'go')) return;
      signal.throwIfAborted();
      // What is underway may be another process's, of which only the ledger tells.
      await setTimeout(25, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  /** What a process left underway when it was killed may well have been served: it counts as the most it could cost. */
  #settleForgotten(): void {
    for (const { id, at, process: owner, subject, model, inputTokens, tokens, usd } of this.#ledger.totals.underway()) {
      if (isRunning(owner) && this.#now().getTime() - Date.parse(at) < forgottenAfterMs) continue;
      const counted = { inputTokens, cachedTokens: 0, outputTokens: tokens - inputTokens, usd, estimated: true };
      this.#ledger.add({ kind: 'settled', id, at, subject, model, wire: null, status: 0, seconds: 0, ...counted });
    }
  }

  #at(): string {
    return this.#now().toISOString();
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another person's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const spent = (whose: string, what: string) =>
  new GatewayError(402, {
    code: 'gateway.budget_spent',
    message: `${whose} of ${what} is spent.`,
    fix: 'A person can raise it.',
  });

const unpriced = (model: string) =>
  new GatewayError(402, {
    code: 'gateway.unpriced',
    message: `The price of ${model} is not known, so a budget in money cannot be kept.`,
    fix: `Give its price for a million tokens: gw model use ${model} --price INPUT,OUTPUT`,
  });
