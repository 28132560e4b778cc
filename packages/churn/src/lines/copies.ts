import { blockLines, operations } from '../operations/definitions.ts';
import type { CommitChange } from '../record/change.ts';
import { Blocks, linesFrom, type Run } from './blocks.ts';
import type { LineListener } from './listener.ts';

/**
 * Says which added lines are copies of blocks that stood in the repository before, and tells how many stand in any block that stood or
 * stands elsewhere. Returns the operations of the lines that came.
 */
export function markCopies(index: number, { files, hunks, came, how }: CommitChange, stood: Blocks, listener: LineListener): Uint8Array {
  if (came.length < blockLines) return how;
  const run: Run = { numbers: came, stride: 1, at: 0 };
  const within = came.length >= 2 * blockLines ? new Blocks(came.length) : null;
  const [before, beside] = [new Int32Array(came.length), new Int32Array(within ? came.length : 0)];
  const marked = how.slice();
  const { added, copied, copiedFromRepository, moved, noop } = operations;
  let hunkAt = 0;
  let cameAt = 0;
  for (const file of files) {
    const duplicate = new Uint8Array(file.came >= blockLines && !file.opaque ? file.came : 0);
    const start = cameAt;
    for (const last = hunkAt + file.hunks * 4; hunkAt < last; hunkAt += 4) {
      const stop = cameAt + (hunks[hunkAt + 3] ?? 0);
      const end = duplicate.length > 0 ? Math.max(cameAt, stop - blockLines + 1) : cameAt;
      if (end > cameAt) {
        stood.countAll(run, cameAt, end, before);
        within?.countAll(run, cameAt, end, beside);
      }
      for (let line = cameAt; line < end; line++) {
        const stoodBefore = (before[line - cameAt] ?? 0) > 0;
        if (!stoodBefore && !((beside[line - cameAt] ?? 0) > 0)) continue;
        for (let at = line; at < line + blockLines; at++) {
          if (how[at] === moved || how[at] === noop) continue;
          duplicate[at - start] = 1;
          if (stoodBefore && (how[at] === added || how[at] === copied)) marked[at] = copiedFromRepository;
        }
      }
      // A block does not stand twice by overlapping itself within a hunk.
      if (within && end > cameAt) within.addAll(run, linesFrom(cameAt, end));
      cameAt = stop;
    }
    let lines = 0;
    for (const one of duplicate) lines += one;
    if (lines > 0) listener.duplicated(index, file.path, lines);
  }
  return marked;
}
