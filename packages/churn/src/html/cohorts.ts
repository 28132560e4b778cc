import type { History } from '../history/history.ts';

/** Lines that were alive at some moments, by the year in which they were written. */
export interface BurnDown {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly cohorts: readonly { readonly name: string; readonly alive: readonly number[] }[];
}

const moments = 72;
const mostCohorts = 8;

/** How many lines of each year were there as time went on. The oldest years are one cohort where there are many. */
export function burnDown({ commits, ledger: { deaths, alive } }: History): BurnDown {
  const first = Math.min(...commits.map(({ committed }) => committed));
  const last = Math.max(...commits.map(({ committed }) => committed));
  const times = Array.from({ length: moments + 1 }, (_, index) => Math.round(first + ((last - first) * index) / moments));
  const step = Math.max(1, (last - first) / moments);
  const momentOf = (commit: number): number =>
    Math.min(moments, Math.max(0, Math.ceil(((commits[commit]?.committed ?? first) - first) / step - 1e-9)));
  const years = commits.map(({ committed }) => new Date(committed * 1000).getUTCFullYear());
  const shown = [...new Set(years)].toSorted((a, b) => a - b);
  const oldest = shown.length > mostCohorts ? (shown[shown.length - mostCohorts] ?? 0) : (shown[0] ?? 0);
  const nameOf = (commit: number): string => {
    const year = years[commit] ?? oldest;
    return year <= oldest && (shown[0] ?? 0) < oldest ? `to ${oldest}` : String(year);
  };
  const changes = new Map<string, Float64Array>();
  const count = (commit: number, when: number, lines: number): void => {
    const name = nameOf(commit);
    const of = changes.get(name) ?? new Float64Array(moments + 1);
    of[momentOf(when)] = (of[momentOf(when)] ?? 0) + lines;
    changes.set(name, of);
  };
  for (let row = 0; row < deaths.rows; row++) {
    const [origin = 0, commit = 0, lines = 0] = [deaths.column.origin[row], deaths.column.commit[row], deaths.column.lines[row]];
    count(origin, origin, lines);
    count(origin, commit, -lines);
  }
  for (let row = 0; row < alive.rows; row++) {
    const origin = alive.column.origin[row] ?? 0;
    count(origin, origin, alive.column.lines[row] ?? 0);
  }
  const order = (name: string): number => Number(name.replace('to ', ''));
  const cohorts = [...changes]
    .toSorted((a, b) => order(a[0]) - order(b[0]))
    .map(([name, of]) => {
      let sum = 0;
      return { name, alive: Array.from(of, (change) => Math.max(0, (sum += change))) };
    });
  return { times, cohorts };
}
