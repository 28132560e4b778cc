import type { History } from '../history/history.ts';
import { operations } from '../operations/definitions.ts';
import { daysBetween } from './groups.ts';
import type { SurvivalCurve } from './schema.ts';

/** Ages at which curves are given. */
const ages = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1460, 1825, 2555, 3650, 5475, 7300];

/** Groups of commits that are left out in turn. */
const groups = 20;

/** Lines of one commit that left at one age. */
interface Leaving {
  readonly origin: number;
  readonly days: number;
  readonly lines: number;
  /** They died; otherwise they were only seen so long. */
  readonly died: boolean;
}

function* leaving(history: History): Generator<Leaving> {
  const { deaths, alive } = history.ledger;
  for (let row = 0; row < deaths.rows; row++) {
    const origin = deaths.column.origin[row] ?? 0;
    const days = daysBetween(history, origin, deaths.column.commit[row] ?? 0);
    yield { origin, days, lines: deaths.column.lines[row] ?? 0, died: deaths.column.operation[row] !== operations.transition };
  }
  const last = history.commits.length - 1;
  for (let row = 0; row < alive.rows; row++) {
    const origin = alive.column.origin[row] ?? 0;
    yield { origin, days: daysBetween(history, origin, last), lines: alive.column.lines[row] ?? 0, died: false };
  }
}

/** How long lines live, one curve for each name, which `nameOf` gives by the commit that wrote them; `null` leaves them out. */
export function survivalBy(history: History, nameOf: (commit: number) => string | null): SurvivalCurve[] {
  const tables = new Map<string, Tables>();
  for (const left of leaving(history)) {
    const name = nameOf(left.origin);
    if (name === null) continue;
    let table = tables.get(name);
    if (!table) tables.set(name, (table = new Tables()));
    table.add(left);
  }
  return [...tables].map(([name, table]) => table.curve(name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Lines that left, by age in days and group of commits: those that died, and all. */
class Tables {
  readonly #rows = new Map<number, { readonly died: Float64Array; readonly left: Float64Array }>();

  add({ origin, days, lines, died }: Leaving): void {
    let row = this.#rows.get(days);
    if (!row) this.#rows.set(days, (row = { died: new Float64Array(groups + 1), left: new Float64Array(groups + 1) }));
    // The last column is all of them.
    for (const group of [origin % groups, groups]) {
      row.left[group] = (row.left[group] ?? 0) + lines;
      if (died) row.died[group] = (row.died[group] ?? 0) + lines;
    }
  }

  curve(name: string): SurvivalCurve {
    const rows = [...this.#rows].toSorted((a, b) => a[0] - b[0]).map(([days, { died, left }]) => ({ days, died, left }));
    const whole = estimate(rows, null);
    const others = Array.from({ length: groups }, (_, group) => estimate(rows, group).alive);
    const most = rows.at(-1)?.days ?? 0;
    const points = ages.flatMap((days, index) => {
      if (days > most) return [];
      const alive = whole.alive[index] ?? 0;
      const without = others.map((other) => other[index] ?? 0);
      const mean = without.reduce((sum, value) => sum + value, 0) / groups;
      const spread = Math.sqrt(((groups - 1) / groups) * without.reduce((sum, value) => sum + (value - mean) ** 2, 0));
      const [low, high] = [Math.max(0, alive - 1.96 * spread), Math.min(1, alive + 1.96 * spread)];
      return [{ days, alive: digits(alive), low: digits(low), high: digits(high), atRisk: whole.atRisk[index] ?? 0 }];
    });
    const { lines, died, halfLife } = whole;
    return { name, lines, died, censored: lines - died, halfLife, points };
  }
}

interface Row {
  readonly days: number;
  readonly died: Float64Array;
  readonly left: Float64Array;
}

interface Estimate {
  /** At each of `ages`: the share that lives at least so long, and the lines that were seen to. */
  readonly alive: readonly number[];
  readonly atRisk: readonly number[];
  readonly lines: number;
  readonly died: number;
  readonly halfLife: number | null;
}

/** Kaplan and Meier's product over the days on which lines left, without one group of commits. Who left on a day was at risk on it. */
function estimate(rows: readonly Row[], without: number | null): Estimate {
  const count = (column: Float64Array): number => (column[groups] ?? 0) - (without === null ? 0 : (column[without] ?? 0));
  const lines = rows.reduce((sum, { left }) => sum + count(left), 0);
  const [alive, atRisk]: [number[], number[]] = [[], []];
  let [risk, share, died, halfLife]: [number, number, number, number | null] = [lines, 1, 0, null];
  for (const row of rows) {
    while (alive.length < ages.length && (ages[alive.length] ?? 0) <= row.days) {
      alive.push(share);
      atRisk.push(risk);
    }
    const deaths = count(row.died);
    if (risk > 0) share *= 1 - deaths / risk;
    if (share <= 0.5) halfLife ??= row.days;
    died += deaths;
    risk -= count(row.left);
  }
  return { alive, atRisk, lines, died, halfLife };
}

function digits(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
