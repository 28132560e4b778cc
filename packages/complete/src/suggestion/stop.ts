import type { Cursor } from './cursor.ts';
import { isOnlyClosers } from './cursor.ts';

/** How much is suggested at most. */
export interface Most {
  readonly lines: number;
  /** UTF-16 units. */
  readonly length: number;
}

export const most: Most = { lines: 24, length: 2400 };

/**
 * Where an answer ends, of one that may still be coming: `end` in UTF-16 units, and whether more of it could change that. The first rule
 * that fits wins: a line, where only one is wanted; the end of the block; what stands after the cursor already; lines that
 * repeat; a second declaration at the margin; as much as is suggested at most.
 */
export function stopOf(answer: string, cursor: Cursor, bound: Most = most): { readonly end: number; readonly isFinal: boolean } {
  const lines = answer.split('\n');
  if (!cursor.isBlock) {
    // A model that begins with a line break goes on with the next line, which is not wanted here.
    const [first = ''] = lines;
    return { end: Math.min(first.length, bound.length), isFinal: lines.length > 1 || first.length >= bound.length };
  }
  const next = followingLines(cursor);
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const isWhole = index < lines.length - 1;
    const endsBefore = { end: Math.max(0, at - 1), isFinal: true };
    if (index >= bound.lines || at + line.length > bound.length) return endsBefore;
    if (index > 0 && (isWhole || line.trim() !== '')) {
      if (leavesBlock(line, isWhole, cursor)) {
        return closesBlock(line, lines.slice(0, index), cursor) ? { end: at + line.length, isFinal: true } : endsBefore;
      }
      if (isWhole && repeats(lines, index)) return { end: endOf(lines, repeatStart(lines, index)), isFinal: true };
      if (cursor.indent === '' && isDeclaration(line, cursor) && hasDeclaration(lines.slice(0, index), cursor)) return endsBefore;
    }
    if (
      isWhole &&
      line.trim() !== '' &&
      next[0] !== undefined &&
      isSame(line, next[0], index > 0 && lines.length > index + 1 ? [lines[index + 1], next[1]] : null)
    ) {
      return endsBefore;
    }
    at += line.length + 1;
  }
  return { end: answer.length, isFinal: false };
}

/** Lines after the cursor's that say something. */
const followingLines = ({ suffix }: Cursor): string[] =>
  suffix
    .slice(0, 2000)
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .slice(0, 2);

/** A short line that comes next may stand in the middle of anything: the one after it has to be the same too. */
function isSame(line: string, next: string, after: readonly [string | undefined, string | undefined] | null): boolean {
  if (line.trim() !== next.trim() || isOnlyClosers(line)) return false;
  if (line.trim().length >= 8) return true;
  return after !== null && after[0] !== undefined && after[1] !== undefined && after[0].trim() === after[1].trim();
}

const indentOf = (line: string): number => (/^\s*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length;

/** Whether a line stands further out than the one with the cursor. */
function leavesBlock(line: string, isWhole: boolean, { indent, before }: Cursor): boolean {
  if (line.trim() === '') return false;
  const outer = indentOf(indent) - indentOf(line);
  // On a line that only may still grow nothing is sure until something stands there.
  if (outer > 0) return isWhole || line.trim() !== '';
  // Back on the level of a line that opened a block: its end, where it is one.
  return outer === 0 && before.trim() !== '' && isOnlyClosers(line);
}

/** Whether the line closes what the cursor's line, or the suggestion, opened. */
function closesBlock(line: string, before: readonly string[], cursor: Cursor): boolean {
  if (indentOf(line) !== indentOf(cursor.indent) || !/^\s*[)\]}]/.test(line)) return false;
  return before.length > 0;
}

/** The same line three times, or the same two or three lines twice again. */
function repeats(lines: readonly string[], index: number): boolean {
  return repeatStart(lines, index) >= 0;
}

function repeatStart(lines: readonly string[], index: number): number {
  for (const period of [1, 2, 3]) {
    const times = period === 1 ? 3 : 2;
    const start = index - period * times + 1;
    if (start < 0) continue;
    const block = lines.slice(start, start + period);
    if (block.every((line) => line.trim() === '' || isOnlyClosers(line))) continue;
    // The first line stands behind what is on the cursor's.
    const isSameAll = lines.slice(start, index + 1).every((line, at) => line.trim() === block[at % period]?.trim());
    // The first time it is said is kept.
    if (isSameAll) return start + period;
  }
  return -1;
}

const endOf = (lines: readonly string[], count: number): number => Math.max(0, lines.slice(0, count).join('\n').length);

const isDeclaration = (line: string, { language }: Cursor): boolean => language?.declares?.test(line) ?? false;
const hasDeclaration = (lines: readonly string[], cursor: Cursor): boolean =>
  lines.some((line, at) => isDeclaration(at === 0 ? cursor.before + line : line, cursor)) && lines.at(-1)?.trim() === '';
