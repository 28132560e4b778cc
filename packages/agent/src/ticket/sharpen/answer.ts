import { z } from 'zod';
import { acceptanceSchema, ticketQuestionSchema } from '../ticket.ts';

const line = z
  .string()
  .trim()
  .min(1)
  .max(300)
  // What is shown in a terminal and written into a head is one line without anything hidden.
  .refine((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text), 'is not one plain line');

const mostItems = 12;

/** What a model may say of a ticket. It decides nothing: each part is judged by what is in the repository. */
export const sharpAnswerSchema = z.object({
  goal: line.optional(),
  scope: z.array(line).max(mostItems).optional(),
  protect: z.array(line).max(mostItems).optional(),
  'done when': z.array(acceptanceSchema).max(mostItems).optional(),
  questions: z
    .array(
      ticketQuestionSchema.extend({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
        ask: line,
        options: z.array(line).max(6).default([]),
        default: line.nullable().default(null),
      }),
    )
    .max(6)
    .optional(),
});
export type SharpAnswer = z.infer<typeof sharpAnswerSchema>;

export type ReadAnswer = { readonly answer: SharpAnswer } | { readonly wrong: string };

/** Finds the object in what a model said, which may be in a fence or among words. */
export function readSharpAnswer(text: string): ReadAnswer {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (from === -1 || to < from) return { wrong: 'It holds no JSON object' };
  let value: unknown;
  try {
    value = JSON.parse(text.slice(from, to + 1));
  } catch (error) {
    return { wrong: `It is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = sharpAnswerSchema.safeParse(value);
  if (parsed.success) return { answer: parsed.data };
  const issues = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'the object'}: ${message}`);
  return { wrong: issues.join('; ') };
}
