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
  #low: Int32Array;
  #high: Int32Array;
  #count: Int32Array;
  #used = 0;

  constructor(expected = 0) {
    let size = 1 << 6;
    while (size < expected * 3) size *= 2;
    this.#low = new Int32Array(size);
    this.#high = new Int32Array(size);
    this.#count = new Int32Array(size);
  }

  /** How often the block that starts at a line of the run stands in the repository. */
  count(run: Run, line: number): number {
    return readBlock(run, line) ? (this.#count[this.#slot()] ?? 0) : 0;
  }

  add(run: Run, line: number): void {
    if (!readBlock(run, line)) return;
    const slot = this.#slot();
    if (this.#low[slot] === 0 && this.#high[slot] === 0) {
      this.#low[slot] = low;
      this.#high[slot] = high;
      this.#used++;
    }
    this.#count[slot] = (this.#count[slot] ?? 0) + 1;
    if (this.#used * 2 > this.#low.length) this.#grow();
  }

  remove(run: Run, line: number): void {
    if (!readBlock(run, line)) return;
    const slot = this.#slot();
    this.#count[slot] = Math.max((this.#count[slot] ?? 0) - 1, 0);
  }

  /** Where the block read last stands, or would. */
  #slot(): number {
    const mask = this.#low.length - 1;
    let slot = low & mask;
    while ((this.#low[slot] !== low || this.#high[slot] !== high) && (this.#low[slot] !== 0 || this.#high[slot] !== 0))
      slot = (slot + 1) & mask;
    return slot;
  }

  /** Makes room; blocks that went away are forgotten. */
  #grow(): void {
    const [lows, highs, counts] = [this.#low, this.#high, this.#count];
    let alive = 0;
    for (let from = 0; from < counts.length; from++) if ((counts[from] ?? 0) > 0) alive++;
    let size = 1 << 6;
    while (size < alive * 3) size *= 2;
    this.#low = new Int32Array(size);
    this.#high = new Int32Array(size);
    this.#count = new Int32Array(size);
    this.#used = alive;
    for (let from = 0; from < counts.length; from++) {
      const count = counts[from] ?? 0;
      if (count === 0) continue;
      low = lows[from] ?? 0;
      high = highs[from] ?? 0;
      const slot = this.#slot();
      this.#low[slot] = low;
      this.#high[slot] = high;
      this.#count[slot] = count;
    }
  }
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
