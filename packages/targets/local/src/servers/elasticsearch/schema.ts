import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';
import { javaProgramSchema } from '../obtain/maven.ts';

export const elasticsearchServerSchema = z.strictObject({
  driver: z.literal('elasticsearch'),
  program: javaProgramSchema,
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  transportPort: z.int(),
});

export type ElasticsearchServer = z.infer<typeof elasticsearchServerSchema>;
