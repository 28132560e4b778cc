/** One file as a commit left it. Never changed: branches share it. */
export interface FileVersion {
  /** First 32 bits of the id of its content; 0 where there is no file any more. */
  readonly id: number;
  /** Which line stands where: numbers of `Lives`. */
  readonly lines: Int32Array;
  /** Index of the commit that made it. */
  readonly made: number;
  /** It had another path at some time. */
  readonly renamed: boolean;
}

const chunkBits = 6;
const chunkSize = 1 << chunkBits;

type Chunk = readonly (FileVersion | undefined)[];

/**
 * The files of one commit, by numbers of paths. A branch starts as a copy that shares everything; what is written later is copied in chunks,
 * so that two branches are compared by what they do not share.
 */
export class BranchTree {
  readonly #chunks: Chunk[];

  constructor(chunks: readonly Chunk[] = []) {
    this.#chunks = [...chunks];
  }

  fork(): BranchTree {
    return new BranchTree(this.#chunks);
  }

  /** `undefined` where no commit that led here had a file. */
  get(path: number): FileVersion | undefined {
    return this.#chunks[path >> chunkBits]?.[path & (chunkSize - 1)];
  }

  set(path: number, version: FileVersion): void {
    while (this.#chunks.length <= path >> chunkBits) this.#chunks.push(noFiles);
    const chunk = [...(this.#chunks[path >> chunkBits] ?? noFiles)];
    chunk[path & (chunkSize - 1)] = version;
    this.#chunks[path >> chunkBits] = chunk;
  }

  /** Files that are there, in order of their numbers. */
  *files(): Generator<readonly [path: number, version: FileVersion]> {
    for (const [index, chunk] of this.#chunks.entries())
      for (const [at, version] of chunk.entries()) if (version && version.id !== 0) yield [index * chunkSize + at, version];
  }

  /** Paths at which another tree has something else. */
  *unlike(other: BranchTree): Generator<number> {
    const chunks = Math.max(this.#chunks.length, other.#chunks.length);
    for (let index = 0; index < chunks; index++) {
      const [own, its] = [this.#chunks[index] ?? noFiles, other.#chunks[index] ?? noFiles];
      if (own === its) continue;
      for (let at = 0; at < chunkSize; at++) if (own[at] !== its[at]) yield index * chunkSize + at;
    }
  }
}

const noFiles: Chunk = Array.from({ length: chunkSize }, () => undefined);

/** Paths, one character a byte, and their numbers. */
export class Paths {
  readonly names: string[] = [];
  /** Those whose lines went on at another path, on any branch so far. */
  readonly movedFrom = new Set<number>();
  readonly #numbers = new Map<string, number>();

  numberOf(path: string): number {
    let number = this.#numbers.get(path);
    if (number === undefined) {
      this.#numbers.set(path, (number = this.names.length));
      this.names.push(path);
    }
    return number;
  }
}
