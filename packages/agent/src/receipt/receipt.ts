import { usageSchema } from '@groundwork/gateway/budget';
import { z } from 'zod';

/** Why a change was not accepted; the word a script can match. */
export const unresolvedReasons = [
  'no_change',
  'acceptance_held_before',
  'acceptance_failed',
  'tests_broken',
  'tests_tampered',
  'protected_changed',
  'out_of_scope',
  'secret_added',
  'lockfile_unsafe',
  'unsafe_content',
  'not_verifiable',
  'refused',
  'looped',
  'malformed',
  'crashed',
  'budget_spent',
  'out_of_time',
  'cancelled',
] as const;
export type UnresolvedReason = (typeof unresolvedReasons)[number];

const ran = z.strictObject({
  command: z.string(),
  in: z.string(),
  exit: z.int().nullable().describe('`null` where it was ended: out of time, cancelled'),
  seconds: z.number(),
  output: z.string().describe('The end of what it printed, masked'),
  outputHash: z.string().describe('SHA-256 of all it printed'),
});

export const checkSchema = z.strictObject({
  id: z.string().describe('`acceptance.1`, `tests.1`, `scope`, `protected`, `secrets`, `lockfile`, `duplicates`, `churn`'),
  title: z.string(),
  state: z.enum(['passed', 'failed', 'reported']).describe('`reported` is told and does not decide'),
  why: z.string().describe('One sentence'),
  before: ran.nullable(),
  after: ran.nullable(),
  places: z.array(z.strictObject({ file: z.string(), line: z.int().nullable(), why: z.string() })),
});
export type Check = z.infer<typeof checkSchema>;

/** The evidence that a ticket's change passed, or why it did not. */
export const receiptSchema = z.strictObject({
  version: z.literal(1),
  ticket: z.strictObject({ id: z.string(), goal: z.string(), hash: z.string().describe('SHA-256 of the head that was approved') }),
  outcome: z.union([
    z.strictObject({ state: z.literal('resolved') }),
    z.strictObject({ state: z.literal('unresolved'), reason: z.enum(unresolvedReasons), why: z.string() }),
  ]),
  base: z.string().describe('Commit the work began on'),
  tree: z.string().nullable().describe('Git tree that was verified'),
  diffHash: z.string().nullable().describe('SHA-256 of the change as it was verified'),
  files: z.array(z.strictObject({ path: z.string(), added: z.int(), deleted: z.int() })),
  checks: z.array(checkSchema),
  agent: z.strictObject({ name: z.string(), version: z.string().nullable(), command: z.array(z.string()) }),
  model: z.string().nullable(),
  usage: usageSchema,
  seconds: z.number(),
  at: z.string().describe('ISO'),
});
export type Receipt = z.infer<typeof receiptSchema>;
