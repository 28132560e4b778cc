import type { ResultOf } from '@groundwork/protocol';

type Query = NonNullable<ResultOf<'resources/open'>['query']>;

interface QueryLanguage {
  /** Language id of the editor. */
  readonly id: string;
  readonly comment: string;
  /** Something to begin with. */
  readonly example: (place: readonly string[] | null) => string;
}

export const queryLanguages: Readonly<Record<Query, QueryLanguage>> = {
  sql: {
    id: 'sql',
    comment: '--',
    example: (table) => (table === null ? 'select 1;' : `select *\nfrom ${table.map(sqlName).join('.')}\nlimit 100;`),
  },
  redis: { id: 'plaintext', comment: '#', example: () => 'SCAN 0 COUNT 100' },
  mongodb: { id: 'json', comment: '//', example: (collection) => JSON.stringify({ find: collection?.at(-1) ?? 'collection', limit: 100 }) },
  cypher: { id: 'plaintext', comment: '//', example: () => 'MATCH (n) RETURN n LIMIT 100' },
  json: { id: 'plaintext', comment: '#', example: () => 'GET /' },
};

/** A name as SQL has it: in quotes unless it is plain. MySQL takes other quotes, and needs none for most names. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A query document says in its first line which resource it asks: so it does after a reload, and when it was kept as a file. */
export function queryDocument(resource: string, query: Query, place: readonly string[] | null): string {
  const { comment, example } = queryLanguages[query];
  return `${comment} groundwork: ${resource}\n\n${example(place)}\n`;
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
}

const isComment = (line: string): boolean => /^\s*(?:--|#|\/\/)/.test(line);

/** Statements stand apart by empty lines; lines of comment are no part of them. */
export function statementsIn(text: string): readonly Statement[] {
  const lines = text.split(/\r?\n/);
  const statements: Statement[] = [];
  let begun: number | null = null;
  const end = (after: number): void => {
    if (begun !== null) {
      const body = lines.slice(begun, after).filter((line) => !isComment(line));
      statements.push({ firstLine: begun, lastLine: after - 1, text: body.join('\n') });
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
