import { z } from 'zod';
import type { Price, Quantity } from './quantity.ts';

const lineSchema = z.strictObject({
  label: z.string(),
  price: z.string(),
  /** US dollars a month; `null` for usage, and where no price is known. */
  monthly: z.number().nullable(),
  /** Why there is no sum: it depends on use, or nobody read a price. */
  without: z.enum(['usage', 'unknown']).nullable(),
  /** The price of one unit, where it is known. */
  each: z.strictObject({ amount: z.number(), unit: z.string(), source: z.string(), read: z.string() }).nullable(),
});

/** What something costs a month, before discounts and taxes. */
export const estimateSchema = z.strictObject({
  /** US dollars of everything fixed with a known price. */
  fixed: z.number(),
  /** Some fixed part has no known price: `fixed` is a lower bound. */
  unknown: z.boolean(),
  /** Some part depends on use. */
  usage: z.boolean(),
  lines: z.array(lineSchema),
});

export type Estimate = Readonly<z.infer<typeof estimateSchema>>;

/** Sums quantities with the prices of a region. A price that is not in the list is unknown, never guessed. */
export function estimate(
  quantities: readonly Quantity[],
  { region, prices }: { readonly region: string; readonly prices: readonly Price[] },
): Estimate {
  const byId = indexOf(prices);
  const priceIn = (price: string, where: string): Price | undefined => byId.get(`${price} ${where}`);
  const lines = quantities.map(({ price, label, amount }) => {
    const found = priceIn(price, region) ?? priceIn(price, 'global');
    const each = found ? { amount: found.amount, unit: found.unit, source: found.source, read: found.read } : null;
    if (amount === null) return { label, price, monthly: null, without: 'usage' as const, each };
    if (each === null) return { label, price, monthly: null, without: 'unknown' as const, each };
    return { label, price, monthly: amount * each.amount, without: null, each };
  });
  return {
    fixed: lines.reduce((sum, { monthly }) => sum + (monthly ?? 0), 0),
    unknown: lines.some(({ without }) => without === 'unknown'),
    usage: lines.some(({ without }) => without === 'usage'),
    lines,
  };
}

/** Lists are long and asked often: they are indexed once. What comes first in a list counts. */
const indexes = new WeakMap<readonly Price[], ReadonlyMap<string, Price>>();

function indexOf(prices: readonly Price[]): ReadonlyMap<string, Price> {
  const known = indexes.get(prices);
  if (known) return known;
  const made = new Map(prices.toReversed().map((each) => [`${each.price} ${each.region}`, each]));
  indexes.set(prices, made);
  return made;
}
