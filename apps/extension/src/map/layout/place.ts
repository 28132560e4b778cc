/** One thing in a column: where it would like its middle to be, and how much room it takes with its margin. */
export interface Wish {
  readonly at: number;
  readonly size: number;
}

/**
 * Middles for things that stand below each other in this order without touching, as near to their wishes as can be (least
 * squares). Pools neighbours that push each other, as in isotonic regression.
 */
export function placed(wishes: readonly Wish[]): readonly number[] {
  // Measured from where each would stand if all stood close together, order is all that is left to keep.
  const offsets: number[] = [];
  let filled = 0;
  for (const { size } of wishes) {
    offsets.push(filled + size / 2);
    filled += size;
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [index, { at }] of wishes.entries()) {
    let pool = { sum: at - (offsets[index] ?? 0), count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count >= pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const shifts = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return offsets.map((offset, index) => offset + (shifts[index] ?? 0));
}
