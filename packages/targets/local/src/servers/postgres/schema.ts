import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

export const postgresServerSchema = z.strictObject({
  driver: z.literal('postgres'),
  /** Folder with `postgres` and `initdb`. */
  bin: z.string(),
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
  adminPassword: z.string(),
  extensions: z.array(z.string()),
});

export type PostgresServer = z.infer<typeof postgresServerSchema>;
