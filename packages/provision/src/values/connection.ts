import { properties, resourceTypes } from '@groundwork/blueprint';
import { z } from 'zod';

/** How a running resource is reached; what a binding's properties are taken from. */
export const connectionSchema = z
  .strictObject({
    type: z.enum(resourceTypes),
    host: z.string(),
    port: z.int(),
    user: z.string().nullable(),
    password: z.string().nullable(),
    database: z.string().nullable(),
    /** Absolute path of a file database, `null` for servers. */
    path: z.string().nullable(),
    /** Further properties, and the URL where it is no `scheme://user:password@host:port/database`. */
    properties: z.partialRecord(z.enum(properties), z.string()).readonly().exactOptional(),
    /** What its URL has after the `?`. */
    query: z.string().exactOptional(),
    /** Values of single variables, by name, where several carry the same property of different things: two queues of one server. */
    variables: z.record(z.string(), z.string()).readonly().exactOptional(),
    /** What libraries look for by themselves, without the code naming it: the endpoint and keys that Amazon's SDKs read. */
    environment: z.record(z.string(), z.string()).readonly().exactOptional(),
  })
  .readonly();

export type Connection = z.infer<typeof connectionSchema>;

/** How a service of the repository is reached from another one, or from a browser. */
export interface ServiceAddress {
  readonly host: string;
  readonly port: number;
}

/** Hides the password of every URL in a text. */
export function withoutPasswords(text: string): string {
  return text.replace(/([a-z][\w+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, '$1:…@');
}
