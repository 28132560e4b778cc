import type { IChange } from '@codingame/monaco-vscode-api/vscode/vs/editor/common/diff/legacyLinesDiffComputer';

/** How lines of a text differ from what they were. Lines count from 1; `to` is included. */
export interface Difference {
  readonly kind: 'added' | 'modified' | 'deleted';
  /** Where it is marked: the line before it for what was deleted, 0 for what was deleted from the start. */
  readonly from: number;
  readonly to: number;
  /** The lines as they were: empty for what was added. */
  readonly before: { readonly from: number; readonly to: number } | null;
}

/** What the editor's comparison says, in which an end of 0 means that there are no lines on that side. */
export function differenceOf({
  originalStartLineNumber,
  originalEndLineNumber,
  modifiedStartLineNumber,
  modifiedEndLineNumber,
}: IChange): Difference {
  const before = originalEndLineNumber === 0 ? null : { from: originalStartLineNumber, to: originalEndLineNumber };
  if (modifiedEndLineNumber === 0) return { kind: 'deleted', from: modifiedStartLineNumber, to: modifiedStartLineNumber, before };
  return { kind: before === null ? 'added' : 'modified', from: modifiedStartLineNumber, to: modifiedEndLineNumber, before };
}

/** The next difference below a line, or above it; round again at the end. */
export function nextDifference(differences: readonly Difference[], line: number, direction: 1 | -1): Difference | undefined {
  if (direction === 1) return differences.find(({ from }) => from > line) ?? differences[0];
  return differences.findLast(({ to }) => to < line) ?? differences.at(-1);
}

export function differenceAt(differences: readonly Difference[], line: number): Difference | undefined {
  return differences.find(({ from, to }) => Math.max(from, 1) <= line && line <= Math.max(to, 1));
}

/** What undoes it: lines of the text to put others in the place of. `end` is not included. */
export function undoing(
  difference: Difference,
  original: readonly string[],
): { readonly start: number; readonly end: number; readonly lines: readonly string[] } {
  const { kind, from, to, before } = difference;
  const lines = before === null ? [] : original.slice(before.from - 1, before.to);
  return kind === 'deleted' ? { start: from + 1, end: from + 1, lines } : { start: from, end: to + 1, lines };
}
