import { keyOf, type PriceKind } from '../keys/kind.ts';
import type { clouds, Price } from '../quantity.ts';

/** Where and when a list was read. */
export interface ListOf {
  readonly cloud: (typeof clouds)[number];
  readonly source: string;
  /** The day the list says of itself, or it was read. */
  readonly read: string;
}

/** One price a list has, before it is known whether it is the one that counts. */
export interface Found {
  readonly kind: PriceKind<unknown>;
  readonly class: string;
  readonly region: string;
  readonly amount: number;
  /** Less counts: the place in the table, then how much has to be used before it applies, then how old it is. */
  readonly rank: readonly number[];
}

/** The prices that count among those that were found: for each key and region the one of least rank. */
export function pricesOf(found: Iterable<Found>, list: ListOf): Price[] {
  const best = new Map<string, Found>();
  for (const each of found) {
    const key = `${keyOf(each.kind, each.class)} ${each.region}`;
    const known = best.get(key);
    if (!known || compare(each.rank, known.rank) < 0) best.set(key, each);
  }
  return [...best.values()]
    .map(({ kind, class: name, region, amount }) => ({
      price: keyOf(kind, name),
      cloud: list.cloud,
      region,
      amount: Number(amount.toPrecision(12)),
      unit: kind.unit,
      source: list.source,
      read: list.read,
    }))
    .sort((left, right) => (`${left.price} ${left.region}` < `${right.price} ${right.region}` ? -1 : 1));
}

function compare(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
