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

  /** Takes over `length` lines from a scratch array. */
  set(numbers: Int32Array, length: number): void {
    const size = length * perLine;
    // Some room, so that a file that grows is not copied into a new array each time.
    if (size > this.numbers.length || size * 4 < this.numbers.length) this.numbers = new Int32Array(size + (size >> 3));
    this.numbers.set(numbers.subarray(0, size));
    this.length = length;
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
