import type { Point } from './layout.ts';

/** A smooth line through points, level wherever it meets one. */
export function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let from = first;
  const parts = [`M${round(first.x)} ${round(first.y)}`];
  for (const to of rest) {
    if (to.y === from.y) parts.push(`H${round(to.x)}`);
    else parts.push(curve(from, to));
    from = to;
  }
  return parts.join(' ');
}

function curve(from: Point, to: Point): string {
  const forward = to.x > from.x;
  const reach = forward ? (to.x - from.x) / 2 : 64 + Math.abs(from.x - to.x) / 4;
  const [one, two] = forward ? [from.x + reach, to.x - reach] : [from.x + reach, to.x + reach];
  return `C${round(one)} ${round(from.y)} ${round(two)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
}

/** Where the words about a line stand: the middle of the part that is longest from side to side. */
export function middleOf(points: readonly Point[]): Point {
  const parts = points.slice(1).map((to, index) => ({ from: points[index] ?? to, to }));
  const longest = parts.toSorted((left, right) => Math.abs(right.to.y - right.from.y) - Math.abs(left.to.y - left.from.y))[0];
  if (!longest) return points[0] ?? { x: 0, y: 0 };
  return { x: (longest.from.x + longest.to.x) / 2, y: (longest.from.y + longest.to.y) / 2 };
}

const round = (value: number): number => Math.round(value * 10) / 10;
