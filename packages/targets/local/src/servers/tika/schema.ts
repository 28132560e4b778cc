import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';
import { javaProgramSchema } from '../obtain/maven.ts';

export const tikaServerSchema = z.strictObject({
  driver: z.literal('tika'),
  program: javaProgramSchema,
  account: accountSchema,
  data: z.string(),
  port: z.int(),
});

export type TikaServer = z.infer<typeof tikaServerSchema>;
