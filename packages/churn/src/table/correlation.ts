import type { Correlation } from './schema.ts';

/** 97.5 % of a normal distribution lie below. */
const z975 = 1.959964;

/** How two figures go together, with Fisher's interval: annual points are few, and the interval says what that means. */
export function correlate(of: Correlation['of'], pairs: readonly (readonly [number, number])[]): Correlation {
  const points = pairs.length;
  const nothing = (why: string): Correlation => ({ of, points, r: null, low: null, high: null, why });
  if (points < 3) return nothing(`${points} years have both figures: too few to correlate`);
  const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  const [dx, dy] = [deviations(xs), deviations(ys)];
  const [sx, sy] = [sumOf(dx, dx), sumOf(dy, dy)];
  if (sx === 0) return nothing('the share of AI-assisted lines is the same in every year');
  if (sy === 0) return nothing('churn is the same in every year');
  const r = sumOf(dx, dy) / Math.sqrt(sx * sy);
  if (points < 4)
    return { of, points, r: rounded(r), low: null, high: null, why: '3 points allow no interval: this is a line through three dots' };
  // At 1 the transformation has no value; nothing that is measured is so certain.
  const fisher = Math.atanh(Math.max(-0.999999, Math.min(0.999999, r)));
  const spread = z975 / Math.sqrt(points - 3);
  const [low, high] = [Math.tanh(fisher - spread), Math.tanh(fisher + spread)];
  const sure = low > 0 || high < 0;
  const trend = 'two things that both change with time go together whether or not one causes the other';
  return {
    of,
    points,
    r: rounded(r),
    low: rounded(low),
    high: rounded(high),
    why: sure ? `over ${points} years; ${trend}` : `over ${points} years, and the interval holds 0: nothing can be concluded`,
  };
}

function deviations(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function sumOf(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
