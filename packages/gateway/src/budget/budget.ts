import { z } from 'zod';

/** What may be spent. `null` is without bound. */
export const budgetSchema = z.strictObject({
  usd: z.number().positive().nullable().default(null).describe('US dollars'),
  tokens: z.int().positive().nullable().default(null).describe('Read and written together'),
  requests: z.int().positive().nullable().default(null),
});
export type Budget = Readonly<z.infer<typeof budgetSchema>>;

/** What was spent. Where a model has no known price its requests are in `unpriced` and not in `usd`. */
export const usageSchema = z.strictObject({
  usd: z.number(),
  inputTokens: z.int(),
  cachedTokens: z.int().describe('Of `inputTokens`, those the provider had in its cache'),
  outputTokens: z.int(),
  requests: z.int(),
  unpriced: z.int().describe('Requests to models whose price is not known'),
});
export type Usage = Readonly<z.infer<typeof usageSchema>>;
