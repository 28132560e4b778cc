import { z } from 'zod';

/** Something a reader of the figures should know. */
export const noteSchema = z.strictObject({ code: z.string().describe('A stable word'), message: z.string() });

export type Note = Readonly<z.infer<typeof noteSchema>>;
