import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

export const mysqlServerSchema = z.strictObject({
  driver: z.literal('mysql'),
  flavour: z.enum(['mariadb', 'mysql']),
  title: z.string(),
  version: z.string(),
  /** `mariadbd` or `mysqld`. */
  program: z.string(),
  /** Folder of the installation where its files do not lie where it was compiled to look for them. */
  home: z.string().nullable(),
  /** What makes the data folder of a MariaDB; MySQL makes its own. */
  installer: z.string().nullable(),
  /** What writes the machine's time zones as SQL. */
  timeZones: z.string().nullable(),
  account: accountSchema,
  /** Folder of its configuration, with the data folder in it. */
  folder: z.string(),
  port: z.int(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
  adminPassword: z.string(),
  /** The password is written in the code, which cannot be told another: on this machine any is taken. */
  open: z.boolean(),
});

export type MysqlServer = z.infer<typeof mysqlServerSchema>;
