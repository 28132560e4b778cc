import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

export const redisServerSchema = z.strictObject({
  driver: z.literal('redis'),
  program: z.string(),
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  password: z.string().nullable(),
});

export type RedisServer = z.infer<typeof redisServerSchema>;
