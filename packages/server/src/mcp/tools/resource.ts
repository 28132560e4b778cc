import { z } from 'zod';
import { onlyReading } from '../../resources/sql/reading.ts';
import { resourceEntrySchema } from '@groundwork/protocol';
import { openedOf } from '../../resources/opened.ts';
import type { ResourceBrowser } from '../../resources/browser.ts';
import { defineTool, type CallContext } from '../tool.ts';

/** All calls of one client are one window to what is open: it is put away when the client is gone. */
const window = 'mcp';
/** Of one answer, and of one value in it. */
const mostCharacters = 40_000;
const longestValue = 1000;

const resource = z.string().describe('Name of a resource of the blueprint');
const place = z
  .array(z.string())
  .max(20)
  .describe(
    'Where in it, as resource_list names it: ["public", "orders"] in PostgreSQL, ["db0", "cart:1"] in Redis, ["uploads", "tea.png"]',
  );
const rows = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string().nullable())),
  total: z.number().nullable().describe('How many there are, where it was counted'),
  more: z.boolean().describe('There are more than these'),
});

async function browse<T>({ workspace }: CallContext, name: string, action: (browser: ResourceBrowser) => Promise<T>): Promise<T> {
  const opened = openedOf(workspace);
  await opened.open(name, window);
  return opened.browse(name, action);
}

/** Rows that fit an answer. */
function fitting({ columns, rows: all, total, more }: Awaited<ReturnType<ResourceBrowser['read']>>): z.input<typeof rows> {
  let room = mostCharacters;
  const shown = all.map((row) => row.map(cut));
  const end = shown.findIndex((row) => (room -= JSON.stringify(row).length) < 0);
  return {
    columns: columns.map(({ name }) => name),
    rows: end === -1 ? shown : shown.slice(0, Math.max(1, end)),
    total,
    more: more || end !== -1,
  };
}

const cut = (value: string | null): string | null =>
  value === null || value.length <= longestValue
    ? value
    : `${value.slice(0, longestValue)} … ${value.length - longestValue} more characters`;

export const resourceListTool = defineTool({
  name: 'resource_list',
  title: 'What is in a resource',
  description:
    'Schemas, tables and columns of a database, keys of Redis, buckets and objects of a store, queues of a broker. Begins at the top where place is empty. A resource that is not running is brought up for as long as you are connected.',
  changes: 'nothing',
  input: z.object({ resource, place: place.default([]), limit: z.int().min(1).max(500).default(100) }),
  output: z.strictObject({ entries: z.array(resourceEntrySchema), more: z.boolean() }),
  run: ({ resource: name, place: at, limit }, context) =>
    browse(context, name, (browser) => browser.list(at, { limit, signal: context.host.signal })),
});

export const resourceReadTool = defineTool({
  name: 'resource_read',
  title: 'Rows of a table, value of a key, text of an object',
  description: 'What is at a place that resource_list calls readable, a page at a time. Long values are cut.',
  changes: 'nothing',
  input: z.object({
    resource,
    place,
    offset: z.int().min(0).default(0),
    limit: z.int().min(1).max(500).default(50),
  }),
  output: rows,
  run: async ({ resource: name, place: at, offset, limit }, context) =>
    fitting(await browse(context, name, (browser) => browser.read(at, { offset, limit, signal: context.host.signal }))),
});

export const resourceQueryTool = defineTool({
  name: 'resource_query',
  title: 'Ask a database',
  description:
    'One statement that only reads: SQL (SELECT, WITH, EXPLAIN, SHOW) for PostgreSQL, MySQL and SQLite, one command (GET, HGETALL, SCAN) for Redis. It runs so that nothing can be changed.',
  changes: 'nothing',
  input: z.object({
    resource,
    query: z.string().min(1).describe('`SELECT status, count(*) FROM orders GROUP BY 1`'),
    limit: z.int().min(1).max(500).default(100).describe('Rows'),
  }),
  output: rows,
  run: async ({ resource: name, query, limit }, context) =>
    fitting(
      await browse(context, name, (browser) => {
        if (browser.inspect === null) throw onlyReading('no language of which that is known: use resource_list and resource_read');
        return browser.inspect(query, { limit, signal: context.host.signal });
      }),
    ),
});
