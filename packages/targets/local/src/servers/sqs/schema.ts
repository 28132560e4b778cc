import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';
import { javaProgramSchema } from '../obtain/maven.ts';

export const sqsServerSchema = z.strictObject({
  driver: z.literal('sqs'),
  program: javaProgramSchema,
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  /** Names of the queues the code is told of. */
  queues: z.array(z.string()),
});

export type SqsServer = z.infer<typeof sqsServerSchema>;
