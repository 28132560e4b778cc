import { operationNames, operations, type Operation } from '../operations/definitions.ts';
import type { LineListener } from '../lines/listener.ts';
import type { FileLines } from '../lines/file.ts';
import { table, type Rows, type Table } from './table.ts';

/** What commits did, by path. */
export type Changes = Rows<
  | 'commit'
  | 'path'
  /** An `Operation`, as in `operations`; where it is 0, what came was `added` and what went `deleted`. */
  | 'operation'
  | 'came'
  | 'gone'
  /** Of the lines that came: those in blocks that stood, or stand, elsewhere. On the row of `added` alone, for all operations. */
  | 'duplicated'
>;

/** Lines that died. `origin` is the commit that first wrote them; `operation` is `deleted` (0), `updated`, `findReplaced`, or
 * `transition`, which says nothing about how long they would have lived. */
export type Deaths = Rows<'origin' | 'commit' | 'path' | 'operation' | 'lines'>;

/** Lines that live, at the last commit. */
export type Alive = Rows<'origin' | 'path' | 'lines'>;

/**
 * All that is known of the lines of a history, from which every report is made without reading it again. Lines are counted where they
 * stood at the time. Blank lines have no life: they are in `changes` only.
 */
export interface Ledger {
  /** Bytes as `latin1`, see `FileChange`. */
  readonly paths: readonly string[];
  readonly changes: Changes;
  readonly deaths: Deaths;
  /** At the last commit. */
  readonly alive: Alive;
}

export const changeColumns = ['commit', 'path', 'operation', 'came', 'gone', 'duplicated'] as const;
export const deathColumns = ['origin', 'commit', 'path', 'operation', 'lines'] as const;

const many = operationNames.length;

/** A ledger underway. */
export type KeptLedger = Omit<Ledger, 'alive'>;

/** Keeps the ledger while commits are applied. */
export class LedgerKeeper implements LineListener {
  readonly #paths: Map<string, number>;
  readonly #changes: Table<keyof Changes['column']>;
  readonly #deaths: Table<keyof Deaths['column']>;
  /** Of the commit underway, by path: lines that came, went and are duplicated, by operation. */
  readonly #counts = new Map<number, Int32Array>();
  readonly #dying = new Map<number, number>();
  #path = '';
  #pathNumber = -1;
  #key = -1;
  #lines = 0;

  constructor(kept: KeptLedger | null = null) {
    this.#paths = new Map(kept?.paths.map((path, number) => [path, number]));
    this.#changes = table(changeColumns, kept?.changes);
    this.#deaths = table(deathColumns, kept?.deaths);
  }

  came(_commit: number, path: string, operation: number, lines = 1): void {
    this.#add(path, operation, lines);
  }

  gone(_commit: number, path: string, operation: number, lines = 1): void {
    this.#add(path, many + operation, lines);
  }

  duplicated(_commit: number, path: string, lines: number): void {
    this.#add(path, many * 2, lines);
  }

  died(origin: number, _commit: number, path: string, operation: number, lines = 1): void {
    const key = (origin * 2 ** 22 + this.#numberOf(path)) * 8 + operation;
    if (key === this.#key) this.#lines += lines;
    else {
      this.#flush();
      this.#key = key;
      this.#lines = lines;
    }
  }

  /** Everything of a commit was told. */
  close(commit: number): void {
    this.#flush();
    for (const [path, counts] of this.#counts) {
      for (let operation = 0; operation < many; operation++) {
        const [came = 0, gone = 0] = [counts[operation], counts[many + operation]];
        const duplicated = operation === operations.added ? (counts[many * 2] ?? 0) : 0;
        if (came + gone + duplicated > 0) this.#changes.add({ commit, path, operation, came, gone, duplicated });
      }
    }
    for (const [key, lines] of this.#dying) {
      const rest = Math.floor(key / 8);
      const origin = Math.floor(rest / 2 ** 22);
      this.#deaths.add({ origin, commit, path: rest - origin * 2 ** 22, operation: key % 8, lines });
    }
    this.#counts.clear();
    this.#dying.clear();
  }

  /** The ledger with the lines that are alive. */
  ledger(files: ReadonlyMap<string, FileLines>): Ledger {
    const alive = table(['origin', 'path', 'lines']);
    let last = 0;
    for (const file of files.values()) for (let line = 0; line < file.length; line++) last = Math.max(last, file.origin(line));
    const counts = new Int32Array(last + 1);
    for (const path of [...files.keys()].toSorted()) {
      const file = files.get(path);
      if (!file) continue;
      const origins: number[] = [];
      for (let line = 0; line < file.length; line++) {
        if (file.content(line) === 0) continue;
        const origin = file.origin(line);
        const before = counts[origin] ?? 0;
        if (before === 0) origins.push(origin);
        counts[origin] = before + 1;
      }
      for (const origin of origins.toSorted((a, b) => a - b)) {
        alive.add({ origin, path: this.#numberOf(path), lines: counts[origin] ?? 0 });
        counts[origin] = 0;
      }
    }
    return { ...this.kept(), alive: alive.rows() };
  }

  /** What is known so far. */
  kept(): KeptLedger {
    return { paths: [...this.#paths.keys()], changes: this.#changes.rows(), deaths: this.#deaths.rows() };
  }

  #add(path: string, column: number, lines: number): void {
    const number = this.#numberOf(path);
    let counts = this.#counts.get(number);
    if (!counts) this.#counts.set(number, (counts = new Int32Array(many * 2 + 1)));
    counts[column] = (counts[column] ?? 0) + lines;
  }

  #flush(): void {
    if (this.#lines > 0) this.#dying.set(this.#key, (this.#dying.get(this.#key) ?? 0) + this.#lines);
    this.#lines = 0;
    this.#key = -1;
  }

  #numberOf(path: string): number {
    if (path === this.#path) return this.#pathNumber;
    let number = this.#paths.get(path);
    if (number === undefined) this.#paths.set(path, (number = this.#paths.size));
    this.#path = path;
    this.#pathNumber = number;
    return number;
  }
}

/** The word for an operation of a row. */
export function operationName(operation: number, side: 'came' | 'gone'): Operation {
  if (operation === operations.added) return side === 'came' ? 'added' : 'deleted';
  return operationNames.find((name) => operations[name] === operation) ?? 'transition';
}
