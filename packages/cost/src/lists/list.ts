import { z } from 'zod';
import { priceKindOf } from '../keys/index.ts';
import { clouds, type Price } from '../quantity.ts';

/** Prices of one region as one list has them: what a file of prices is made of. */
export const priceListSchema = z.strictObject({
  source: z.url().describe('Address of the public page or list'),
  read: z.iso.date().describe('The day it was read there, or that the list says of itself'),
  region: z.string().describe('`global` where they are the same everywhere'),
  prices: z.record(z.string(), z.number().nonnegative()).describe('Key to US dollars for one unit'),
});

/** A file of prices, the one that is shipped as well as one that was refreshed. */
export const pricesFileSchema = z.strictObject({
  version: z.literal(1),
  cloud: z.enum(clouds),
  lists: z.array(priceListSchema),
});

export type PriceList = Readonly<z.infer<typeof priceListSchema>>;
export type PricesFile = Readonly<z.infer<typeof pricesFileSchema>>;

/** The prices of a file, each with where it is from. A key that no table has any more is left out. */
export function pricesIn({ cloud, lists }: PricesFile): Price[] {
  return lists.flatMap(({ source, read, region, prices }) =>
    Object.entries(prices).flatMap(([price, amount]) => {
      const unit = priceKindOf(price)?.unit;
      return unit === undefined ? [] : [{ price, cloud, region, amount, unit, source, read }];
    }),
  );
}

/** Prices as a file, in an order that differs only where they do. */
export function fileOf(cloud: PricesFile['cloud'], prices: readonly Price[]): PricesFile {
  const lists = Map.groupBy(prices, ({ source, read, region }) => JSON.stringify([region, source, read]));
  return {
    version: 1,
    cloud,
    lists: [...lists]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([, rows]) => {
        const [first] = rows;
        if (!first) return [];
        const sorted = rows.toSorted((left, right) => (left.price < right.price ? -1 : 1));
        const { source, read, region } = first;
        return [{ source, read, region, prices: Object.fromEntries(sorted.map(({ price, amount }) => [price, amount])) }];
      }),
  };
}
