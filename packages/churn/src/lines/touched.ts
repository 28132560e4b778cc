import { blockLines } from '../operations/definitions.ts';
import type { FileChange } from '../record/change.ts';

let scratch = new Int32Array(1 << 10);

/**
 * The first line of every block that a line of a hunk stands in or a gap of a hunk divides, each once. `side` is 0 for the old lines
 * of hunks, 2 for the new ones; `length` is how many lines the file has on that side. Good until it is asked again.
 */
export function touchedBlocks(
  length: number,
  hunks: Int32Array,
  { hunks: count, opaque }: FileChange,
  hunkAt: number,
  side: 0 | 2,
): Int32Array {
  const last = length - blockLines;
  if (last >= scratch.length) scratch = new Int32Array(last * 2);
  const lines = scratch;
  let found = 0;
  if (opaque) {
    for (let line = 0; line <= last; line++) lines[found++] = line;
    return lines.subarray(0, found);
  }
  let next = 0;
  for (let hunk = hunkAt; hunk < hunkAt + count * 4; hunk += 4) {
    const first = hunks[hunk + side] ?? 0;
    const end = Math.min(first + (hunks[hunk + side + 1] ?? 0) - 1, last);
    for (let line = Math.max(first - blockLines + 1, next); line <= end; line++) lines[found++] = line;
    next = Math.max(next, end + 1);
  }
  return lines.subarray(0, found);
}
