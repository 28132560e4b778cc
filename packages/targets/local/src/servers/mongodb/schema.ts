import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

export const mongodbServerSchema = z.strictObject({
  driver: z.literal('mongodb'),
  /** MongoDB itself, or FerretDB over SQLite, which speaks its protocol. */
  kind: z.enum(['mongod', 'ferretdb']),
  program: z.string(),
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  database: z.string(),
  /** `null` where its clients cannot be told any: then whoever is on this machine may enter. */
  login: z.strictObject({ user: z.string(), password: z.string() }).nullable(),
  adminPassword: z.string(),
});

export type MongodbServer = z.infer<typeof mongodbServerSchema>;
