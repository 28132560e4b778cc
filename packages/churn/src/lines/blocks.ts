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

  /** How often the block that starts at a line of the run stands in the repository. */
  count(run: Run, line: number): number {
    return readBlock(run, line) ? (this.#places[this.#find() + 2] ?? 0) : 0;
  }

  add(run: Run, line: number): void {
    if (!readBlock(run, line)) return;
    const at = this.#find();
    const places = this.#places;
    if (places[at] === 0 && places[at + 1] === 0) {
      places[at] = low;
      places[at + 1] = high;
      this.#used++;
    }
    places[at + 2] = (places[at + 2] ?? 0) + 1;
    if (this.#used * 3 > this.#mask * 2) this.#grow();
  }

  remove(run: Run, line: number): void {
    if (!readBlock(run, line)) return;
    const at = this.#find() + 2;
    this.#places[at] = Math.max((this.#places[at] ?? 0) - 1, 0);
  }

  /** Where the block read last stands, or would. */
  #find(): number {
    const places = this.#places;
    let slot = low & this.#mask;
    for (;;) {
      const at = slot * 3;
      const first = places[at];
      const second = places[at + 1];
      if ((first === low && second === high) || (first === 0 && second === 0)) return at;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Makes room; blocks that went away are forgotten. */
  #grow(): void {
    const before = this.#places;
    let alive = 0;
    for (let at = 2; at < before.length; at += 3) if (before[at] !== 0) alive++;
    this.#mask = sizeFor(alive) - 1;
    this.#places = new Int32Array((this.#mask + 1) * 3);
    this.#used = alive;
    for (let from = 0; from < before.length; from += 3) {
      if (before[from + 2] === 0) continue;
      low = before[from] ?? 0;
      high = before[from + 1] ?? 0;
      const at = this.#find();
      this.#places[at] = low;
      this.#places[at + 1] = high;
      this.#places[at + 2] = before[from + 2] ?? 0;
    }
  }
}

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
