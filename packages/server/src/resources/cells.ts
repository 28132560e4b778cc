import type { Rows } from '@groundwork/protocol';

/** A person reads no more of one value; all of it is a query away. */
const longestCell = 4_000;
/** Of one answer, however many rows were asked for. */
const mostCharacters = 8_000_000;

/** A value as it is shown: long ones cut, with how much is missing. */
export function cell(text: string | null): string | null {
  if (text === null || text.length <= longestCell) return text;
  const shown = text.slice(0, longestCell).replace(/[\uD800-\uDBFF]$/, '');
  return `${shown} … ${(text.length - shown.length).toLocaleString('en')} more characters`;
}

/** Bytes as text where they are text, else as PostgreSQL writes them: `\x00ff`. Cut before it is made, for there may be many. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf8', { fatal: true }).decode(bytes);
  } catch {
    return hexOf(bytes);
  }
}

export function hexOf(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, longestCell / 2)).toString('hex');
  const more = bytes.length - longestCell / 2;
  return more > 0 ? `\\x${shown} … ${more.toLocaleString('en')} more bytes` : `\\x${shown}`;
}

/** A value of JSON in one cell: what is text stays text. */
export function jsonCell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return cell(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Objects as rows: a column for each name, in the order they come up. */
export function rowsOfObjects(objects: readonly Readonly<Record<string, unknown>>[]): Pick<Rows, 'columns' | 'rows'> {
  const names = [...new Set(objects.flatMap((each) => Object.keys(each)))].slice(0, 200);
  return {
    columns: names.map((name) => ({ name, type: '' })),
    rows: objects.map((each) => names.map((name) => jsonCell(each[name]))),
  };
}

/** No more rows than asked for and than can be sent at once. `rows` has one more than asked for where there are more. */
export function bounded(rows: readonly (string | null)[][], limit: number): Pick<Rows, 'rows' | 'more'> {
  let characters = 0;
  const fitting = rows.slice(0, limit).findIndex((row) => {
    characters += row.reduce((sum, each) => sum + (each?.length ?? 0), 0);
    return characters > mostCharacters;
  });
  const shown = rows.slice(0, fitting === -1 ? limit : Math.max(1, fitting));
  return { rows: shown, more: shown.length < rows.length };
}
