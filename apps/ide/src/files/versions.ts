/** What was seen of a file when it was last read or written here. */
export interface Seen {
  readonly version: string;
  readonly modified: number;
  readonly size: number;
}

/**
 * Who writes looks first, and decides by it whether to write at all. A file that is still as it was read here is replaced only as that
 * one: what changes between the last look and the write is not lost. A file that changed before that look is replaced because a person
 * decided so.
 */
export class Versions {
  readonly #seen = new Map<string, Seen>();
  /** The last look at each file; `null` where there was none. */
  readonly #looked = new Map<string, Omit<Seen, 'version'> | null>();

  get paths(): string[] {
    return [...this.#seen.keys()];
  }

  see(path: string, seen: Seen): void {
    this.#seen.set(path, seen);
  }

  look(path: string, looked: Omit<Seen, 'version'> | null): void {
    this.#looked.set(path, looked);
  }

  forget(path: string): void {
    this.#seen.delete(path);
  }

  /** `null` to replace nothing: there was no file. `undefined` for whatever is there. */
  toReplace(path: string): string | null | undefined {
    const looked = this.#looked.get(path);
    if (looked === null) return null;
    const seen = this.#seen.get(path);
    return seen && looked && seen.modified === looked.modified && seen.size === looked.size ? seen.version : undefined;
  }
}
