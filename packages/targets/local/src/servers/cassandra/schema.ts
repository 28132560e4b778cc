import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';
import { javaProgramSchema } from '../obtain/maven.ts';

export const cassandraServerSchema = z.strictObject({
  driver: z.literal('cassandra'),
  program: javaProgramSchema,
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  storagePort: z.int(),
  /** What the code calls its databases; made when they are not there. */
  keyspaces: z.array(z.string()),
});

export type CassandraServer = z.infer<typeof cassandraServerSchema>;
