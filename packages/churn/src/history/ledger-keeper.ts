import { operationNames, operations } from '../operations/definitions.ts';
import type { FileLines } from '../lines/file.ts';
import type { LineListener } from '../lines/listener.ts';
import { changeColumns, deathColumns, type Changes, type Deaths, type KeptLedger, type Ledger } from './ledger.ts';
import { table, type Table } from './table.ts';

const many = operationNames.length;
/** Counts of a path: by operation what came and what went, and what is duplicated. */
const width = many * 2 + 1;

/** Keeps the ledger while commits are applied. */
export class LedgerKeeper implements LineListener {
  readonly #paths: Map<string, number>;
  readonly #changes: Table<keyof Changes['column']>;
  readonly #deaths: Table<keyof Deaths['column']>;
  /** Of the commit underway: where in `#counts` a path's lines are, those that came, went and are duplicated, by operation. */
  readonly #places = new Map<number, number>();
  /** Its paths, in the order of their places. */
  readonly #touched: number[] = [];
  #counts = new Int32Array(width * 16);
  /** Of the path whose lines die: lines by origin and operation. */
  readonly #dying = new Map<number, number>();
  #dyingPath = -1;
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

  died(origin: number, commit: number, path: string, operation: number, lines = 1): void {
    const number = this.#numberOf(path);
    if (number !== this.#dyingPath) this.#bury(commit);
    this.#dyingPath = number;
    const key = origin * 8 + operation;
    if (key === this.#key) this.#lines += lines;
    else {
      this.#flush();
      this.#key = key;
      this.#lines = lines;
    }
  }

  /** Everything of a commit was told. */
  close(commit: number): void {
    this.#bury(commit);
    const { column } = this.#changes;
    const counts = this.#counts;
    for (let place = 0; place < this.#touched.length; place++) {
      for (let operation = 0, at = place * width; operation < many; operation++, at++) {
        const [came, gone] = [counts[at] ?? 0, counts[at + many] ?? 0];
        const duplicated = operation === operations.added ? (counts[place * width + many * 2] ?? 0) : 0;
        if (came + gone + duplicated === 0) continue;
        column.commit.push(commit);
        column.path.push(this.#touched[place] ?? 0);
        column.operation.push(operation);
        column.came.push(came);
        column.gone.push(gone);
        column.duplicated.push(duplicated);
      }
    }
    counts.fill(0, 0, this.#touched.length * width);
    this.#places.clear();
    this.#touched.length = 0;
  }

  /** The lines of a path that die are all told. */
  #bury(commit: number): void {
    this.#flush();
    if (this.#dying.size === 0) return;
    const { column } = this.#deaths;
    // oxlint-disable-next-line unicorn/no-array-for-each -- the entries of an iterator are made one by one
    this.#dying.forEach((lines, key) => {
      column.origin.push(key >> 3);
      column.commit.push(commit);
      column.path.push(this.#dyingPath);
      column.operation.push(key & 7);
      column.lines.push(lines);
    });
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
      const number = this.#numberOf(path);
      for (const origin of origins.toSorted((a, b) => a - b)) {
        alive.column.origin.push(origin);
        alive.column.path.push(number);
        alive.column.lines.push(counts[origin] ?? 0);
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
    let place = this.#places.get(number);
    if (place === undefined) {
      place = this.#touched.push(number) - 1;
      this.#places.set(number, place);
      if ((place + 1) * width > this.#counts.length) this.#counts = enlarged(this.#counts);
    }
    const at = place * width + column;
    this.#counts[at] = (this.#counts[at] ?? 0) + lines;
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

function enlarged(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
