import type { Connection } from '@groundwork/provision';
import type { Rows } from '@groundwork/protocol';
import postgres from 'postgres';
import { lookMs, queryMs, type Entries, type Entry, type Page, type Place, type ResourceBrowser } from '../browser.ts';
import { noSuchPlace, openTransaction, positionIn, queryError } from '../errors.ts';
import { countedUpTo, quoted, rowCount } from '../sql/names.ts';
import { readingStatement } from '../sql/reading.ts';
import { answerOf, type Part } from '../sql/script.ts';
import { statementsOf, type Statement } from '../sql/statements.ts';
import { stoppable } from '../stopping.ts';
import { columns, estimate, isInTransaction, primaryKey, relations, schemas } from './catalog.ts';
import { createTypeNames, fetchRows, type Asked, type Sql } from './rows.ts';

const kinds: Readonly<Record<string, Entry['kind']>> = { r: 'table', p: 'table', f: 'table', v: 'view', m: 'view' };

/** PostgreSQL: schemas, tables and views, columns. */
export async function browsePostgres({ host, port, user, password, database }: Connection): Promise<ResourceBrowser> {
  const open = (max: number): postgres.Sql =>
    postgres({
      host,
      port,
      max,
      idle_timeout: 30,
      connect_timeout: 10,
      // What is not known beforehand is not asked for, and everything comes as the text the server writes.
      fetch_types: false,
      prepare: false,
      onnotice: () => {},
      connection: { application_name: 'groundwork' },
      ...(user === null ? {} : { user }),
      ...(password === null ? {} : { password }),
      ...(database === null ? {} : { database }),
    });
  const sql = open(2);
  const types = createTypeNames(sql);

  /** In a transaction that can change nothing. */
  const look = <T>(signal: AbortSignal, action: (tx: Sql) => Promise<T>): Promise<T> =>
    stoppable(
      async () => {
        const done = await sql.begin('READ ONLY', async (tx) => {
          await tx.unsafe(`SET LOCAL statement_timeout = ${lookMs}`);
          return { value: await action(tx) };
        });
        return done.value;
      },
      // The server stops it by itself.
      { signal, ms: lookMs, stop: () => {} },
    );
  const values = async (tx: Sql, text: string, parameters: (string | number)[]): Promise<string[][]> => {
    const rows = await tx.unsafe(text, parameters).raw();
    return rows.map((row) => row.map((each) => (each === null ? '' : each.toString())));
  };

  const list = async (place: Place, limit: number, tx: Sql): Promise<Entry[]> => {
    const [schema, table] = place;
    if (schema === undefined) {
      return (await values(tx, schemas, [limit + 1])).map(([name = '', count = '']) => ({
        name,
        kind: 'schema',
        detail: count === '1' ? '1 table' : `${count} tables`,
        expandable: true,
        readable: false,
      }));
    }
    if (table === undefined) {
      return (await values(tx, relations, [schema, limit + 1])).map(([name = '', kind = '', count = '']) => ({
        name,
        kind: kinds[kind] ?? 'table',
        detail: kind === 'm' ? 'materialized' : rowCount(count === '' ? null : Number(count), false),
        expandable: true,
        readable: true,
      }));
    }
    return (await values(tx, columns, [schema, table, limit + 1])).map(([name = '', type = '', notNull, key]) => ({
      name,
      kind: 'column',
      detail: `${type}${key === 't' ? ', primary key' : notNull === 't' ? '' : ', nullable'}`,
      expandable: false,
      readable: false,
    }));
  };

  const read = async (place: Place, { offset, limit }: Page, tx: Sql): Promise<Rows> => {
    const [schema, table] = place;
    if (schema === undefined || table === undefined || place.length > 2) throw noSuchPlace(place);
    const key = (await values(tx, primaryKey, [schema, table])).flatMap(([name]) => (name === undefined ? [] : quoted(name)));
    const order = key.length === 0 ? '' : ` ORDER BY ${key.join(', ')}`;
    const from = `${quoted(schema)}.${quoted(table)}`;
    const { rows } = await fetchRows(tx.unsafe(`SELECT * FROM ${from}${order} OFFSET ${offset}`), { limit, types, close: sql.CLOSE });
    const about = Number((await values(tx, estimate, [schema, table]))[0]?.[0] ?? 0);
    const counted = about > countedUpTo ? null : (await values(tx, `SELECT count(*) FROM ${from}`, []))[0]?.[0];
    return { ...(rows ?? { columns: [], rows: [], more: false }), total: counted == null ? null : Number(counted) };
  };

  return {
    language: 'sql',
    list: async (place, { limit, signal }): Promise<Entries> => {
      const entries = await look(signal, (tx) => list(place, limit, tx)).catch((cause: unknown) => {
        throw queryError(cause);
      });
      return { entries: entries.slice(0, limit), more: entries.length > limit };
    },
    read: (place, page) =>
      look(page.signal, (tx) => read(place, page, tx)).catch((cause: unknown) => {
        throw queryError(cause);
      }),
    query: async (text, { limit, signal }) => {
      // On a connection of its own: what it sets there is gone with it.
      const own = open(1);
      const running: { query: Asked | null } = { query: null };
      try {
        const parts: Part[] = [];
        for (const statement of statementsOf(text, 'psql')) {
          const asked = own.unsafe(statement.text);
          running.query = asked;
          const part = stoppable(() => fetchRows(asked, { limit, types, close: own.CLOSE }), {
            signal,
            ms: queryMs,
            stop: () => running.query?.cancel(),
          });
          parts.push(await part.catch((cause: unknown) => Promise.reject(errorIn(cause, statement, text))));
        }
        if (await isOpen(own)) throw openTransaction();
        return answerOf(parts);
      } finally {
        await own.end({ timeout: 1 });
      }
    },
    inspect: async (text, { limit, signal }) => {
      const statement = readingStatement(text, 'psql');
      const own = open(1);
      const running: { query: Asked | null } = { query: null };
      const asked = async (): Promise<Part> => {
        await own.unsafe('BEGIN READ ONLY');
        await own.unsafe(readingRole);
        running.query = own.unsafe(statement);
        return fetchRows(running.query, { limit, types, close: own.CLOSE });
      };
      try {
        const part = await stoppable(asked, { signal, ms: lookMs, stop: () => running.query?.cancel() });
        return answerOf([part]);
      } catch (cause) {
        throw errorIn(cause, { text: statement, start: text.indexOf(statement) }, text);
      } finally {
        await own.end({ timeout: 1 });
      }
    },
    close: () => sql.end({ timeout: 1 }),
  };
}

/**
 * Rights to read every table and no other, where the server knows them (since 14): no program is started, no file is written. It looks
 * at something first, after which a transaction cannot be made one that writes.
 */
const readingRole = `DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pg_read_all_data') AND pg_has_role('pg_read_all_data', 'MEMBER')
  THEN SET LOCAL ROLE pg_read_all_data; END IF;
END $$`;

async function isOpen(sql: postgres.Sql): Promise<boolean> {
  // In a transaction that failed, it fails as well.
  const rows = await sql
    .unsafe(isInTransaction)
    .raw()
    .catch(() => null);
  return rows === null || rows[0]?.[0]?.toString() === 't';
}

function errorIn(cause: unknown, { start }: Statement, text: string): Error {
  if (!(cause instanceof postgres.PostgresError)) return queryError(cause);
  const { position, hint, detail, message } = cause;
  const at = position === undefined ? start : start + characters(text.slice(start), Number(position) - 1);
  return queryError(new Error(detail ? `${message}: ${detail}` : message), { where: positionIn(text, at), fix: hint ?? null });
}

/** The server counts characters, we count units of UTF-16. */
function characters(text: string, count: number): number {
  return [...text].slice(0, count).join('').length;
}
