import { blockLines, operations } from '../operations/definitions.ts';
import type { CommitChange } from '../record/change.ts';
import { Blocks, type Run } from './blocks.ts';
import type { LineListener } from './listener.ts';

/**
 * Says which added lines are copies of blocks that stood in the repository before, and tells how many stand in any block that stood or
 * stands elsewhere. Returns the operations of the lines that came.
 */
export function markCopies(index: number, { files, hunks, came, how }: CommitChange, stood: Blocks, listener: LineListener): Uint8Array {
  if (came.length < blockLines) return how;
  const run: Run = { numbers: came, stride: 1, at: 0 };
  const within = came.length >= 2 * blockLines ? new Blocks(came.length) : null;
  const marked = how.slice();
  const { added, copied, copiedFromRepository, moved, noop } = operations;
  let hunkAt = 0;
  let cameAt = 0;
  for (const file of files) {
    const duplicate = new Uint8Array(file.came >= blockLines && !file.opaque ? file.came : 0);
    const start = cameAt;
    for (const end = hunkAt + file.hunks * 4; hunkAt < end; hunkAt += 4) {
      const stop = cameAt + (hunks[hunkAt + 3] ?? 0);
      for (let line = cameAt; duplicate.length > 0 && line + blockLines <= stop; line++) {
        const before = stood.count(run, line) > 0;
        const beside = within ? within.count(run, line) > 0 : false;
        if (!before && !beside) continue;
        for (let at = line; at < line + blockLines; at++) {
          if (how[at] === moved || how[at] === noop) continue;
          duplicate[at - start] = 1;
          if (before && (how[at] === added || how[at] === copied)) marked[at] = copiedFromRepository;
        }
      }
      // A block does not stand twice by overlapping itself within a hunk.
      if (within && duplicate.length > 0) for (let line = cameAt; line + blockLines <= stop; line++) within.add(run, line);
      cameAt = stop;
    }
    let lines = 0;
    for (const one of duplicate) lines += one;
    if (lines > 0) listener.duplicated(index, file.path, lines);
  }
  return marked;
}
