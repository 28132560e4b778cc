import type { Usage } from '../budget/budget.ts';
import type { LedgerEntry, Reserved, Settled } from './entry.ts';

export const noUsage: Usage = { usd: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, requests: 0, unpriced: 0 };

/** What the ledger comes to. */
export class Totals {
  readonly #subjects = new Map<string, Usage>();
  readonly #days = new Map<string, Usage>();
  /** Underway, in the order of the ledger: who stands before another has its part of a budget first. */
  readonly #underway = new Map<string, Reserved>();

  take(entry: LedgerEntry): void {
    if (entry.kind === 'carried') {
      this.#subjects.set(entry.subject, entry.usage);
      return;
    }
    if (entry.kind === 'reserved') {
      this.#underway.set(entry.id, entry);
      return;
    }
    // Two may settle what a third left behind: the first counts.
    if (!this.#underway.delete(entry.id) || entry.kind === 'released') return;
    add(this.#subjects, entry.subject, entry);
    add(this.#days, dayOf(new Date(entry.at)), entry);
  }

  get subjects(): ReadonlyMap<string, Usage> {
    return this.#subjects;
  }

  subject(name: string): Usage {
    return this.#subjects.get(name) ?? noUsage;
  }

  day(day: string): Usage {
    return this.#days.get(day) ?? noUsage;
  }

  underway(): readonly Reserved[] {
    return [...this.#underway.values()];
  }

  isUnderway(id: string): boolean {
    return this.#underway.has(id);
  }
}

/** Of this machine's clock: `2026-11-26`. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function add(totals: Map<string, Usage>, key: string, entry: Settled): void {
  const before = totals.get(key) ?? noUsage;
  totals.set(key, {
    usd: before.usd + (entry.usd ?? 0),
    inputTokens: before.inputTokens + entry.inputTokens,
    cachedTokens: before.cachedTokens + entry.cachedTokens,
    outputTokens: before.outputTokens + entry.outputTokens,
    requests: before.requests + 1,
    unpriced: before.unpriced + (entry.usd === null ? 1 : 0),
  });
}
