import { z } from 'zod';
import { request } from '../define.ts';

const name = z.string().describe('Name of a resource of the blueprint');
/** Where in a resource: `['public', 'orders']` in PostgreSQL, `['orders:1']` in Redis, `['uploads', 'tea.png']` in an object store. */
const place = z.array(z.string()).max(20);

export const resourceEntrySchema = z.strictObject({
  name: z.string(),
  kind: z.enum([
    'schema',
    'table',
    'view',
    'column',
    'collection',
    'key',
    'bucket',
    'folder',
    'object',
    'queue',
    'topic',
    'index',
    'message',
  ]),
  detail: z.string().describe('A type, a count, a size: short'),
  expandable: z.boolean(),
  readable: z.boolean().describe('`resources/read` gives its rows'),
});

/** Rows as they are shown: every value a string, `null` for none. */
export const rowsSchema = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.string().nullable())),
  total: z.number().nullable().describe('`null` where counting would take too long'),
  more: z.boolean(),
});
export type Rows = z.infer<typeof rowsSchema>;

export const resourcesRequests = {
  /** Brings one resource up for as long as a window looks at it, where it is not up already. Runs nothing of the repository. */
  'resources/open': request(
    z.strictObject({ name }),
    z.strictObject({
      name,
      type: z.string(),
      server: z.string().nullable(),
      url: z.string().describe('Without its password'),
      page: z.string().nullable().describe('A page to look at it in a browser'),
      /** What can be looked at here: its entries, and a language to ask it in. */
      browse: z.boolean(),
      query: z.enum(['sql', 'redis', 'mongodb', 'cypher', 'json']).nullable(),
      client: z.string().nullable().describe('Program that `gw connect` would open in a terminal'),
    }),
  ),
  'resources/close': request(z.strictObject({ name }), z.null()),
  'resources/list': request(
    z.strictObject({ name, place, limit: z.int().min(1).max(1000).default(200) }),
    z.strictObject({ entries: z.array(resourceEntrySchema), more: z.boolean() }),
  ),
  'resources/read': request(z.strictObject({ name, place, offset: z.int().min(0), limit: z.int().min(1).max(1000) }), rowsSchema),
  'resources/query': request(
    z.strictObject({ name, text: z.string().min(1).max(1_000_000), limit: z.int().min(1).max(1000).default(500) }),
    z.strictObject({ ...rowsSchema.shape, affected: z.number().nullable(), ms: z.number() }),
  ),
};
