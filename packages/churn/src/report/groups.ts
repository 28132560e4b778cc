import type { History } from '../history/history.ts';
import { operationName } from '../history/ledger.ts';
import { operationNames, operations, type Operation } from '../operations/definitions.ts';
import type { ChurnGroup } from './schema.ts';

export const secondsPerDay = 86_400;

/** Whole days between two commits; a clock that went backwards counts as none. */
export function daysBetween({ commits }: History, from: number, to: number): number {
  return Math.max(0, Math.floor(((commits[to]?.committed ?? 0) - (commits[from]?.committed ?? 0)) / secondsPerDay));
}

/** When each commit was made, in seconds since 1970. */
export function timesOf({ commits }: History): Float64Array {
  const times = new Float64Array(commits.length);
  for (let index = 0; index < times.length; index++) times[index] = commits[index]?.committed ?? 0;
  return times;
}

/** Counts what a history holds by groups, as often as one likes: by a name of each commit, or of each path. */
export class Groups {
  readonly #history: History;
  /** Commits made long enough ago to know what became of their lines. */
  readonly #isOver: Uint8Array;
  /** Rows of deaths within the window. */
  readonly #churned: Int32Array;

  constructor(history: History, windowDays: number) {
    const { deaths } = history.ledger;
    const times = timesOf(history);
    const last = times.at(-1) ?? 0;
    const least = Math.ceil(windowDays) * secondsPerDay;
    const isOver = (from: number, to: number): boolean => Math.max(0, to - from) >= least;
    this.#history = history;
    this.#isOver = Uint8Array.from(times, (time) => (isOver(time, last) ? 1 : 0));
    const churned = new Int32Array(deaths.rows);
    const { origin, commit, operation } = deaths.column;
    let rows = 0;
    for (let row = 0; row < deaths.rows; row++) {
      if (operation[row] !== operations.transition && !isOver(times[at(origin, row)] ?? 0, times[at(commit, row)] ?? 0))
        churned[rows++] = row;
    }
    this.#churned = churned.slice(0, rows);
  }

  /** Groups that have anything; `names` by the index of a commit, or of a path. */
  by(of: 'commit' | 'path', names: readonly string[]): ChurnGroup[] {
    const { changes, deaths, alive } = this.#history.ledger;
    const { numbers, counters } = counted(names);
    const isOver = this.#isOver;
    const { operation, came, gone, duplicated } = changes.column;
    const [commits, keys] = [changes.column.commit, changes.column[of]];
    for (let row = 0; row < changes.rows; row++) {
      const commit = at(commits, row);
      const counter = counters[at(numbers, at(keys, row))];
      if (!counter) continue;
      counter.seen = true;
      // Rows come commit after commit.
      if (counter.lastCommit !== commit) counter.commits++;
      counter.lastCommit = commit;
      counter.duplicated += at(duplicated, row);
      counter.change(at(operation, row), at(came, row), at(gone, row), isOver[commit] === 1);
    }
    const paths = deaths.column.path;
    for (let index = 0; index < this.#churned.length; index++) {
      const row = at(this.#churned, index);
      const [origin, commit, lines] = [at(deaths.column.origin, row), at(deaths.column.commit, row), at(deaths.column.lines, row)];
      const born = counters[at(numbers, of === 'commit' ? origin : at(paths, row))];
      const died = counters[at(numbers, of === 'commit' ? commit : at(paths, row))];
      if (born && isOver[origin] === 1) {
        born.churnedAdded += lines;
        born.seen = true;
      }
      if (died) {
        died.churnedChanged += lines;
        died.seen = true;
      }
    }
    const owners = of === 'commit' ? alive.column.origin : alive.column.path;
    for (let row = 0; row < alive.rows; row++) {
      const counter = counters[at(numbers, at(owners, row))];
      if (!counter) continue;
      counter.alive += at(alive.column.lines, row);
      counter.seen = true;
    }
    return counters.filter(({ seen }) => seen).map((counter) => counter.group());
  }
}

/** A number for each name, in the order in which they are met; -1 for `null`. */
export function numbered(names: readonly (string | null)[]): { readonly numbers: Int32Array; readonly distinct: readonly string[] } {
  const known = new Map<string, number>();
  const numbers = new Int32Array(names.length);
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? null;
    let number = name === null ? -1 : known.get(name);
    if (number === undefined && name !== null) known.set(name, (number = known.size));
    numbers[index] = number ?? -1;
  }
  return { numbers, distinct: [...known.keys()] };
}

function counted(names: readonly string[]): { readonly numbers: Int32Array; readonly counters: readonly Counter[] } {
  const { numbers, distinct } = numbered(names);
  return { numbers, counters: distinct.map((name) => new Counter(name)) };
}

/** A group of nothing. */
export function emptyGroup(name: string): ChurnGroup {
  return new Counter(name).group();
}

function at(column: Int32Array, row: number): number {
  return column[row] ?? 0;
}

class Counter {
  seen = false;
  lastCommit = -1;
  commits = 0;
  added = 0;
  deleted = 0;
  alive = 0;
  duplicated = 0;
  over = 0;
  open = 0;
  churnedAdded = 0;
  churnedChanged = 0;
  readonly #came = new Float64Array(operationNames.length);
  readonly #gone = new Float64Array(operationNames.length);
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  change(operation: number, came: number, gone: number, isOver: boolean): void {
    if (operation === operations.transition) return;
    this.added += came;
    this.deleted += gone;
    this.#came[operation] = (this.#came[operation] ?? 0) + came;
    this.#gone[operation] = (this.#gone[operation] ?? 0) + gone;
    if (operation === operations.noop || operation === operations.moved) return;
    if (isOver) this.over += came;
    else this.open += came;
  }

  group(): ChurnGroup {
    const { commits, added, deleted, alive, duplicated } = this;
    const lines = this.#operations();
    const changed = Object.values(lines).reduce((sum, count) => sum + count, 0) - lines.noop;
    return {
      name: this.#name,
      commits,
      added,
      deleted,
      alive,
      duplicated,
      operations: lines,
      churn: {
        ofAdded: { of: this.over, churned: this.churnedAdded, share: shareOf(this.churnedAdded, this.over), open: this.open },
        ofChanged: { of: changed, churned: this.churnedChanged, share: shareOf(this.churnedChanged, changed) },
      },
    };
  }

  /** Whitespace counts on both sides; whatever else has two sides counts once. */
  #operations(): Record<Exclude<Operation, 'transition'>, number> {
    const lines = { added: 0, deleted: 0, updated: 0, moved: 0, copied: 0, copiedFromRepository: 0, findReplaced: 0, noop: 0 };
    for (let operation = 0; operation < operations.transition; operation++) {
      const name = operationName(operation, 'came');
      if (name !== 'transition') lines[name] += this.#came[operation] ?? 0;
    }
    lines.deleted = this.#gone[operations.deleted] ?? 0;
    lines.noop += this.#gone[operations.noop] ?? 0;
    return lines;
  }
}

/** With 6 digits, so that reports read well and stay the same. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;
}
