import { operations } from '../operations/definitions.ts';
import type { CommitChange, FileChange } from '../record/change.ts';
import type { BranchTree, FileVersion, Paths } from './branch-tree.ts';
import { inconsistent } from './inconsistent.ts';
import type { Lives } from './lives.ts';

interface Step {
  readonly file: FileChange;
  readonly before: FileVersion | null;
  readonly hunkAt: number;
  readonly goneAt: number;
  readonly cameAt: number;
}

/** A commit with one parent, or none: what its diff adds is made by it, what its diff deletes it takes out. Changes the tree of its parent. */
export function applyCommit(index: number, change: CommitChange, tree: BranchTree, lives: Lives, paths: Paths): void {
  const steps = stepsOf(change, tree, paths);
  const origins = takeOut(index, change, steps, lives, paths);
  for (const { from, path, stays } of change.files) {
    if (from === null || (from === path && stays)) continue;
    tree.set(paths.numberOf(from), nothing(index));
    if (from !== path) paths.movedFrom.add(paths.numberOf(from));
  }
  for (const step of steps)
    if (step.file.stays) tree.set(paths.numberOf(step.file.path), versionOf(index, change, step, origins, lives, paths));
}

/** What stands where a file was. */
export function nothing(made: number): FileVersion {
  return { id: 0, lines: new Int32Array(0), made, renamed: false };
}

function stepsOf({ files, commit }: CommitChange, tree: BranchTree, paths: Paths): readonly Step[] {
  let [hunkAt, goneAt, cameAt] = [0, 0, 0];
  return files.map((file) => {
    const before = file.from === null ? null : tree.get(paths.numberOf(file.from));
    if (before === undefined || (before && before.id !== file.oldId)) throw inconsistent(commit.sha, file.from ?? file.path);
    const step = { file, before, hunkAt, goneAt, cameAt };
    hunkAt += file.hunks * 4;
    goneAt += file.gone;
    cameAt += file.came;
    return step;
  });
}

/** Returns who first wrote each line that goes. */
function takeOut(index: number, { hunks, gone }: CommitChange, steps: readonly Step[], lives: Lives, paths: Paths): Int32Array {
  const origins = new Int32Array(gone.length);
  for (const { file, before, hunkAt, goneAt } of steps) {
    if (!before) continue;
    const path = paths.numberOf(file.from ?? file.path);
    if (file.opaque) for (const line of before.lines) lives.take(line, { by: index, path, operation: operations.transition });
    let at = goneAt;
    for (let hunk = hunkAt; hunk < hunkAt + file.hunks * 4; hunk += 4) {
      const first = hunks[hunk] ?? 0;
      for (const line of before.lines.subarray(first, first + (hunks[hunk + 1] ?? 0))) {
        origins[at] = lives.origin(line);
        lives.take(line, { by: index, path, operation: gone[at] ?? 0 });
        at++;
      }
    }
  }
  return origins;
}

function versionOf(
  index: number,
  { commit, hunks, came, how, source }: CommitChange,
  { file, before, hunkAt, cameAt }: Step,
  origins: Int32Array,
  lives: Lives,
  paths: Paths,
): FileVersion {
  const renamed = before !== null && (before.renamed || file.from !== file.path);
  // Its mode is all that changed.
  if (before && file.from === file.path && before.id === file.newId) return before;
  if (before && file.hunks === 0 && !file.opaque) return { id: file.newId, lines: before.lines, made: index, renamed };
  const kept = before && !file.opaque ? before.lines : new Int32Array(0);
  const length = kept.length - file.gone + file.came;
  if (length < 0) throw inconsistent(commit.sha, file.path);
  const lines = new Int32Array(length);
  const path = paths.numberOf(file.path);
  let [read, write, at] = [0, 0, cameAt];
  const keep = (until: number): void => {
    if (until > kept.length || write + until - read > length) throw inconsistent(commit.sha, file.path);
    lines.set(kept.subarray(read, until), write);
    write += until - read;
  };
  for (let hunk = hunkAt; hunk < hunkAt + file.hunks * 4; hunk += 4) {
    const start = hunks[hunk] ?? 0;
    keep(start);
    read = start + (hunks[hunk + 1] ?? 0);
    for (const end = at + (hunks[hunk + 3] ?? 0); at < end; at++) {
      const from = source[at] ?? -1;
      const origin = from < 0 ? index : (origins[from] ?? index);
      lines[write++] = lives.make({ by: index, birth: index, origin, content: came[at] ?? 0, path, operation: how[at] ?? 0 });
    }
  }
  keep(kept.length);
  if (write !== length) throw inconsistent(commit.sha, file.path);
  return { id: file.newId, lines, made: index, renamed };
}
