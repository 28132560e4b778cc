import type { Rows } from '@groundwork/protocol';
import type postgres from 'postgres';
import { z } from 'zod';
import { bounded, cell } from '../cells.ts';
import type { Part } from '../sql/script.ts';
import { typeNames } from './catalog.ts';

/** A connection, or a transaction on one. */
export type Sql = Pick<postgres.Sql, 'unsafe'>;

export type Asked = ReturnType<postgres.Sql['unsafe']>;

export type TypeNames = (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>;

/** Names of types by their numbers, each asked for once. */
export function createTypeNames(sql: Sql): TypeNames {
  const known = new Map<number, string>();
  return async (ids) => {
    const unknown = [...new Set(ids)].filter((id) => !known.has(id));
    if (unknown.length > 0) {
      const rows = await sql.unsafe(typeNames, [`{${unknown.join(',')}}`]).raw();
      for (const [id, name] of rows) known.set(Number(id?.toString()), name?.toString() ?? '');
    }
    return known;
  };
}

interface Column {
  readonly name: string;
  readonly type: number;
}

/** The first rows of a statement, through a cursor: the rest is never made. A statement without rows says how many it changed. */
export async function fetchRows(
  asked: Asked,
  { limit, types, close }: { readonly limit: number; readonly types: TypeNames; readonly close: postgres.Sql['CLOSE'] },
): Promise<Part> {
  const got: (string | null)[][] = [];
  const seen: { columns: readonly Column[] } = { columns: [] };
  const result = await asked.raw().cursor(limit + 1, (rows) => {
    seen.columns = columnsOf(rows);
    for (const row of rows) got.push(row.map((each) => cell(each === null ? null : each.toString())));
    return close;
  });
  const columns = seen.columns.length > 0 ? seen.columns : columnsOf(result);
  if (columns.length === 0) return { rows: null, affected: countOf(result) };
  const names = await types(columns.map(({ type }) => type));
  const shown: Rows['columns'] = columns.map(({ name, type }) => ({ name, type: names.get(type) ?? '' }));
  return { rows: { columns: shown, ...bounded(got, limit), total: null }, affected: null };
}

/** Rows bear what the server said of their columns; the library's types know that of whole results alone. */
function columnsOf(rows: object): readonly Column[] {
  return described.safeParse({ columns: Reflect.get(rows, 'columns') }).data?.columns ?? [];
}

const described = z.object({ columns: z.array(z.object({ name: z.string(), type: z.number() })) });

/** How many rows a statement changed; nothing for one that does not say, such as CREATE TABLE. */
function countOf({ count }: { readonly count?: number | null }): number | null {
  return count ?? null;
}
