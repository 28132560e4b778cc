/** The same numbers for the same seed (mulberry32). */
export interface Random {
  /** Below `limit`. */
  below(limit: number): number;
  pick<T>(values: readonly T[]): T;
  chance(of: number): boolean;
}

export function seeded(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new TypeError('there is nothing to pick from');
      return value;
    },
    chance: (of) => below(1000) < of * 1000,
  };
}
