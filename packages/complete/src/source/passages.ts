/** A few lines of a file that belong together, by the names in them. */
export interface Passage {
  readonly path: string;
  /** Of its first line, 0-based. */
  readonly line: number;
  readonly names: readonly string[];
}

interface Kept extends Passage {
  isGone: boolean;
  /** What it has in common with what was asked for last, and when that was. */
  sum: number;
  asked: number;
}

/** A name in more passages than this says nothing of any. */
const common = 1000;
/** Passages that are weighed exactly, of those that have anything in common. */
const weighed = 60;

/** The code of a repository in passages: found again by the names that stand together in them. */
export class Passages {
  readonly #byName = new Map<string, Kept[]>();
  readonly #byFile = new Map<string, readonly Kept[]>();
  #count = 0;
  #gone = 0;
  #asked = 0;

  put(path: string, passages: readonly Omit<Passage, 'path'>[]): void {
    this.remove(path);
    const kept = passages.map(({ line, names }) => ({ path, line, names, isGone: false, sum: 0, asked: 0 }));
    this.#byFile.set(path, kept);
    this.#count += kept.length;
    for (const passage of kept) {
      for (const name of passage.names) {
        const holding = this.#byName.get(name);
        if (holding) holding.push(passage);
        else this.#byName.set(name, [passage]);
      }
    }
  }

  remove(path: string): void {
    const before = this.#byFile.get(path);
    if (!before) return;
    this.#byFile.delete(path);
    this.#count -= before.length;
    this.#gone += before.length;
    for (const passage of before) passage.isGone = true;
    // A file that is being written is put again and again: what is gone is swept out when there is much of it.
    if (this.#gone > 2000 && this.#gone > this.#count / 4) this.#sweep();
  }

  /** How much a name tells: those that stand everywhere tell nothing. */
  tells(name: string): number {
    return Math.log(1 + this.#count / (1 + (this.#byName.get(name)?.length ?? 0)));
  }

  /** In how many passages a name stands. */
  count(name: string): number {
    return this.#byName.get(name)?.length ?? 0;
  }

  /** Passages that have most in common with weighted names, from 0 to 1, likest first. */
  like(
    names: ReadonlyMap<string, number>,
    most: number,
    isLeftOut: (passage: Passage) => boolean,
  ): { passage: Passage; likeness: number }[] {
    this.#asked += 1;
    const found: Kept[] = [];
    let [asked, best] = [0, 0];
    for (const [name, weight] of names) {
      const holding = this.#byName.get(name);
      const tells = this.tells(name);
      asked += (weight * tells) ** 2;
      if (!holding || holding.length > common) continue;
      const worth = weight * tells * tells;
      for (const passage of holding) {
        if (passage.asked !== this.#asked) {
          if (passage.isGone || isLeftOut(passage)) continue;
          passage.asked = this.#asked;
          passage.sum = 0;
          found.push(passage);
        }
        passage.sum += worth;
        if (passage.sum > best) best = passage.sum;
      }
    }
    return found
      .filter(({ sum }) => sum > best / 4)
      .toSorted((a, b) => b.sum - a.sum)
      .slice(0, weighed)
      .map((passage) => ({ passage, likeness: passage.sum / Math.sqrt(asked * this.#size(passage)) }))
      .toSorted((a, b) => b.likeness - a.likeness)
      .slice(0, most);
  }

  #size({ names }: Kept): number {
    let sum = 0;
    for (const name of names) sum += this.tells(name) ** 2;
    return sum;
  }

  #sweep(): void {
    for (const [name, holding] of this.#byName) {
      const left = holding.filter(({ isGone }) => !isGone);
      if (left.length > 0) this.#byName.set(name, left);
      else this.#byName.delete(name);
    }
    this.#gone = 0;
  }
}
