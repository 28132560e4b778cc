import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

export const natsServerSchema = z.strictObject({
  driver: z.literal('nats'),
  program: z.string(),
  account: accountSchema,
  folder: z.string(),
  port: z.int(),
  /** Port of the page that says who is connected and what is stored. */
  pagePort: z.int(),
  user: z.string().nullable(),
  password: z.string().nullable(),
});

export type NatsServer = z.infer<typeof natsServerSchema>;
