import type { History } from '../history/history.ts';
import { operations } from '../operations/definitions.ts';
import { numbered, secondsPerDay, timesOf } from './groups.ts';
import type { SurvivalCurve } from './schema.ts';

/** Ages at which curves are given. */
const ages = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1460, 1825, 2555, 3650, 5475, 7300];

/** Groups of commits that are left out in turn. */
const groups = 20;

/**
 * How long lines live, by several groupings at once: for each, one curve for each name. A grouping gives the name of the commit that wrote a line,
 * `null` leaves it out.
 */
export function survivalBy(history: History, groupings: readonly (readonly (string | null)[])[]): SurvivalCurve[][] {
  const all = groupings.map((names) => {
    const { numbers, distinct } = numbered(names);
    return { numbers, distinct, leaving: distinct.map(() => new Leaving()) };
  });
  const times = timesOf(history);
  const add = (from: number, until: number, lines: number, isDeath: boolean): void => {
    const days = Math.max(0, Math.floor(((times[until] ?? 0) - (times[from] ?? 0)) / secondsPerDay));
    for (const { numbers, leaving } of all) leaving[numbers[from] ?? -1]?.add(days, from % groups, lines, isDeath);
  };
  const { deaths, alive } = history.ledger;
  const { origin, commit, operation, lines } = deaths.column;
  for (let row = 0; row < deaths.rows; row++)
    add(origin[row] ?? 0, commit[row] ?? 0, lines[row] ?? 0, operation[row] !== operations.transition);
  const last = history.commits.length - 1;
  for (let row = 0; row < alive.rows; row++) add(alive.column.origin[row] ?? 0, last, alive.column.lines[row] ?? 0, false);
  return all.map(({ distinct, leaving }) => {
    const curves = distinct.flatMap((name, number): SurvivalCurve[] => {
      const left = leaving[number]?.sorted();
      return left ? [curveOf(name, left)] : [];
    });
    return curves.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  });
}

/** Lines that left, row by row: one row an age at which any did, the youngest first; in it a column a group of commits, and all of them. */
interface Left {
  readonly days: Int32Array;
  readonly died: Float64Array;
  /** Those that died and those that were only seen so long. */
  readonly left: Float64Array;
}

const columns = groups + 1;

/** Counts lines that leave, by their age. */
class Leaving {
  /** The row of an age plus 1, 0 where it has none. */
  #rowOf = new Int32Array(512);
  #rows = 0;
  #died = new Float64Array(64 * columns);
  #left = new Float64Array(64 * columns);

  add(days: number, group: number, lines: number, isDeath: boolean): void {
    if (days >= this.#rowOf.length) this.#rowOf = enlarged(this.#rowOf, new Int32Array(Math.max(days + 1, this.#rowOf.length * 2)));
    const row = (this.#rowOf[days] ?? 0) || this.#begin(days);
    // The last column is all of them.
    const [one, all] = [(row - 1) * columns + group, (row - 1) * columns + groups];
    const [died, left] = [this.#died, this.#left];
    left[one] = (left[one] ?? 0) + lines;
    left[all] = (left[all] ?? 0) + lines;
    if (!isDeath) return;
    died[one] = (died[one] ?? 0) + lines;
    died[all] = (died[all] ?? 0) + lines;
  }

  #begin(days: number): number {
    const row = ++this.#rows;
    this.#rowOf[days] = row;
    if (row * columns > this.#left.length) {
      this.#died = enlarged(this.#died, new Float64Array(this.#died.length * 2));
      this.#left = enlarged(this.#left, new Float64Array(this.#left.length * 2));
    }
    return row;
  }

  /** `null` when nothing left. */
  sorted(): Left | null {
    if (this.#rows === 0) return null;
    const size = this.#rows * columns;
    const sorted = { days: new Int32Array(this.#rows), died: new Float64Array(size), left: new Float64Array(size) };
    let index = 0;
    for (let age = 0; age < this.#rowOf.length; age++) {
      const row = this.#rowOf[age] ?? 0;
      if (row === 0) continue;
      sorted.days[index] = age;
      for (let from = (row - 1) * columns, to = index * columns; from < row * columns; from++, to++) {
        sorted.died[to] = this.#died[from] ?? 0;
        sorted.left[to] = this.#left[from] ?? 0;
      }
      index++;
    }
    return sorted;
  }
}

function enlarged<Numbers extends Int32Array | Float64Array>(numbers: Numbers, larger: Numbers): Numbers {
  larger.set(numbers);
  return larger;
}

function curveOf(name: string, left: Left): SurvivalCurve {
  const whole = estimate(left, null);
  const others = Array.from({ length: groups }, (_, group) => estimate(left, group).alive);
  const most = left.days.at(-1) ?? 0;
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

interface Estimate {
  /** At each of `ages`: the share that lives at least so long, and the lines that were seen to. */
  readonly alive: readonly number[];
  readonly atRisk: readonly number[];
  readonly lines: number;
  readonly died: number;
  readonly halfLife: number | null;
}

/** Kaplan and Meier's product over the days on which lines left, without one group of commits. Who left on a day was at risk on it. */
function estimate({ days, died: deathsOf, left: leftOf }: Left, without: number | null): Estimate {
  const count = (column: Float64Array, row: number): number =>
    (column[row * columns + groups] ?? 0) - (without === null ? 0 : (column[row * columns + without] ?? 0));
  let lines = 0;
  for (let row = 0; row < days.length; row++) lines += count(leftOf, row);
  const [alive, atRisk]: [number[], number[]] = [[], []];
  let [risk, share, died, halfLife]: [number, number, number, number | null] = [lines, 1, 0, null];
  for (let row = 0; row < days.length; row++) {
    const age = days[row] ?? 0;
    while (alive.length < ages.length && (ages[alive.length] ?? 0) <= age) {
      alive.push(share);
      atRisk.push(risk);
    }
    const deaths = count(deathsOf, row);
    if (risk > 0) share *= 1 - deaths / risk;
    if (share <= 0.5) halfLife ??= age;
    died += deaths;
    risk -= count(leftOf, row);
  }
  return { alive, atRisk, lines, died, halfLife };
}

function digits(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
