import type { Range } from './finding.ts';

/** A text with places in it. */
export class TextFile {
  readonly path: string;
  readonly text: string;
  #starts: readonly number[] | null = null;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  get #lineStarts(): readonly number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    return (this.#starts = starts);
  }

  /** Written by a program: nobody writes lines of thousands of characters. */
  get isGenerated(): boolean {
    if (this.text.length < 10_000) return false;
    const starts = this.#lineStarts;
    return starts.some((start, at) => (starts[at + 1] ?? this.text.length) - start > 5000);
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** A line without its end, counted from 0; empty past the last one. */
  line(index: number): string {
    const start = this.#lineStarts[index];
    if (start === undefined) return '';
    return this.text.slice(start, (this.#lineStarts[index + 1] ?? this.text.length + 1) - 1).replace(/\r$/, '');
  }

  /** Between two offsets, in UTF-16 units. */
  range(start: number, end: number): Range {
    const from = this.#position(start);
    const to = this.#position(end);
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  }

  /** Where a word first stands on a line counted from 1; the line without its indentation when it does not. */
  rangeOnLine(line: number, word: string | null = null): Range {
    const index = Math.min(Math.max(line, 1), this.lineCount) - 1;
    const text = this.line(index);
    const at = word === null ? -1 : wordIn(text, word);
    if (word !== null && at >= 0) return { startLine: index, startColumn: at, endLine: index, endColumn: at + word.length };
    return { startLine: index, startColumn: text.length - text.trimStart().length, endLine: index, endColumn: text.trimEnd().length };
  }

  /** The offset of a place. */
  offset(line: number, column: number): number {
    return (this.#lineStarts[line] ?? this.text.length) + column;
  }

  /** An empty range at the very end. */
  get end(): Range {
    return this.range(this.text.length, this.text.length);
  }

  #position(offset: number): { readonly line: number; readonly column: number } {
    const starts = this.#lineStarts;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return { line: low - 1, column: offset - (starts[low - 1] ?? 0) };
  }
}

/** Where a word stands that is no part of a longer one, -1 for nowhere. */
function wordIn(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
    if (!/\w/.test(around)) return at;
  }
  return text.indexOf(word);
}
