import type { History } from '../history/history.ts';
import { operationName } from '../history/ledger.ts';
import { operations, type Operation } from '../operations/definitions.ts';
import type { ChurnGroup } from './schema.ts';

/** Which group a change belongs to. */
export interface Grouping {
  /** By the commit and the path of a change. */
  nameOf(commit: number, path: number): string;
}

const secondsPerDay = 86_400;

/** Whole days between two commits; a clock that went backwards counts as none. */
export function daysBetween({ commits }: History, from: number, to: number): number {
  return Math.max(0, Math.floor(((commits[to]?.committed ?? 0) - (commits[from]?.committed ?? 0)) / secondsPerDay));
}

/** Counts everything by group, in the order in which groups are first met. */
export function groupBy(history: History, windowDays: number, { nameOf }: Grouping): ChurnGroup[] {
  const { changes, deaths, alive } = history.ledger;
  const groups = new Map<string, Counter>();
  const group = (commit: number, path: number): Counter => {
    const name = nameOf(commit, path);
    let counter = groups.get(name);
    if (!counter) groups.set(name, (counter = new Counter(name)));
    return counter;
  };
  const last = history.commits.length - 1;
  const isOver = (commit: number): boolean => daysBetween(history, commit, last) >= windowDays;
  for (let row = 0; row < changes.rows; row++) {
    const [commit, path] = [at(changes.column.commit, row), at(changes.column.path, row)];
    const counter = group(commit, path);
    counter.commits.add(commit);
    counter.duplicated += at(changes.column.duplicated, row);
    counter.change(at(changes.column.operation, row), at(changes.column.came, row), at(changes.column.gone, row), isOver(commit));
  }
  for (let row = 0; row < deaths.rows; row++) {
    const [origin, commit, path] = [at(deaths.column.origin, row), at(deaths.column.commit, row), at(deaths.column.path, row)];
    if (at(deaths.column.operation, row) === operations.transition || daysBetween(history, origin, commit) >= windowDays) continue;
    const lines = at(deaths.column.lines, row);
    if (isOver(origin)) group(origin, path).churnedAdded += lines;
    group(commit, path).churnedChanged += lines;
  }
  for (let row = 0; row < alive.rows; row++)
    group(at(alive.column.origin, row), at(alive.column.path, row)).alive += at(alive.column.lines, row);
  return [...groups.values()].map((counter) => counter.group());
}

/** A group of nothing. */
export function emptyGroup(name: string): ChurnGroup {
  return new Counter(name).group();
}

function at(column: Int32Array, row: number): number {
  return column[row] ?? 0;
}

class Counter {
  readonly commits = new Set<number>();
  readonly operations: Record<Exclude<Operation, 'transition'>, number> = {
    added: 0,
    deleted: 0,
    updated: 0,
    moved: 0,
    copied: 0,
    copiedFromRepository: 0,
    findReplaced: 0,
    noop: 0,
  };
  added = 0;
  deleted = 0;
  alive = 0;
  duplicated = 0;
  over = 0;
  open = 0;
  churnedAdded = 0;
  churnedChanged = 0;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  change(operation: number, came: number, gone: number, isOver: boolean): void {
    const name = operationName(operation, 'came');
    if (name === 'transition') return;
    this.added += came;
    this.deleted += gone;
    this.operations[name] += name === 'noop' ? came + gone : came;
    if (name === 'added') this.operations.deleted += gone;
    if (name === 'noop' || name === 'moved') return;
    if (isOver) this.over += came;
    else this.open += came;
  }

  group(): ChurnGroup {
    const { added, deleted, alive, duplicated, operations } = this;
    const changed = Object.values(operations).reduce((sum, lines) => sum + lines, 0) - operations.noop;
    return {
      name: this.#name,
      commits: this.commits.size,
      added,
      deleted,
      alive,
      duplicated,
      operations,
      churn: {
        ofAdded: { of: this.over, churned: this.churnedAdded, share: shareOf(this.churnedAdded, this.over), open: this.open },
        ofChanged: { of: changed, churned: this.churnedChanged, share: shareOf(this.churnedChanged, changed) },
      },
    };
  }
}

/** With 6 digits, so that reports read well and stay the same. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;
}
