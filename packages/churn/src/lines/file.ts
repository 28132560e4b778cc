import type { Run } from './blocks.ts';

/** Numbers kept for each line: who wrote it for git (`birth`), who wrote it first (`origin`), what it says (`content`). */
export const perLine = 3;

/** The lines of one file. `birth` and `origin` are indexes of commits; they differ where a line was moved or only respaced since. */
export class FileLines {
  numbers: Int32Array;
  length: number;
  /** First 32 bits of the id of its content. */
  id: number;

  constructor(id: number, numbers: Int32Array = new Int32Array(0)) {
    this.numbers = numbers;
    this.length = numbers.length / perLine;
    this.id = id;
  }

  /**
   * Makes room for what hunks bring in the place of what they take: every line that stays moves to where it stands then, and those that came are
   * to be written. The hunks from `first` to before `end`, four numbers each (see `CommitChange`), are those of a file of `kept` lines
   * that has `length` lines then; false when they cannot be.
   */
  refit(kept: number, length: number, hunks: Int32Array, first: number, end: number): boolean {
    if (!fits(kept, length, hunks, first, end)) return false;
    const before = this.numbers;
    const size = length * perLine;
    // Some room, so that a file that grows is not copied into a new array each time.
    const now = size > before.length || size * 4 < before.length ? new Int32Array(size + (size >> 3)) : before;
    const move = (from: number, until: number, to: number): void => {
      if (now === before) now.copyWithin(to * perLine, from * perLine, until * perLine);
      else now.set(before.subarray(from * perLine, until * perLine), to * perLine);
    };
    if (now !== before) move(0, first < end ? (hunks[first] ?? 0) : kept, 0);
    // Within one array, what moves up goes from the top on, and what moves down from the bottom: none is written over before it moved.
    for (let hunk = first; hunk < end; hunk += 4) {
      const [from, to] = [endOf(hunks, hunk), endOf(hunks, hunk + 2)];
      if (now !== before || to < from) move(from, hunk + 4 < end ? (hunks[hunk + 4] ?? 0) : kept, to);
    }
    for (let hunk = end - 4; hunk >= first; hunk -= 4) {
      const [from, to] = [endOf(hunks, hunk), endOf(hunks, hunk + 2)];
      if (now === before && to > from) move(from, hunk + 4 < end ? (hunks[hunk + 4] ?? 0) : kept, to);
    }
    this.numbers = now;
    this.length = length;
    return true;
  }

  birth(line: number): number {
    return this.numbers[line * perLine] ?? -1;
  }

  origin(line: number): number {
    return this.numbers[line * perLine + 1] ?? -1;
  }

  content(line: number): number {
    return this.numbers[line * perLine + 2] ?? 0;
  }

  get run(): Run {
    return { numbers: this.numbers, stride: perLine, at: 2 };
  }
}

/** Where a side of a hunk ends: the line after its last. */
function endOf(hunks: Int32Array, at: number): number {
  return (hunks[at] ?? 0) + (hunks[at + 1] ?? 0);
}

/** Whether hunks follow each other, and stand on both sides as far apart as the lines between them are many. */
function fits(kept: number, length: number, hunks: Int32Array, first: number, end: number): boolean {
  let [old, now] = [0, 0];
  for (let hunk = first; hunk < end; hunk += 4) {
    const between = (hunks[hunk] ?? 0) - old;
    if (between < 0 || (hunks[hunk + 2] ?? 0) - now !== between) return false;
    [old, now] = [endOf(hunks, hunk), endOf(hunks, hunk + 2)];
  }
  return old <= kept && length >= 0 && kept - old === length - now;
}
