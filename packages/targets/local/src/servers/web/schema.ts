import { z } from 'zod';
import { accountSchema } from '../../process/account-schema.ts';

/** One exchange over HTTP with a server of ours, and what it has to answer. */
export const exchangeSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
  /** `/api/v2/tenants`. */
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
  /** Text its answer contains; with the status below 300, the server did what was asked. */
  answer: z.string(),
  /** A status that is as good: what was to be made is there already. */
  or: z.int().nullable(),
  /** Signed as Amazon's SDKs sign. */
  signature: z.strictObject({ service: z.string(), region: z.string(), accessKey: z.string(), secretKey: z.string() }).nullable(),
});

/**
 * A server that is one program with a port for HTTP: everything about starting it is data, so that such a server is a provider and
 * nothing else. Its folder is the working directory, and its arguments name what is in there without one.
 */
export const webServerSchema = z.strictObject({
  driver: z.literal('web'),
  /** `Chroma`, for errors. */
  title: z.string(),
  program: z.string(),
  arguments: z.array(z.string()),
  /** Passwords go here or in a file, never into arguments: those are shown to everyone on the machine. */
  env: z.record(z.string(), z.string()),
  /** Private files written before each start, by name in its folder. */
  files: z.record(z.string(), z.string()),
  /** Made before each start, by name in its folder. */
  folders: z.array(z.string()),
  /** Arguments of a run that makes the data folder, in that folder; being killed in it leaves nothing. `null` where the server does. */
  initialise: z.array(z.string()).nullable(),
  account: accountSchema,
  data: z.string(),
  port: z.int(),
  /** What it is for, asked in turn: a health page alone would answer before the store behind it does. */
  ready: z.array(exchangeSchema).min(1),
  patienceMs: z.int(),
});

export type Exchange = z.infer<typeof exchangeSchema>;
export type WebServer = z.infer<typeof webServerSchema>;
