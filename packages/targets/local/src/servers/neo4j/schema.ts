import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';
import { javaProgramSchema } from '../obtain/maven.ts';

export const neo4jServerSchema = z.strictObject({
  driver: z.literal('neo4j'),
  program: javaProgramSchema,
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  /** Of the user `neo4j`; `null` lets everyone in. */
  password: z.string().nullable(),
});

export type Neo4jServer = z.infer<typeof neo4jServerSchema>;
