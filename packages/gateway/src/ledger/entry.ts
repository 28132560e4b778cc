import { z } from 'zod';
import { usageSchema } from '../budget/budget.ts';

const at = z.string().describe('ISO');
const id = z.string().describe('Of the request');

/**
 * One line of the ledger. A request is reserved before it leaves, and then settled, or released where it cost nothing.
 * The file of a day begins with what was carried over from the days before.
 */
export const ledgerEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reserved'),
    id,
    at,
    process: z.int(),
    subject: z.string(),
    model: z.string().describe('`provider/id`'),
    tokens: z.int().describe('The most it can take'),
    inputTokens: z.int().describe('Of those, what is read'),
    usd: z.number().nullable().describe('The most it can cost; `null` where its price is not known'),
  }),
  z.strictObject({
    kind: z.literal('settled'),
    id,
    at,
    subject: z.string(),
    model: z.string(),
    wire: z.string().nullable(),
    status: z.int().describe('What the client was answered'),
    inputTokens: z.int(),
    cachedTokens: z.int(),
    outputTokens: z.int(),
    usd: z.number().nullable(),
    estimated: z.boolean().describe('The provider told no usage, or not all of it'),
    seconds: z.number(),
  }),
  z.strictObject({ kind: z.literal('released'), id, at }),
  z.strictObject({ kind: z.literal('carried'), subject: z.string(), usage: usageSchema.describe('On all days before') }),
]);
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
export type Reserved = Extract<LedgerEntry, { kind: 'reserved' }>;
export type Settled = Extract<LedgerEntry, { kind: 'settled' }>;
