import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

export const memcachedServerSchema = z.strictObject({
  driver: z.literal('memcached'),
  program: z.string(),
  account: accountSchema,
  port: z.int(),
});

export type MemcachedServer = z.infer<typeof memcachedServerSchema>;
