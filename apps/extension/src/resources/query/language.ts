import type { ResultOf } from '@groundwork/protocol';

type Query = NonNullable<ResultOf<'resources/open'>['query']>;

interface QueryLanguage {
  /** Language id of the editor. */
  readonly id: string;
  readonly comment: string;
  /** Something to begin with. */
  readonly example: (place: readonly string[] | null, quote: SqlQuote) => string;
}

export const queryLanguages: Readonly<Record<Query, QueryLanguage>> = {
  sql: {
    id: 'sql',
    comment: '--',
    example: (table, quote) =>
      table === null ? 'select 1;' : `select *\nfrom ${table.map((name) => sqlName(name, quote)).join('.')}\nlimit 100;`,
  },
  redis: { id: 'plaintext', comment: '#', example: () => 'SCAN 0 COUNT 100' },
  mongodb: {
    id: 'jsonc',
    comment: '//',
    example: (collection) => JSON.stringify({ find: collection?.at(-1) ?? 'collection', limit: 100 }),
  },
  cypher: { id: 'plaintext', comment: '//', example: () => 'MATCH (n) RETURN n LIMIT 100' },
  json: { id: 'plaintext', comment: '#', example: () => 'GET /' },
};

/** Of names in SQL: MySQL takes other ones than the standard. */
export type SqlQuote = '"' | '`';

/** A name as SQL has it: in quotes unless it is plain. */
export function sqlName(name: string, quote: SqlQuote): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}

/** A query document says in its first line which resource it asks: so it does after a reload, and when it was kept as a file. */
export function queryDocument(resource: string, query: Query, place: readonly string[] | null, quote: SqlQuote = '"'): string {
  const { comment, example } = queryLanguages[query];
  return `${comment} groundwork: ${resource}\n\n${example(place, quote)}\n`;
}

/** The resource a document asks, `null` where it is no query document. */
export function resourceOf(firstLine: string): string | null {
  return /^(?:--|#|\/\/)\s*groundwork:\s*(\S+)\s*$/.exec(firstLine)?.[1] ?? null;
}

export interface Statement {
  /** 0-based; the last line is the last with words. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
  /** The line of the document that each line of the text is. */
  readonly lines: readonly number[];
}

/** What was sent to a server, and where in its document it stands. */
export interface Asked {
  readonly text: string;
  readonly lines: readonly number[];
  /** Where the first line begins, where it was selected. */
  readonly character: number;
}

/** The place in the document, from 0, that a server means by `line:column` in what it was sent, from 1. */
export function placeIn({ lines, character }: Asked, where: string): { readonly line: number; readonly character: number } | null {
  const [, line, column] = /^(\d+):(\d+)$/.exec(where) ?? [];
  const there = lines[Number(line) - 1];
  if (there === undefined) return null;
  return { line: there, character: Number(column) - 1 + (line === '1' ? character : 0) };
}

const isComment = (line: string): boolean => /^\s*(?:--|#|\/\/)/.test(line);

/** Statements stand apart by empty lines; lines of comment are no part of them. */
export function statementsIn(text: string): readonly Statement[] {
  const lines = text.split(/\r?\n/);
  const statements: Statement[] = [];
  let begun: number | null = null;
  const end = (after: number): void => {
    if (begun !== null) {
      const own = lines.flatMap((line, index) => (index >= (begun ?? after) && index < after && !isComment(line) ? [index] : []));
      statements.push({ firstLine: begun, lastLine: after - 1, text: own.map((index) => lines[index]).join('\n'), lines: own });
    }
    begun = null;
  };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') end(index);
    else if (begun === null && !isComment(line)) begun = index;
  }
  end(lines.length);
  return statements;
}

/** The statement a cursor stands in, or the last one above it. */
export function statementAt(text: string, line: number): Statement | null {
  const statements = statementsIn(text);
  return (
    statements.find(({ firstLine, lastLine }) => line >= firstLine && line <= lastLine) ??
    statements.findLast(({ lastLine }) => lastLine <= line) ??
    statements[0] ??
    null
  );
}
