import { findingSchema } from '@groundwork/churn';
import { exitCodes } from '@groundwork/host';
import { z } from 'zod';

/** What the program is asked. Its folder is the first word it was started with. */
export const taskSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('read'), id: z.int() }),
  z.strictObject({ is: z.literal('origins'), id: z.int(), file: z.string().describe('Path within the repository') }),
]);
export type Task = z.infer<typeof taskSchema>;

/** The figures that are shown where there is no room for the report. */
export const figuresSchema = z.strictObject({
  head: z.string(),
  commits: z.int(),
  windowDays: z.number(),
  churned: z.number().nullable().describe('Share of what was written that went within the window; `null` where it is too early to know'),
  halfLife: z.number().nullable().describe('Days until half of the lines were gone; `null` while more than half live'),
  alive: z.int(),
  written: z.int(),
  assisted: z.number().nullable().describe('Share of lines of which something says that an assistant wrote them'),
  unknown: z.number().nullable(),
  hottest: z.strictObject({ folder: z.string(), share: z.number(), of: z.int() }).nullable(),
});
export type ChurnFigures = z.infer<typeof figuresSchema>;

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
