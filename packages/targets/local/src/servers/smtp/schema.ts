import { z } from 'zod';

/** A catcher of ours: it takes every mail, delivers none, and shows them on a page. */
export const smtpServerSchema = z.strictObject({
  driver: z.literal('smtp'),
  folder: z.string(),
  port: z.int(),
  pagePort: z.int(),
});

export type SmtpServer = z.infer<typeof smtpServerSchema>;
