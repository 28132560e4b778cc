import { findingSchema } from '@groundwork/churn';
import { figuresSchema } from '@groundwork/churn/figures';
import { exitCodes } from '@groundwork/host';
import { z } from 'zod';

/** What the program is asked. Its folder is the first word it was started with. */
export const taskSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('read'), id: z.int() }),
  z.strictObject({ is: z.literal('origins'), id: z.int(), file: z.string().describe('Path within the repository') }),
]);
export type Task = z.infer<typeof taskSchema>;

const commitSchema = z.object({
  commit: z.string(),
  author: z.object({ name: z.string(), email: z.string() }),
  time: z.number(),
  subject: z.string(),
  finding: findingSchema.nullable(),
});

export const fileOriginsSchema = z.object({
  commits: z.array(commitSchema),
  last: z.array(z.int()),
  first: z.array(z.int()),
  folder: z.object({ name: z.string(), share: z.number(), of: z.int() }).nullable(),
  windowDays: z.number(),
});

export const answerSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('progress'), id: z.int(), done: z.number(), total: z.number().nullable() }),
  z.object({ is: z.literal('read'), id: z.int(), figures: figuresSchema, html: z.string(), read: z.int() }),
  z.object({ is: z.literal('origins'), id: z.int(), head: z.string(), origins: fileOriginsSchema.nullable() }),
  z.object({
    is: z.literal('failed'),
    id: z.int(),
    code: z.string(),
    message: z.string(),
    where: z.string().nullable(),
    fix: z.string().nullable(),
    exit: z.enum(exitCodes),
  }),
]);
export type Answer = z.infer<typeof answerSchema>;
