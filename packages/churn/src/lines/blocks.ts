import { blockLines, tellingInBlock } from '../operations/definitions.ts';
import { isTelling } from '../read/lines.ts';

/** Lines in a row: what the first one says is at `numbers[at]`, the next `stride` further. */
export interface Run {
  readonly numbers: Int32Array;
  readonly stride: number;
  readonly at: number;
}

/**
 * How often each block of `blockLines` consecutive lines stands in a repository. A block is known by 64 bits of what its lines say; those
 * with too few telling lines are not counted.
 */
export class Blocks {
  /** Three numbers a place: the two of the block, both zero where it is free, and how often it stands. */
  #places: Int32Array;
  #mask: number;
  #used = 0;

  /** `kept`: the places of another that is used no more. */
  constructor(expected = 0, kept: Int32Array | null = null) {
    this.#mask = (kept ? kept.length / 3 : sizeFor(expected)) - 1;
    this.#places = kept ?? new Int32Array((this.#mask + 1) * 3);
    if (!kept) return;
    for (let at = 0; at < kept.length; at += 3) if (kept[at] !== 0 || kept[at + 1] !== 0) this.#used++;
    if (this.#used * 3 > this.#mask * 2) this.#grow();
  }

  /** All there is to know of it. */
  get places(): Int32Array {
    return this.#places;
  }

  /** How often each block stands in the repository: those that start at the lines from `first` to before `end`. */
  countAll(run: Run, first: number, end: number, counts: Int32Array): void {
    counts.fill(0, 0, end - first);
    for (let from = first; from < end; from += together) {
      const length = this.#look(run, null, from, Math.min(end, from + together));
      for (let index = 0; index < length; index++) {
        const at = this.#find(lows[index] ?? 0, highs[index] ?? 0);
        counts[(starts[index] ?? 0) - first] = this.#places[at + 2] ?? 0;
      }
    }
  }

  /** Adds the block that starts at each of these lines. */
  addAll(run: Run, lines: Int32Array): void {
    for (let from = 0; from < lines.length; from += together) {
      if ((this.#used + together) * 3 > this.#mask * 2) this.#grow();
      const length = this.#look(run, lines, from, Math.min(lines.length, from + together));
      const places = this.#places;
      for (let index = 0; index < length; index++) {
        const [first = 0, second = 0] = [lows[index], highs[index]];
        const at = this.#find(first, second);
        if (places[at] === 0 && places[at + 1] === 0) {
          places[at] = first;
          places[at + 1] = second;
          this.#used++;
        }
        places[at + 2] = (places[at + 2] ?? 0) + 1;
      }
    }
  }

  /** Takes away the block that starts at each of these lines. */
  removeAll(run: Run, lines: Int32Array): void {
    const places = this.#places;
    for (let from = 0; from < lines.length; from += together) {
      const length = this.#look(run, lines, from, Math.min(lines.length, from + together));
      for (let index = 0; index < length; index++) {
        const at = this.#find(lows[index] ?? 0, highs[index] ?? 0) + 2;
        places[at] = Math.max((places[at] ?? 0) - 1, 0);
      }
    }
  }

  /**
   * Reads some blocks, those of `lines` or of the numbers themselves, into `lows`, `highs` and `starts`, without those that are too plain;
   * returns how many. Waiting for memory is most of the work on a large repository, so that all their places are asked for at once.
   */
  #look(run: Run, lines: Int32Array | null, from: number, to: number): number {
    let length = 0;
    for (let index = from; index < to; index++) {
      const line = lines ? (lines[index] ?? 0) : index;
      if (!readBlock(run, line)) continue;
      lows[length] = low;
      highs[length] = high;
      starts[length++] = line;
    }
    let seen = 0;
    for (let index = 0; index < length; index++) seen ^= this.#places[((lows[index] ?? 0) & this.#mask) * 3] ?? 0;
    asked[0] = seen;
    return length;
  }

  /** Where a block stands, or would. */
  #find(first: number, second: number): number {
    const places = this.#places;
    let slot = first & this.#mask;
    for (;;) {
      const at = slot * 3;
      const [one, other] = [places[at], places[at + 1]];
      if ((one === first && other === second) || (one === 0 && other === 0)) return at;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Makes room; blocks that went away are forgotten. */
  #grow(): void {
    const before = this.#places;
    let alive = 0;
    for (let at = 2; at < before.length; at += 3) if (before[at] !== 0) alive++;
    this.#mask = sizeFor(alive + together) - 1;
    this.#places = new Int32Array((this.#mask + 1) * 3);
    this.#used = alive;
    for (let from = 0; from < before.length; from += 3) {
      if (before[from + 2] === 0) continue;
      const [first = 0, second = 0] = [before[from], before[from + 1]];
      const at = this.#find(first, second);
      this.#places[at] = first;
      this.#places[at + 1] = second;
      this.#places[at + 2] = before[from + 2] ?? 0;
    }
  }
}

/** Blocks that are looked for at once. */
const together = 64;
/** What was asked for has to go somewhere, or it would not be. */
const asked = new Int32Array(1);
const [lows, highs, starts] = [new Int32Array(together), new Int32Array(together), new Int32Array(together)];

/** Places for so many blocks, and half as many again before there have to be more. */
function sizeFor(blocks: number): number {
  let size = 1 << 6;
  while (size < blocks * 2) size *= 2;
  return size;
}

let low = 0;
let high = 0;

/** Reads the block that starts at a line into `low` and `high`; false when it is too plain to be known by. */
function readBlock({ numbers, stride, at }: Run, line: number): boolean {
  low = 0x2545f491;
  high = 0x4f6cdd1d;
  let telling = 0;
  for (let index = 0, from = at + line * stride; index < blockLines; index++, from += stride) {
    const value = numbers[from] ?? 0;
    if (isTelling(value)) telling++;
    low = Math.imul(low ^ value, 0x85ebca6b);
    low ^= low >>> 15;
    high = Math.imul(high ^ value ^ (high >>> 13), 0xc2b2ae35);
  }
  low ^= low >>> 16;
  // Both zero marks a free place.
  if (low === 0 && high === 0) low = 1;
  return telling >= tellingInBlock;
}

/** The block that starts at a line as a number of 53 bits, or `null` when it is too plain to be known by. */
export function blockNumber(run: Run, line: number): number | null {
  return readBlock(run, line) ? (high >>> 0) * 2 ** 21 + (low >>> 11) : null;
}

/** The lines from `first` to before `end`. */
export function linesFrom(first: number, end: number): Int32Array {
  const lines = new Int32Array(end - first);
  for (let index = 0; index < lines.length; index++) lines[index] = first + index;
  return lines;
}
