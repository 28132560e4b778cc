import { identify, type Dialect } from 'sql-query-identifier';

export interface Statement {
  readonly text: string;
  /** Where it begins in what the person wrote. */
  readonly start: number;
}

/** The statements of a script, in order. Semicolons in strings, comments, dollar quotes and bodies of functions end none. */
export function statementsOf(text: string, dialect: Dialect): Statement[] {
  return identify(text, { strict: false, dialect })
    .map(({ start, end }) => ({ start, text: text.slice(start, end + 1) }))
    .filter((statement) => !isNothing(statement.text));
}

/** Blanks, comments and a semicolon: servers call that an error or an empty answer. */
function isNothing(text: string): boolean {
  return /^(?:\s|;|--[^\n]*|\/\*[\s\S]*?\*\/)*$/.test(text);
}
