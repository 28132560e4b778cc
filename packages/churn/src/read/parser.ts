import { GroundworkError } from '@groundwork/host';
import { classify } from '../operations/classify.ts';
import { substitution } from '../operations/replaced.ts';
import type { CommitChange, CommitInfo, FileChange } from '../record/change.ts';
import { growingDoubles, growingInts } from './growing.ts';
import { contentOfLine, lineEnd } from './lines.ts';
import { LogBytes } from './log-bytes.ts';
import { filesOf, readHeader, readRaw, sectionsOf, type RawEntry, type Section } from './raw.ts';

/** Git has to be asked for this; see `logArguments`. Every field ends with a zero byte, which none of them can hold. */
export const logFormat = 'format:%x01%H%x00%P%x00%an%x00%ae%x00%at%x00%ct%x00%B%x00';

/** Hunks in which lines are compared pair by pair. */
const comparedLines = 100;

const [newline, space, plus, comma, minus, backslash, atSign] = [10, 32, 43, 44, 45, 92, 64];

/**
 * Reads `git log --raw -z -p -U0`, or what `git diff-tree` says in its place, as it streams. A commit's lines are taken by the counts of their
 * hunks, so that no content (a line that looks like a header, zero bytes, lone carriage returns) can be mistaken for anything else. Where
 * pieces of the stream end makes no difference.
 */
export class LogParser {
  #input = new LogBytes();
  #state: 'between' | 'header' | 'raw' | 'section' | 'meta' | 'lines' = 'between';
  #commit: CommitInfo | null = null;
  #entries: RawEntry[] = [];
  #sections: Section[] = [];
  #section = -1;
  #hunks = growingInts();
  #gone = growingInts();
  #came = growingInts();
  #swaps = growingDoubles();
  /** Lines of this hunk that are still to be read. */
  #minus = 0;
  #plus = 0;
  /** The lines of this hunk are compared: their starts and ends, from the start of the hunk. */
  #compares = false;
  readonly #offsets = new Int32Array(comparedLines * 4);
  #offset = 0;
  #hunkAt = 0;
  #done: CommitChange[] = [];
  readonly #leavesOut: (path: string) => boolean;

  constructor(leavesOut: (path: string) => boolean) {
    this.#leavesOut = leavesOut;
  }

  /** Takes a piece of the stream; returns the commits that are complete by now. */
  push(piece: Uint8Array): readonly CommitChange[] {
    const keep = this.#compares ? this.#hunkAt : this.#input.at;
    this.#hunkAt -= this.#input.add(piece, keep);
    return this.#run();
  }

  /** The stream is over. Throws `churn.log` when it ends within a commit. */
  end(): readonly CommitChange[] {
    this.#input.ended = true;
    const done = this.#run();
    if (this.#state !== 'between') throw unreadable('it ends within a commit');
    return done;
  }

  #run(): readonly CommitChange[] {
    while (this.#step());
    const done = this.#done;
    this.#done = [];
    return done;
  }

  /** Goes one step; false when it needs more bytes for that. */
  #step(): boolean {
    const { at, end, ended } = this.#input;
    if (this.#state === 'lines') return this.#lines();
    if (at === end) {
      if (!ended || this.#state === 'between') return false;
      this.#finish();
      return true;
    }
    switch (this.#state) {
      case 'between':
        return this.#between();
      case 'header':
        return this.#afterHeader();
      case 'raw':
        return this.#raw();
      case 'section':
      case 'meta':
        return this.#meta();
    }
  }

  #between(): boolean {
    const input = this.#input;
    if (input.bytes[input.at] === 0) {
      input.at++;
      return true;
    }
    if (input.bytes[input.at] !== 1) throw unreadable('a commit does not start where one should');
    const commit = readHeader(input);
    if (!commit) return false;
    this.#commit = commit;
    this.#state = 'header';
    return true;
  }

  #afterHeader(): boolean {
    const input = this.#input;
    if (input.bytes[input.at] === newline) {
      input.at++;
      this.#state = 'raw';
    } else this.#finish();
    return true;
  }

  #raw(): boolean {
    const input = this.#input;
    if (input.bytes[input.at] === 0) {
      input.at++;
      this.#sections = sectionsOf(this.#entries, this.#leavesOut);
      this.#section = -1;
      this.#state = 'meta';
      return true;
    }
    const entry = readRaw(input);
    if (entry) this.#entries.push(entry);
    return entry !== null;
  }

  /** What stands between hunks: the head of the next file, marks, another hunk, or the end of the commit. */
  #meta(): boolean {
    const input = this.#input;
    if (input.bytes[input.at] === 0) {
      this.#finish();
      return true;
    }
    if (input.at > input.lastNewline) return false;
    const next = input.find(newline) + 1;
    if (input.bytes[input.at] === atSign && input.startsWith('@@ -')) {
      this.#startHunk(next);
    } else if (input.startsWith('diff --git ')) {
      this.#section++;
      if (this.#section >= this.#sections.length) throw unreadable('it shows more files than it lists');
    } else if (input.startsWith('Binary files ')) {
      const section = this.#sections[this.#section];
      if (section) section.opaque = true;
    }
    input.at = next;
    return true;
  }

  #startHunk(end: number): void {
    const section = this.#sections[this.#section];
    const { bytes } = this.#input;
    // `@@ -12,3 +14 @@`: a count that is not said is 1.
    numberAt = this.#input.at + 4;
    const minusAt = readNumber(bytes);
    const minusLines = readCount(bytes);
    if (bytes[numberAt++] !== space || bytes[numberAt++] !== plus) throw unreadable('a hunk has no place');
    const plusAt = readNumber(bytes);
    const plusLines = readCount(bytes);
    const at = numberAt;
    if (!section || bytes[at] !== space || bytes[at + 1] !== atSign || at >= end) throw unreadable('a hunk has no place');
    this.#minus = minusLines;
    this.#plus = plusLines;
    this.#state = 'lines';
    this.#hunkAt = end;
    const counts = section.counts === 'lines';
    this.#compares = counts && minusLines === plusLines && minusLines <= comparedLines;
    this.#offset = 0;
    if (!counts) return;
    // Where there are none, git names the line before.
    this.#hunks.push(minusLines === 0 ? minusAt : minusAt - 1);
    this.#hunks.push(minusLines);
    this.#hunks.push(plusLines === 0 ? plusAt : plusAt - 1);
    this.#hunks.push(plusLines);
    section.hunks++;
    section.gone += minusLines;
    section.came += plusLines;
  }

  #lines(): boolean {
    const input = this.#input;
    const counts = this.#sections[this.#section]?.counts === 'lines';
    while (this.#minus + this.#plus > 0) {
      if (input.at > input.lastNewline) {
        if (input.ended) throw unreadable('it ends within a hunk');
        return false;
      }
      const { bytes } = input;
      const first = bytes[input.at];
      const content = counts ? contentOfLine(bytes, input.at + 1) : 0;
      const end = counts && first !== newline ? lineEnd : bytes.indexOf(newline, input.at);
      // "\ No newline at end of file" after the last old line.
      if (first !== backslash || this.#minus > 0) {
        if (counts) {
          (this.#minus > 0 ? this.#gone : this.#came).push(content);
          if (this.#compares) {
            this.#offsets[this.#offset++] = input.at + 1 - this.#hunkAt;
            this.#offsets[this.#offset++] = end - this.#hunkAt;
          }
        }
        if ((first === minus) !== this.#minus > 0) throw unreadable('a line of a hunk has the wrong sign');
        if (this.#minus > 0) this.#minus--;
        else this.#plus--;
      }
      input.at = end + 1;
    }
    if (counts) this.#compare();
    this.#compares = false;
    this.#state = 'meta';
    return true;
  }

  /** The substitutions of a hunk's lines, pair by pair; none where its sides differ in length. */
  #compare(): void {
    const offsets = this.#offsets;
    const pairs = this.#compares ? this.#offset / 4 : 0;
    const { bytes } = this.#input;
    const offset = (index: number): number => this.#hunkAt + (offsets[index] ?? 0);
    for (let pair = 0; pair < pairs; pair++) {
      const [old, now] = [pair * 2, (pairs + pair) * 2];
      this.#swaps.push(substitution(bytes, offset(old), offset(old + 1), offset(now), offset(now + 1)));
    }
    while (this.#swaps.length < this.#gone.length) this.#swaps.push(0);
  }

  #finish(): void {
    const commit = this.#commit;
    if (!commit || this.#state === 'raw') throw unreadable('it ends within a commit');
    if (this.#section !== this.#sections.length - 1) throw unreadable('it lists more files than it shows');
    const hunks = this.#hunks.take();
    const [gone, came, swaps] = [this.#gone.take(), this.#came.take(), this.#swaps.take()];
    const files: readonly FileChange[] = filesOf(this.#sections, this.#leavesOut);
    this.#done.push({ commit, files, hunks, came, ...classify({ hunks, gone, came, swaps }) });
    this.#commit = null;
    this.#entries = [];
    this.#sections = [];
    this.#section = -1;
    this.#state = 'between';
  }
}

/** Where the number ended that was read last; the next one starts there. */
let numberAt = 0;

function readNumber(bytes: Uint8Array): number {
  const start = numberAt;
  let value = 0;
  for (let digit = (bytes[numberAt] ?? 0) - 48; digit >= 0 && digit <= 9; digit = (bytes[++numberAt] ?? 0) - 48) value = value * 10 + digit;
  if (numberAt === start) throw unreadable('a hunk has no place');
  return value;
}

function readCount(bytes: Uint8Array): number {
  if (bytes[numberAt] !== comma) return 1;
  numberAt++;
  return readNumber(bytes);
}

export function unreadable(why: string): GroundworkError {
  return new GroundworkError({
    code: 'churn.log',
    message: `The output of git cannot be read: ${why}`,
    where: 'git diff-tree --raw -z -p -U0',
    fix: 'Report it with the output of `git --version`',
  });
}
