import { z } from 'zod';
import { request } from '../define.ts';

/** A folder that files may be read from. Only the workspace may be written to; the others hold the sources of libraries. */
export const rootSchema = z.strictObject({
  id: z.string().describe('`workspace`, or a name the server gave to a folder of libraries'),
  path: z.string().describe('Absolute path on the machine of the server'),
  writable: z.boolean(),
});
export type Root = z.infer<typeof rootSchema>;

export const sessionRequests = {
  /** The first thing a window asks. `server` changes when the server was started anew. */
  'session/hello': request(
    z.strictObject({ window: z.string().min(1).max(100) }),
    z.strictObject({
      version: z.string(),
      server: z.string(),
      name: z.string().describe('Name of the folder, for titles'),
      home: z.string().describe("The person's home on the machine of the server, for short paths"),
      roots: z.array(rootSchema).min(1).describe('The first one is the workspace'),
      example: z.boolean().describe('It is one of the examples that ship with Groundwork: it comes up without being asked for'),
    }),
  ),
};
