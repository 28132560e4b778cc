import type { Snippet } from '../prompt/hole.ts';

/** A small change somebody made, the lines before it and after. */
interface Edit {
  readonly path: string;
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const most = { edits: 6, lines: 8, files: 8 } as const;

/** What somebody did last in this folder: it says what they are about to do next. */
export class RecentEdits {
  #edits: Edit[] = [];
  #files: string[] = [];

  /** A file was opened or looked at. */
  opened(path: string): void {
    this.#files = [path, ...this.#files.filter((each) => each !== path)].slice(0, most.files);
  }

  /** A file's text became another one. What is typed on the same lines is one edit. */
  edited(path: string, before: string, after: string): void {
    this.opened(path);
    const change = difference(path, before, after);
    if (!change) return;
    const last = this.#edits[0];
    if (last?.path === path && Math.abs(last.line - change.line) <= 1 && change.before.length <= 2) {
      const joined = { ...last, line: Math.min(last.line, change.line), after: joinedLines(last, change) };
      this.#edits[0] = joined;
      return;
    }
    this.#edits = [change, ...this.#edits].slice(0, most.edits);
  }

  /** Files that were open or edited last, the last one first. */
  get files(): readonly string[] {
    return this.#files;
  }

  /** Edits elsewhere than at a cursor, as diffs, the last one last. */
  snippets(path: string, prefix: string): Snippet[] {
    const line = this.#edits.some((each) => each.path === path) ? lineOf(prefix) : 0;
    return this.#edits
      .filter((each) => each.path !== path || Math.abs(each.line - line) > 12)
      .toReversed()
      .map((each) => ({
        path: each.path,
        text: [...each.before.map((text) => `-${text}`), ...each.after.map((text) => `+${text}`)].join('\n'),
      }));
  }
}

function lineOf(prefix: string): number {
  let line = 0;
  for (let at = prefix.indexOf('\n'); at >= 0; at = prefix.indexOf('\n', at + 1)) line += 1;
  return line;
}

function joinedLines(last: Edit, change: Edit): readonly string[] {
  const offset = change.line - last.line;
  const lines = [...last.after];
  if (offset < 0) return [...change.after, ...lines].slice(0, most.lines);
  lines.splice(offset, change.before.length, ...change.after);
  return lines.slice(0, most.lines);
}

/** The lines that differ; `null` where none do, or too many. */
function difference(path: string, before: string, after: string): Edit | null {
  if (before === after) return null;
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < shorter - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end += 1;
  const from = before.lastIndexOf('\n', start - 1) + 1;
  const part = (text: string): string[] => {
    const to = text.indexOf('\n', text.length - end);
    return text.slice(from, to < 0 ? text.length : to).split('\n');
  };
  const lines = { before: part(before), after: part(after) };
  if (lines.before.length > most.lines || lines.after.length > most.lines) return null;
  let line = 0;
  for (let at = before.indexOf('\n'); at >= 0 && at < from; at = before.indexOf('\n', at + 1)) line += 1;
  return { path, line, ...lines };
}
