import { z } from 'zod';
import { mysqlServerSchema } from './mysql/schema.ts';
import { postgresServerSchema } from './postgres/schema.ts';
import { redisServerSchema } from './redis/schema.ts';
import { sqliteServerSchema } from './sqlite.ts';

/** A server found on this machine, with everything its driver needs to start it. */
export const serverSchema = z.discriminatedUnion('driver', [
  mysqlServerSchema,
  postgresServerSchema,
  redisServerSchema,
  sqliteServerSchema,
]);

export type Server = z.infer<typeof serverSchema>;
