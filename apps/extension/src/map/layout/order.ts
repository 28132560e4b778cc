import type { Link } from './ranks.ts';

/** Links between neighbouring columns only. Returns the columns in an order with few crossings, the first order for a tie. */
export function ordered(columns: readonly (readonly string[])[], links: readonly Link[]): readonly (readonly string[])[] {
  const before = neighbours(links, 'to', 'from');
  const after = neighbours(links, 'from', 'to');
  let best = columns;
  let fewest = crossings(best, links);
  let now = columns;
  for (let sweep = 0; sweep < 12 && fewest > 0; sweep += 1) {
    const towardsRight = sweep % 2 === 0;
    now = swept(now, towardsRight ? before : after, towardsRight);
    const count = crossings(now, links);
    if (count < fewest) [best, fewest] = [now, count];
  }
  return best;
}

function neighbours(links: readonly Link[], of: keyof Link, are: keyof Link): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, string[]>();
  for (const link of links) known.set(link[of], [...(known.get(link[of]) ?? []), link[are]]);
  return known;
}

/** Every column by the middle of its neighbours in the column it was swept from; who has none keeps its place. */
function swept(
  columns: readonly (readonly string[])[],
  near: ReadonlyMap<string, readonly string[]>,
  towardsRight: boolean,
): readonly (readonly string[])[] {
  const result = columns.map((column) => [...column]);
  const indices = towardsRight ? result.keys() : [...result.keys()].reverse();
  for (const index of indices) {
    const column = result[index] ?? [];
    const beside = result[towardsRight ? index - 1 : index + 1] ?? [];
    const share = (position: number, size: number): number => (position + 0.5) / Math.max(1, size);
    const middle = new Map(
      column.map((id, own) => {
        const positions = (near.get(id) ?? []).map((each) => beside.indexOf(each)).filter((position) => position >= 0);
        const sum = positions.reduce((total, position) => total + share(position, beside.length), 0);
        return [id, positions.length === 0 ? share(own, column.length) : sum / positions.length];
      }),
    );
    result[index] = column.sort((left, right) => (middle.get(left) ?? 0) - (middle.get(right) ?? 0));
  }
  return result;
}

export function crossings(columns: readonly (readonly string[])[], links: readonly Link[]): number {
  const position = new Map(columns.flatMap((column) => column.map((id, index): [string, number] => [id, index])));
  const columnOf = new Map(columns.flatMap((column, index) => column.map((id): [string, number] => [id, index])));
  let count = 0;
  for (const [index, one] of links.entries()) {
    for (const other of links.slice(index + 1)) {
      if (columnOf.get(one.from) !== columnOf.get(other.from)) continue;
      const left = (position.get(one.from) ?? 0) - (position.get(other.from) ?? 0);
      const right = (position.get(one.to) ?? 0) - (position.get(other.to) ?? 0);
      if (left * right < 0) count += 1;
    }
  }
  return count;
}
