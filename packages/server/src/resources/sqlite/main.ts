// Opens a file database for a workspace server, task by task over the channel it was started with. A program of its own, because a
// statement cannot be stopped once it runs: the program can, and SQLite makes the file whole again.
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { bounded, cell, hexOf } from '../cells.ts';
import type { Part } from '../sql/script.ts';
import { taskSchema, type Answered, type Task } from './messages.ts';

/** Somebody else writes to it at the moment. */
const busyMs = 5_000;

function run({ file, readOnly, statements, limit }: Task): Answered {
  let at = 0;
  try {
    const database = new DatabaseSync(file, { readOnly, timeout: busyMs, allowExtension: false });
    try {
      const parts: Part[] = [];
      for (const [index, text] of statements.entries()) {
        at = index;
        parts.push(runStatement(database, text, limit));
      }
      return {
        is: 'done',
        parts: parts.map(({ rows, affected }) => ({ rows: rows && { ...rows, total: null }, affected })),
        open: database.isTransaction,
      };
    } finally {
      database.close();
    }
  } catch (cause) {
    return { is: 'failed', message: cause instanceof Error ? cause.message : String(cause), statement: at };
  }
}

function runStatement(database: DatabaseSync, text: string, limit: number): Part {
  const statement = database.prepare(text);
  const columns = statement.columns().map(({ name, type }) => ({ name, type: type?.toLowerCase() ?? '' }));
  statement.setReadBigInts(true);
  if (columns.length === 0) {
    const before = changesOf(database);
    statement.run();
    const changed = changesOf(database) - before;
    // What makes a table changes no rows.
    return { rows: null, affected: changed > 0 || changesRows.test(text) ? changed : null };
  }
  statement.setReturnArrays(true);
  const rows: (string | null)[][] = [];
  for (const row of statement.iterate()) {
    rows.push(Object.values(row).map((value) => cell(textOf(value))));
    if (rows.length > limit) break;
  }
  return { rows: { columns, ...bounded(rows, limit), total: null }, affected: null };
}

const changesRows = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:insert|update|delete|replace|with)\b/i;

/** Since the file was opened; what the last statement alone changed stays in `changes()` when another changes nothing. */
function changesOf(database: DatabaseSync): number {
  return Number(database.prepare('SELECT total_changes() AS changes').get()?.['changes'] ?? 0);
}

function textOf(value: SQLOutputValue): string | null {
  if (value === null) return null;
  return value instanceof Uint8Array ? hexOf(value) : String(value);
}

process.on('message', (message) => {
  const task = taskSchema.safeParse(message);
  if (task.success) process.send?.(run(task.data));
});
// The server is gone.
process.on('disconnect', () => process.exit());
