import { z } from 'zod';

/** The account a server runs as, `null` for our own. */
export const accountSchema = z.strictObject({ name: z.string(), uid: z.int(), gid: z.int(), home: z.string() }).nullable();
