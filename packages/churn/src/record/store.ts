import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommitChange } from './change.ts';
import { decodeSegment, encodeSegment, type Segment } from './segment.ts';

/** Changed lines (a commit counts as 64) after which a segment is full: what a killed run has to read again. */
const fullSegment = 500_000;

/**
 * What was read of a history, in a folder: segments of consecutive commits, each naming the commit before it. A segment is written whole
 * and then given its name, so that a run can be killed at any point, and two runs at once do no harm: a segment that does not follow
 * from the one before it is as good as none.
 */
export class Store {
  #folder: string | null;
  #key: string;
  /** Segments that are full and stay. */
  #full = 0;
  /** The commit before the segment underway, which holds `#changes`. */
  #after: string | null = null;
  #changes: CommitChange[] = [];
  #weight = 0;
  #isWritten = true;
  /** Commits before the segment underway. */
  #first = 0;

  /** `folder`: `null` to keep nothing. `key`: all that the changes depend on besides the commits. */
  constructor(folder: string | null, key: string) {
    this.#folder = folder;
    this.#key = key;
    if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** Where the next segment starts, once the one underway is done with. */
  close(): { readonly segment: number; readonly after: string | null } {
    this.flush();
    if (this.#changes.length > 0) this.#next();
    return { segment: this.#full, after: this.#after };
  }

  /** Goes on after so many commits, where `close` was called. */
  resume(segment: number, after: string | null, commits: number): void {
    this.#full = segment;
    this.#after = after;
    this.#first = commits;
  }

  /** Changes of these commits that are known, from the first on, or from where it goes on. What was kept of others, because history was rewritten, is forgotten. */
  *known(commits: readonly string[]): Generator<CommitChange> {
    let count = this.#first;
    for (;;) {
      const segment = this.#read(this.#full, this.#after);
      if (!segment) return;
      const kept: CommitChange[] = [];
      for (const change of segment.changes) {
        if (change.commit.sha !== commits[count]) break;
        kept.push(change);
        count++;
      }
      yield* kept;
      this.#changes = kept;
      this.#weight = kept.reduce((sum, change) => sum + changeWeight(change), 0);
      this.#isWritten = kept.length === segment.changes.length;
      if (!this.#isWritten) return;
      // One that is not full may have been closed.
      if (this.#weight < fullSegment && !this.#read(this.#full + 1, kept.at(-1)?.commit.sha ?? null)) return;
      this.#next();
    }
  }

  /** A segment, where it follows from that commit. */
  #read(number: number, after: string | null): Segment | null {
    const segment = this.#folder === null ? null : read(this.#file(number));
    return segment && segment.key === this.#key && segment.after === after ? segment : null;
  }

  /** Keeps the change that follows. */
  add(change: CommitChange): void {
    if (this.#folder === null) return;
    this.#changes.push(change);
    this.#weight += changeWeight(change);
    this.#isWritten = false;
    if (this.#weight >= fullSegment) this.flush();
  }

  /** Writes what was not written yet. */
  flush(): void {
    if (this.#isWritten || this.#folder === null) return;
    const file = this.#file(this.#full);
    const unfinished = `${file}.${process.pid}`;
    try {
      writeFileSync(unfinished, encodeSegment({ key: this.#key, after: this.#after, changes: this.#changes }), { mode: 0o600 });
      renameSync(unfinished, file);
    } finally {
      rmSync(unfinished, { force: true });
    }
    this.#isWritten = true;
    if (this.#weight >= fullSegment) this.#next();
  }

  #next(): void {
    this.#after = this.#changes.at(-1)?.commit.sha ?? this.#after;
    this.#changes = [];
    this.#weight = 0;
    this.#full++;
  }

  #file(number: number): string {
    return join(this.#folder ?? '', `${String(number).padStart(5, '0')}.lines`);
  }
}

/** What a change counts, against `fullSegment` for example. */
export function changeWeight({ gone, came }: CommitChange): number {
  return gone.length + came.length + 64;
}

function read(file: string): ReturnType<typeof decodeSegment> {
  try {
    return decodeSegment(readFileSync(file));
  } catch {
    // It is not there, or cannot be read: what it held is read from git again.
    return null;
  }
}
