import type { History } from '../history/history.ts';
import { operations } from '../operations/definitions.ts';
import { numbered, secondsPerDay, timesOf } from './groups.ts';
import type { SurvivalCurve } from './schema.ts';

/** Ages at which curves are given. */
const ages = [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730, 1095, 1460, 1825, 2555, 3650, 5475, 7300];

/** Groups of commits that are left out in turn. */
const groups = 20;

/** How long lines live, one curve for each name: `names` by the commit that wrote them, `null` leaves them out. */
export function survivalBy(history: History, names: readonly (string | null)[]): SurvivalCurve[] {
  const { numbers, distinct } = numbered(names);
  const times = timesOf(history);
  const curves = distinct.flatMap((name, number): SurvivalCurve[] => {
    const left = leftBy(history, times, (commit) => numbers[commit] === number);
    return left ? [curveOf(name, left)] : [];
  });
  return curves.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Lines that left, row by row: one row an age at which any did, the youngest first; in it a column a group of commits, and all of them. */
interface Left {
  readonly days: Int32Array;
  readonly died: Float64Array;
  /** Those that died and those that were only seen so long. */
  readonly left: Float64Array;
}

const columns = groups + 1;

/** `null` when nothing did. */
function leftBy({ ledger, commits }: History, times: Float64Array, isOf: (commit: number) => boolean): Left | null {
  const { deaths, alive } = ledger;
  const last = commits.length - 1;
  const ageOf = (origin: number, until: number): number =>
    Math.max(0, Math.floor(((times[until] ?? 0) - (times[origin] ?? 0)) / secondsPerDay));
  const rowOf = new Map<number, number>();
  let [died, left] = [new Float64Array(64 * columns), new Float64Array(64 * columns)];
  const add = (origin: number, until: number, lines: number, isDeath: boolean): void => {
    const days = ageOf(origin, until);
    let row = rowOf.get(days);
    if (row === undefined) {
      rowOf.set(days, (row = rowOf.size));
      if (rowOf.size * columns > left.length) [died, left] = [doubled(died), doubled(left)];
    }
    // The last column is all of them.
    const [one, all] = [row * columns + (origin % groups), row * columns + groups];
    left[one] = (left[one] ?? 0) + lines;
    left[all] = (left[all] ?? 0) + lines;
    if (!isDeath) return;
    died[one] = (died[one] ?? 0) + lines;
    died[all] = (died[all] ?? 0) + lines;
  };
  const { origin, commit, operation, lines } = deaths.column;
  for (let row = 0; row < deaths.rows; row++) {
    const from = origin[row] ?? 0;
    if (isOf(from)) add(from, commit[row] ?? 0, lines[row] ?? 0, operation[row] !== operations.transition);
  }
  for (let row = 0; row < alive.rows; row++) {
    const from = alive.column.origin[row] ?? 0;
    if (isOf(from)) add(from, last, alive.column.lines[row] ?? 0, false);
  }
  if (rowOf.size === 0) return null;
  const days = Int32Array.from(rowOf.keys()).sort();
  const sorted = { days, died: new Float64Array(days.length * columns), left: new Float64Array(days.length * columns) };
  for (const [index, age] of days.entries()) {
    const row = (rowOf.get(age) ?? 0) * columns;
    sorted.died.set(died.subarray(row, row + columns), index * columns);
    sorted.left.set(left.subarray(row, row + columns), index * columns);
  }
  return sorted;
}

function doubled(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
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
