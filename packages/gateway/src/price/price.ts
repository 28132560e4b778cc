import { z } from 'zod';
import type { Provider } from '../model/provider.ts';
import type { Tokens } from '../wire/wire-form.ts';

/** US dollars for a million tokens. */
export const priceSchema = z.strictObject({
  input: z.number().nonnegative(),
  output: z.number().nonnegative(),
});
export type Price = Readonly<z.infer<typeof priceSchema>>;

/** US dollars that tokens cost; `null` where nobody knows. */
export type PriceOf = (tokens: Tokens, model: string, provider: Pick<Provider, 'name' | 'price' | 'priceList'>) => number | null;

/**
 * What the person said, else the public prices of `@pydantic/genai-prices` in the version this package names: collected from
 * the price pages of providers, with tiers by length and the lower price of what was cached. The table is large, so it is read
 * once a gateway is opened and not before.
 */
export async function openPrices(): Promise<PriceOf> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  return (tokens, model, { name, price, priceList = name }) => {
    if (price !== undefined) return (tokens.input * price.input + tokens.output * price.output) / 1_000_000;
    const usage = {
      input_tokens: tokens.input,
      output_tokens: tokens.output,
      cache_read_tokens: tokens.cached,
      cache_write_tokens: tokens.cacheWritten,
    };
    return calcPrice(usage, model, { providerId: priceList })?.total_price ?? null;
  };
}
