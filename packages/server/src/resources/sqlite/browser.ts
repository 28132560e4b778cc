import type { Connection } from '@groundwork/provision';
import { existsSync } from 'node:fs';
import { lookMs, queryMs, type Entry, type ResourceBrowser } from '../browser.ts';
import { noSuchPlace, openTransaction, positionIn, queryError } from '../errors.ts';
import { quoted } from '../sql/names.ts';
import { readingStatement } from '../sql/reading.ts';
import { answerOf, type Part } from '../sql/script.ts';
import { statementsOf } from '../sql/statements.ts';
import { stoppable } from '../stopping.ts';
import { createProgram } from './program.ts';

const string = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** SQLite: tables and views of a file, columns. */
export async function browseSqlite({ path }: Connection): Promise<ResourceBrowser> {
  const file = path ?? '';
  const program = createProgram();

  const run = async (
    statements: readonly string[],
    {
      readOnly,
      limit,
      ms,
      signal,
    }: { readonly readOnly: boolean; readonly limit: number; readonly ms: number; readonly signal: AbortSignal },
  ) => stoppable(() => program.run({ file, readOnly, statements: [...statements], limit }), { signal, ms, stop: program.stop });
  const look = async (statement: string, limit: number, signal: AbortSignal): Promise<NonNullable<Part['rows']>> => {
    // The service makes it when it first needs it.
    if (!existsSync(file)) return { columns: [], rows: [], total: 0, more: false };
    const answer = await run([statement], { readOnly: true, limit, ms: lookMs, signal });
    if (answer.is === 'failed') throw queryError(new Error(answer.message));
    return answer.parts[0]?.rows ?? { columns: [], rows: [], total: 0, more: false };
  };

  return {
    language: 'sql',
    list: async ([table], { limit, signal }) => {
      const found =
        table === undefined
          ? await look(
              "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
              limit,
              signal,
            )
          : await look(`SELECT name, type, "notnull", pk FROM pragma_table_info(${string(table)})`, limit, signal);
      const entries = found.rows.map(([name, type, notNull, key]): Entry => {
        if (table === undefined)
          return { name: name ?? '', kind: type === 'view' ? 'view' : 'table', detail: '', expandable: true, readable: true };
        const detail = [type?.toLowerCase(), key === '0' ? (notNull === '1' ? '' : 'nullable') : 'primary key'].filter(Boolean).join(', ');
        return { name: name ?? '', kind: 'column', detail, expandable: false, readable: false };
      });
      return { entries, more: found.more };
    },
    read: async (place, { offset, limit, signal }) => {
      const [table] = place;
      if (table === undefined || place.length > 1) throw noSuchPlace(place);
      const rows = await look(`SELECT * FROM ${quoted(table)} LIMIT ${limit + 1} OFFSET ${offset}`, limit, signal);
      const count = await look(`SELECT count(*) FROM ${quoted(table)}`, 1, signal);
      return { ...rows, total: Number(count.rows[0]?.[0] ?? 0) };
    },
    query: async (text, { limit, signal }) => {
      const statements = statementsOf(text, 'sqlite');
      const answer = await run(
        statements.map((statement) => statement.text),
        { readOnly: false, limit, ms: queryMs, signal },
      );
      if (answer.is === 'failed') {
        const start = statements[answer.statement]?.start ?? 0;
        throw queryError(new Error(answer.message), { where: positionIn(text, start + offsetOf(answer.message, text.slice(start))) });
      }
      if (answer.open) throw openTransaction();
      return answerOf(answer.parts);
    },
    inspect: async (text, { limit, signal }) =>
      answerOf([{ rows: await look(readingStatement(text, 'sqlite'), limit, signal), affected: null }]),
    close: async () => program.stop(),
  };
}

/** `near "FRM": syntax error` is all it says of the place. */
function offsetOf(message: string, statement: string): number {
  const near = /^near "(.*)": /s.exec(message)?.[1];
  return near === undefined || near === '' ? 0 : Math.max(0, statement.indexOf(near));
}
