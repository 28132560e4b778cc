import type { Connection } from '@groundwork/provision';
import type { Rows } from '@groundwork/protocol';
import mysql from 'mysql2';
import { lookMs, queryMs, type Entry, type Page, type Place, type ResourceBrowser } from '../browser.ts';
import { noSuchPlace, openTransaction, positionIn, queryError } from '../errors.ts';
import { countedUpTo, inBackticks, rowCount } from '../sql/names.ts';
import { readingStatement } from '../sql/reading.ts';
import { answerOf, type Part } from '../sql/script.ts';
import { statementsOf, type Statement } from '../sql/statements.ts';
import { stoppable } from '../stopping.ts';
import { runStatement } from './rows.ts';

const systemSchemas = "('mysql', 'information_schema', 'performance_schema', 'sys')";

const schemas = `
  SELECT s.SCHEMA_NAME, (SELECT COUNT(*) FROM information_schema.TABLES t WHERE t.TABLE_SCHEMA = s.SCHEMA_NAME)
  FROM information_schema.SCHEMATA s WHERE s.SCHEMA_NAME NOT IN ${systemSchemas} ORDER BY s.SCHEMA_NAME LIMIT ?`;
const tables = `
  SELECT TABLE_NAME, TABLE_TYPE, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME LIMIT ?`;
const columns = `
  SELECT COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_KEY FROM information_schema.COLUMNS
  WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION LIMIT ?`;
const primaryKey = `
  SELECT COLUMN_NAME FROM information_schema.STATISTICS
  WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX`;
const estimate = 'SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?';

/** MySQL and MariaDB: databases, tables and views, columns. Each look has a connection of its own, which costs next to nothing here. */
export async function browseMysql({ host, port, user, password, database }: Connection): Promise<ResourceBrowser> {
  const options: mysql.ConnectionOptions = {
    host,
    port,
    connectTimeout: 10_000,
    charset: 'utf8mb4',
    ...(user === null ? {} : { user }),
    ...(password === null ? {} : { password }),
    ...(database === null ? {} : { database }),
  };

  const connected = async <T>(signal: AbortSignal, ms: number, action: (connection: mysql.Connection) => Promise<T>): Promise<T> => {
    const connection = mysql.createConnection(options);
    // Said by whatever waits for it.
    connection.on('error', () => {});
    try {
      return await stoppable(() => action(connection), { signal, ms, stop: () => kill(options, connection.threadId) });
    } catch (cause) {
      throw queryError(cause);
    } finally {
      connection.destroy();
    }
  };
  const ask = (connection: mysql.Connection, text: string, values: (string | number)[] = [], limit = 1_000_000): Promise<Part> =>
    runStatement(connection, mysql.format(text, values), { limit, kill: () => kill(options, connection.threadId) });
  const rowsOf = async (connection: mysql.Connection, text: string, values: (string | number)[]): Promise<(string | null)[][]> =>
    (await ask(connection, text, values)).rows?.rows ?? [];

  const list = async (connection: mysql.Connection, [schema, table]: Place, limit: number): Promise<Entry[]> => {
    if (schema === undefined) {
      return (await rowsOf(connection, schemas, [limit + 1])).map(([name, count]) => ({
        name: name ?? '',
        kind: 'schema',
        detail: count === '1' ? '1 table' : `${count ?? 0} tables`,
        expandable: true,
        readable: false,
      }));
    }
    if (table === undefined) {
      return (await rowsOf(connection, tables, [schema, limit + 1])).map(([name, kind, count]) => ({
        name: name ?? '',
        kind: kind?.includes('VIEW') ? 'view' : 'table',
        detail: kind?.includes('VIEW') || count == null ? '' : rowCount(Number(count), false),
        expandable: true,
        readable: true,
      }));
    }
    return (await rowsOf(connection, columns, [schema, table, limit + 1])).map(([name, type, nullable, key]) => ({
      name: name ?? '',
      kind: 'column',
      detail: `${type ?? ''}${key === 'PRI' ? ', primary key' : nullable === 'YES' ? ', nullable' : ''}`,
      expandable: false,
      readable: false,
    }));
  };
  const read = async (connection: mysql.Connection, place: Place, { offset, limit }: Page): Promise<Rows> => {
    const [schema, table] = place;
    if (schema === undefined || table === undefined || place.length > 2) throw noSuchPlace(place);
    await ask(connection, 'START TRANSACTION READ ONLY');
    const key = (await rowsOf(connection, primaryKey, [schema, table])).map(([name]) => inBackticks(name ?? ''));
    const order = key.length === 0 ? '' : ` ORDER BY ${key.join(', ')}`;
    const from = `${inBackticks(schema)}.${inBackticks(table)}`;
    const { rows } = await ask(connection, `SELECT * FROM ${from}${order} LIMIT ${limit + 1} OFFSET ${offset}`, [], limit);
    const about = Number((await rowsOf(connection, estimate, [schema, table]))[0]?.[0] ?? 0);
    const counted = about > countedUpTo ? null : (await rowsOf(connection, `SELECT COUNT(*) FROM ${from}`, []))[0]?.[0];
    return { ...(rows ?? { columns: [], rows: [], more: false }), total: counted == null ? null : Number(counted) };
  };

  return {
    language: 'sql',
    list: async (place, { limit, signal }) => {
      const entries = await connected(signal, lookMs, (connection) => list(connection, place, limit));
      return { entries: entries.slice(0, limit), more: entries.length > limit };
    },
    read: (place, page) => connected(page.signal, lookMs, (connection) => read(connection, place, page)),
    query: (text, { limit, signal }) =>
      connected(signal, queryMs, async (connection) => {
        const parts: Part[] = [];
        let open = false;
        for (const statement of statementsOf(text, 'mysql')) {
          const part = await ask(connection, statement.text, [], limit).catch((cause: unknown) => {
            throw errorIn(cause, statement, text);
          });
          parts.push(part);
        }
        const end = await runStatement(connection, 'DO 0', {
          limit: 1,
          kill: async () => {},
          status: (inTransaction) => (open = inTransaction),
        });
        if (end && open) throw openTransaction();
        return answerOf(parts);
      }),
    inspect: (text, { limit, signal }) =>
      connected(signal, lookMs, async (connection) => {
        const statement = readingStatement(text, 'mysql');
        await ask(connection, 'START TRANSACTION READ ONLY');
        const part = await ask(connection, statement, [], limit).catch((cause: unknown) => {
          throw errorIn(cause, { text: statement, start: text.indexOf(statement) }, text);
        });
        return answerOf([part]);
      }),
    close: async () => {},
  };
}

/** Stops what a connection does, from another one: it cannot be told itself while it works. */
async function kill(options: mysql.ConnectionOptions, thread: number | null): Promise<void> {
  if (thread === null) return;
  const connection = mysql.createConnection(options);
  connection.on('error', () => {});
  await new Promise<void>((done) => connection.query(`KILL QUERY ${thread}`, () => done()));
  connection.destroy();
}

/** `... near 'FRM x' at line 2` is all the server says of the place. */
function errorIn(cause: unknown, { start, text: statement }: Statement, text: string): Error {
  if (!(cause instanceof Error) || !('sqlMessage' in cause)) return queryError(cause);
  const line = Number(/ at line (\d+)$/.exec(cause.message)?.[1] ?? 1);
  const before =
    statement
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length + (line > 1 ? 1 : 0);
  const near = /near '([\s\S]*)' at line/.exec(cause.message)?.[1] ?? '';
  const found = near === '' ? -1 : statement.indexOf(near, before);
  return queryError(cause, { where: positionIn(text, start + (found === -1 ? before : found)) });
}
