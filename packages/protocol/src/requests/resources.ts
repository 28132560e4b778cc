import { z } from 'zod';
import { request } from '../define.ts';

const name = z.string().describe('Name of a resource of the blueprint');
/** Where in a resource, by the names that `resources/list` gave: `['public', 'orders']` in PostgreSQL, `['db0', 'orders:1']` in Redis, `['uploads', 'tea.png']` in an object store. */
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
  title: z.string().optional().describe('Shown instead of the name, which then means nothing to a person'),
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
  /**
   * What lies at a place. Starts nothing: `resources.not_open`, and `resources.not_up` once it was stopped. It follows the resource to
   * another start by itself.
   */
  'resources/list': request(
    z.strictObject({ name, place, limit: z.int().min(1).max(1000).default(200) }),
    z.strictObject({ entries: z.array(resourceEntrySchema), more: z.boolean() }),
  ),
  /** Rows of what is `readable`; changes nothing. Values are texts, long ones cut. */
  'resources/read': request(z.strictObject({ name, place, offset: z.int().min(0), limit: z.int().min(1).max(1000) }), rowsSchema),
  /**
   * Does what a person wrote: in SQL several statements, in Redis a command a line, for servers of documents `GET /path` and a body
   * below. Each statement stands for itself unless it says BEGIN; rows are those of the last one that has some, `affected` those that
   * all the others changed. Cancelling stops it at the server. An error's `where` is `line:column` in the text, from 1.
   */
  'resources/query': request(
    z.strictObject({ name, text: z.string().min(1).max(1_000_000), limit: z.int().min(1).max(1000).default(500) }),
    z.strictObject({ ...rowsSchema.shape, affected: z.number().nullable(), ms: z.number() }),
  ),
};
