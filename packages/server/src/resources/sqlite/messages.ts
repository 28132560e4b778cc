import { z } from 'zod';

/** What the program that opens the file is asked for. */
export const taskSchema = z.strictObject({
  file: z.string(),
  readOnly: z.boolean(),
  statements: z.array(z.string()),
  limit: z.number(),
});
export type Task = z.infer<typeof taskSchema>;

const partSchema = z.strictObject({
  rows: z
    .strictObject({
      columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
      rows: z.array(z.array(z.string().nullable())),
      total: z.null(),
      more: z.boolean(),
    })
    .nullable(),
  affected: z.number().nullable(),
});

/** What it answers, once for each task. */
export const answerSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('done'), parts: z.array(partSchema), open: z.boolean() }),
  z.strictObject({ is: z.literal('failed'), message: z.string(), statement: z.number() }),
]);
export type Answered = z.infer<typeof answerSchema>;
