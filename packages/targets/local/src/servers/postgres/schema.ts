import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

/** Further extensions than an installation has: where their programs and their descriptions are. */
const extensionLibrarySchema = z.strictObject({ lib: z.string(), share: z.string() });

export type ExtensionLibrary = z.infer<typeof extensionLibrarySchema>;

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
  /** The password is written in the code, which cannot be told another: on this machine any is taken. */
  open: z.boolean(),
  extensions: z.array(z.string()),
  library: extensionLibrarySchema.nullable(),
});

export type PostgresServer = z.infer<typeof postgresServerSchema>;
