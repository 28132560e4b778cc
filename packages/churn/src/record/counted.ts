import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const mark = 'groundwork counted 1';

/** How many lines contents have, by their ids: a fact that stays, so that only new contents are read again. */
export class Counted {
  #file: string | null;
  #known: Map<string, number>;
  #isWritten = true;

  constructor(folder: string | null) {
    this.#file = folder === null ? null : join(folder, 'counted');
    this.#known = new Map(this.#file === null ? [] : read(this.#file));
  }

  get(id: string): number | undefined {
    return this.#known.get(id);
  }

  set(id: string, lines: number): void {
    this.#known.set(id, lines);
    this.#isWritten = false;
  }

  /** Writes those of these ids, when there is something new. */
  keep(ids: ReadonlySet<string>): void {
    if (this.#isWritten || this.#file === null) return;
    const rows = [...this.#known].filter(([id]) => ids.has(id)).map(([id, lines]) => `${id} ${lines}\n`);
    const unfinished = `${this.#file}.${process.pid}`;
    try {
      writeFileSync(unfinished, [`${mark} ${rows.length}\n`, ...rows].join(''), { mode: 0o600 });
      renameSync(unfinished, this.#file);
    } finally {
      rmSync(unfinished, { force: true });
    }
    this.#isWritten = true;
  }
}

function read(file: string): [string, number][] {
  try {
    const [first, ...rows] = readFileSync(file, 'latin1').split('\n');
    const known = rows.flatMap((row): [string, number][] => {
      const match = /^([0-9a-f]{40,64}) (\d+)$/.exec(row);
      return match ? [[match[1] ?? '', Number(match[2])]] : [];
    });
    return first === `${mark} ${known.length}` ? known : [];
  } catch {
    // It is not there: everything is counted.
    return [];
  }
}
