import type { Position, Range } from 'vscode-languageserver';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Node } from 'yaml';

/** One key of a `groundwork.yaml` with what it is given. */
export interface Entry {
  /** Keys from the top of the file down to this one. */
  readonly path: readonly string[];
  /** Of the key. */
  readonly range: Range;
  /** Of key and value. */
  readonly whole: Range;
  /** `null` for what is no plain value. */
  readonly value: string | null;
}

/** Every entry of the file, outer ones first; as many as can be told of one that is broken. */
export function entriesOf(text: string): Entry[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
  };
  const spanOf = ([from, to]: NonNullable<Node['range']>): Range => ({ start: at(from), end: at(to) });
  const found: Entry[] = [];
  const walk = (node: Node | null, path: readonly string[]): void => {
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      if (!isScalar(key) || !key.range) continue;
      const own = [...path, String(key.value)];
      const range = spanOf(key.range);
      const inner = isNode(value) ? value : null;
      const end = inner?.range ? at(inner.range[1]) : range.end;
      found.push({ path: own, range, whole: { start: range.start, end }, value: isScalar(inner) ? String(inner.value) : null });
      walk(inner, own);
    }
  };
  walk(document.contents, []);
  return found;
}

/** The innermost entry that a position stands in. */
export const entryAt = (text: string, position: Position): Entry | null =>
  entriesOf(text).findLast(({ whole }) => !isBefore(position, whole.start) && !isBefore(whole.end, position)) ?? null;

const isBefore = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);

/** The entry at a path. */
export const entryOf = (text: string, path: readonly string[]): Entry | null =>
  entriesOf(text).find((entry) => entry.path.length === path.length && entry.path.every((key, index) => key === path[index])) ?? null;
