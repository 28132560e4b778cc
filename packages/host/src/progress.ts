import { z } from 'zod';

const task = z.string();

/** What a long action says about itself while it runs. Plain data: a terminal, an editor and a test all read it. */
export const progressSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('started'),
    task,
    label: z.string(),
    expectedMs: z.number().optional(),
    log: z.string().optional().describe('File it writes to meanwhile'),
    agoMs: z.number().optional().describe('How long ago, for who was not there'),
  }),
  z.strictObject({ type: z.literal('progress'), task, done: z.number(), total: z.number().nullable(), detail: z.string().optional() }),
  z.strictObject({ type: z.literal('output'), task, stream: z.enum(['stdout', 'stderr']), text: z.string() }),
  z.strictObject({
    type: z.literal('finished'),
    task,
    outcome: z.enum(['done', 'failed', 'skipped']),
    ms: z.number(),
    detail: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('note'),
    level: z.enum(['info', 'warning']),
    code: z.string(),
    message: z.string(),
    where: z.string().optional(),
  }),
]);
