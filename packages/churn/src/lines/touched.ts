import { blockLines } from '../operations/definitions.ts';
import type { FileChange } from '../record/change.ts';

/**
 * The first line of every block that a line of a hunk stands in or a gap of a hunk divides, each once. `side` is 0 for the old lines
 * of hunks, 2 for the new ones; `length` is how many lines the file has on that side.
 */
export function eachTouchedBlock(
  length: number,
  hunks: Int32Array,
  { hunks: count, opaque }: FileChange,
  hunkAt: number,
  side: 0 | 2,
  visit: (line: number) => void,
): void {
  const last = length - blockLines;
  if (opaque) {
    for (let line = 0; line <= last; line++) visit(line);
    return;
  }
  let next = 0;
  for (let hunk = hunkAt; hunk < hunkAt + count * 4; hunk += 4) {
    const first = hunks[hunk + side] ?? 0;
    const end = Math.min(first + (hunks[hunk + side + 1] ?? 0) - 1, last);
    for (let line = Math.max(first - blockLines + 1, next); line <= end; line++) visit(line);
    next = Math.max(next, end + 1);
  }
}
