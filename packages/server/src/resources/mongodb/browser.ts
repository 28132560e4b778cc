import type { Connection } from '@groundwork/provision';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { BSON, MongoClient, MongoServerError, type Document } from 'mongodb';
import { z } from 'zod';
import { lookMs, queryMs, type Answer, type Entry, type ResourceBrowser } from '../browser.ts';
import { bounded, cell, jsonCell } from '../cells.ts';
import { noSuchPlace, queryError } from '../errors.ts';
import { stoppable } from '../stopping.ts';

const { EJSON } = BSON;

/** MongoDB: databases, collections, documents; asked with a command as JSON, the way its drivers speak: `{ "find": "books" }`. */
export async function browseMongo(connection: Connection): Promise<ResourceBrowser> {
  const { host, port, user, password, database } = connection;
  const login = user === null ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}@`;
  const query = user === null ? '' : `?${connection.query ?? 'authSource=admin'}`;
  const client = new MongoClient(`mongodb://${login}${host}:${port}/${query}`, {
    appName: 'groundwork',
    maxPoolSize: 3,
    serverSelectionTimeoutMS: 10_000,
    directConnection: true,
  });
  const own = database ?? 'test';

  /** The server stops by itself after `ms`; the driver lets go of it when it is cancelled, which ends the operation there. */
  const ask = async <T>(signal: AbortSignal, ms: number, action: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const stop = new AbortController();
    try {
      return await stoppable(() => action(stop.signal), { signal, ms, stop: () => stop.abort() });
    } catch (cause) {
      throw queryError(cause instanceof MongoServerError && cause.codeName ? new Error(`${cause.codeName}: ${cause.message}`) : cause);
    }
  };
  const databases = async (): Promise<string[]> => {
    try {
      const { databases: all } = await client.db('admin').admin().listDatabases({ nameOnly: true, authorizedDatabases: true });
      return all.map(({ name }) => name).filter((name) => name !== 'admin' && name !== 'config' && name !== 'local');
    } catch (cause) {
      // A service's own user may see its own database alone.
      if (cause instanceof MongoServerError) return [];
      throw cause;
    }
  };

  return {
    language: 'mongodb',
    list: ([name, ...rest], { limit, signal }) =>
      ask(signal, lookMs, async () => {
        if (rest.length > 0) return { entries: [], more: false };
        if (name === undefined) {
          const names = [...new Set([own, ...(await databases())])];
          return {
            entries: names.map((each): Entry => ({ name: each, kind: 'schema', detail: '', expandable: true, readable: false })),
            more: false,
          };
        }
        const found = await client.db(name).listCollections({}, { nameOnly: true, authorizedCollections: true }).toArray();
        const names = found
          .map((each) => each.name)
          .filter((each) => !each.startsWith('system.'))
          .sort();
        const entries = names
          .slice(0, limit)
          .map((each): Entry => ({ name: each, kind: 'collection', detail: '', expandable: false, readable: true }));
        return { entries, more: names.length > limit };
      }),
    read: (place, { offset, limit, signal }) => {
      const [name, collection] = place;
      if (name === undefined || collection === undefined || place.length > 2) throw noSuchPlace(place);
      return ask(signal, lookMs, async (stop) => {
        const documents = client.db(name).collection(collection);
        const options = { skip: offset, limit: limit + 1, maxTimeMS: lookMs, signal: stop };
        const found = await documents.find({}, options).sort({ _id: 1 }).toArray();
        return { ...rowsOf(found, limit), total: await documents.estimatedDocumentCount({ maxTimeMS: lookMs }) };
      });
    },
    query: (text, { limit, signal }) =>
      ask(signal, queryMs, async (stop): Promise<Answer> => {
        const command = commandIn(text);
        const answer = await client.db(own).command({ ...command, maxTimeMS: command['maxTimeMS'] ?? queryMs }, { signal: stop });
        const cursor = cursorSchema.safeParse(answer);
        if (!cursor.success)
          return {
            columns: [{ name: 'answer', type: '' }],
            rows: [[cell(EJSON.stringify(answer, undefined, 2))]],
            total: 1,
            more: false,
            affected: countIn(answer),
          };
        const { firstBatch, id } = cursor.data.cursor;
        const rows = rowsOf(firstBatch, limit);
        return { ...rows, total: null, more: rows.more || String(id) !== '0', affected: null };
      }),
    inspect: null,
    close: () => client.close(),
  };
}

const cursorSchema = z.object({ cursor: z.object({ firstBatch: z.array(z.record(z.string(), z.unknown())), id: z.unknown() }) });

function commandIn(text: string): Document {
  try {
    return z.record(z.string(), z.unknown()).parse(EJSON.parse(text));
  } catch (cause) {
    throw new GroundworkError({
      code: 'query.command',
      message: `That is no command as JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      fix: '{ "find": "COLLECTION", "filter": {}, "limit": 20 }',
      exit: exitCodes.usage,
      cause,
    });
  }
}

function countIn({ n }: Document): number | null {
  return typeof n === 'number' ? n : null;
}

/** Documents as rows: identifiers and dates as their text, what lies deeper as JSON. */
function rowsOf(documents: readonly Readonly<Record<string, unknown>>[], limit: number): Pick<Answer, 'columns' | 'rows' | 'more'> {
  const names = [...new Set(documents.flatMap((each) => Object.keys(each)))].slice(0, 200);
  const rows = documents.map((each) => names.map((name) => cellOf(each[name])));
  return { columns: names.map((name) => ({ name, type: '' })), ...bounded(rows, limit) };
}

function cellOf(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return jsonCell(value);
  return cell(value instanceof BSON.ObjectId ? value.toHexString() : EJSON.stringify(value, { relaxed: true }));
}
