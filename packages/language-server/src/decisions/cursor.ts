import type { Position, Range } from 'vscode-languageserver';
import { rangeOf } from '../text/lines.ts';

/** Where in a `groundwork.yaml` somebody is writing. */
export interface Cursor {
  /** Keys around the place, outermost first; what is being written is not part of it. */
  readonly path: readonly string[];
  readonly writes: 'key' | 'value' | 'item';
  /** What stands there so far, to be replaced. */
  readonly range: Range;
  /** Keys that the same map has already. */
  readonly siblings: readonly string[];
  readonly indent: number;
}

const key = /^(\s*)(?:"([^"]*)"|'([^']*)'|([^\s#'"][^:#]*?))\s*:(?:\s|$)/;

/**
 * Told from indentation alone: a file is broken most of the time while it is written, so no parser would do. What stands in flow
 * style (`{ a: b }`) is left alone.
 */
export function cursorAt(lines: readonly string[], { line, character }: Position): Cursor | null {
  const before = (lines[line] ?? '').slice(0, character);
  if (before.includes('#') || /[{[]/.test(before)) return null;
  const item = /^(\s*)-\s+(\S*)$/.exec(before);
  const indent = /^\s*/.exec(before)?.[0].length ?? 0;
  if (item) {
    const path = pathAbove(lines, line, item[1] === '' ? 1 : indent + 1);
    return { path, writes: 'item', range: rangeOf(line, character - (item[2]?.length ?? 0), character), siblings: [], indent };
  }
  const [, , ...names] = key.exec(before) ?? key.exec(`${before} `) ?? [];
  const named = names.find((name) => name !== undefined);
  const above = pathAbove(lines, line, indent);
  if (named !== undefined) {
    const from = before.length - (/:\s*(.*)$/.exec(before)?.[1]?.length ?? 0);
    return {
      path: [...above, named],
      writes: 'value',
      range: rangeOf(line, from, endOfWord(lines[line] ?? '', character)),
      siblings: [],
      indent,
    };
  }
  if (!/^\s*["']?[\w.-]*$/.test(before)) return null;
  const range = rangeOf(line, indent, endOfWord(lines[line] ?? '', character));
  return { path: above, writes: 'key', range, siblings: siblingsOf(lines, line, indent), indent };
}

const endOfWord = (text: string, from: number): number => from + (/^[\w.-]*/.exec(text.slice(from))?.[0].length ?? 0);

/** Keys of less and less indentation on the way up. */
function pathAbove(lines: readonly string[], line: number, indent: number): string[] {
  const path: string[] = [];
  let within = indent;
  for (let at = line - 1; at >= 0 && within > 0; at -= 1) {
    const [, space = '', ...names] = key.exec(`${lines[at] ?? ''} `) ?? [];
    const name = names.find((each) => each !== undefined);
    if (name === undefined || space.length >= within || space.startsWith('\t')) continue;
    path.unshift(name);
    within = space.length;
  }
  return path;
}

function siblingsOf(lines: readonly string[], line: number, indent: number): string[] {
  const found: string[] = [];
  for (const step of [-1, 1]) {
    for (let at = line + step; at >= 0 && at < lines.length; at += step) {
      const text = lines[at] ?? '';
      if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
      const [, space = '', ...names] = key.exec(`${text} `) ?? [];
      const own = /^\s*/.exec(text)?.[0].length ?? 0;
      if (own < indent) break;
      const name = names.find((each) => each !== undefined);
      if (name !== undefined && space.length === indent) found.push(name);
    }
  }
  return found;
}
