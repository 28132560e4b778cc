import { operationNames, operations, type Operation } from '../operations/definitions.ts';
import type { LineListener } from '../lines/listener.ts';
import type { FileLines } from '../lines/file.ts';
import { table, type Rows } from './table.ts';

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

const many = operationNames.length;

/** Keeps the ledger while commits are applied. */
export class LedgerKeeper implements LineListener {
  readonly #paths = new Map<string, number>();
  readonly #changes = table(['commit', 'path', 'operation', 'came', 'gone', 'duplicated']);
  readonly #deaths = table(['origin', 'commit', 'path', 'operation', 'lines']);
  /** Of the commit underway, by path: lines that came, went and are duplicated, by operation. */
  readonly #counts = new Map<number, Int32Array>();
  readonly #dying = new Map<number, number>();
  #path = '';
  #pathNumber = -1;
  #key = -1;
  #lines = 0;

  came(_commit: number, path: string, operation: number): void {
    this.#add(path, operation, 1);
  }

  gone(_commit: number, path: string, operation: number): void {
    this.#add(path, many + operation, 1);
  }

  duplicated(_commit: number, path: string, lines: number): void {
    this.#add(path, many * 2, lines);
  }

  died(origin: number, _commit: number, path: string, operation: number): void {
    const key = (origin * 2 ** 22 + this.#numberOf(path)) * 8 + operation;
    if (key === this.#key) this.#lines++;
    else {
      this.#flush();
      this.#key = key;
      this.#lines = 1;
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
    for (const path of [...files.keys()].toSorted()) {
      const file = files.get(path);
      const origins = new Map<number, number>();
      if (!file) continue;
      for (let line = 0; line < file.length; line++)
        if (file.content(line) !== 0) origins.set(file.origin(line), (origins.get(file.origin(line)) ?? 0) + 1);
      for (const [origin, lines] of [...origins].toSorted((a, b) => a[0] - b[0])) alive.add({ origin, path: this.#numberOf(path), lines });
    }
    const paths = [...this.#paths.keys()];
    return { paths, changes: this.#changes.take(), deaths: this.#deaths.take(), alive: alive.take() };
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
