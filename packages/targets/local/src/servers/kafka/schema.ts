import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';
import { javaProgramSchema } from '../obtain/maven.ts';

export const kafkaServerSchema = z.strictObject({
  driver: z.literal('kafka'),
  program: javaProgramSchema,
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  controllerPort: z.int(),
  /** Topics the code is told of; others are made when they are first written to. */
  topics: z.array(z.string()),
});

export type KafkaServer = z.infer<typeof kafkaServerSchema>;
