import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

export const dynamodbServerSchema = z.strictObject({
  driver: z.literal('dynamodb'),
  node: z.string(),
  entry: z.string(),
  account: accountSchema,
  data: z.string(),
  port: z.int(),
});

export type DynamodbServer = z.infer<typeof dynamodbServerSchema>;
