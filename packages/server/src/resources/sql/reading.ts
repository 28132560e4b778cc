import { GroundworkError } from '@groundwork/host';
import type { Dialect } from 'sql-query-identifier';
import { statementsOf } from './statements.ts';

const words = new Set(['select', 'with', 'table', 'values', 'explain', 'show', 'describe', 'desc']);

/**
 * What a transaction that can change nothing still lets through: a way to other rights, to files of the server, or past a reader of
 * text (`/*!` is run by MySQL, `U&` writes names in numbers).
 */
const reachesFurther =
  /\b(?:set_config|pg_read_file|pg_read_binary_file|pg_ls_\w+|pg_stat_file|pg_terminate_backend|pg_cancel_backend|lo_\w+|dblink\w*|outfile|dumpfile|load_file|load_extension)\b|\/\*!|\bu&["']/i;

/** The one statement of a text that only reads. Throws `query.changes` for any other: the server is not even asked. */
export function readingStatement(text: string, dialect: Dialect): string {
  const [statement, ...more] = statementsOf(text, dialect);
  const [word = ''] = /[a-z]+/i.exec((statement?.text ?? '').replaceAll(/--[^\n]*\n|\/\*[\s\S]*?\*\//g, ' ')) ?? [];
  if (statement && more.length === 0 && words.has(word.toLowerCase()) && !reachesFurther.test(text)) return statement.text;
  throw onlyReading(more.length > 0 ? 'several statements' : word === '' ? 'no statement' : word.toUpperCase());
}

export function onlyReading(what: string): GroundworkError {
  return new GroundworkError({
    code: 'query.changes',
    message: `Only what reads is asked here, one statement at a time; this has ${what}`,
    fix: 'SELECT, WITH, EXPLAIN or SHOW; `gw connect` opens a client for the rest',
  });
}
