import { GroundworkError } from '@groundwork/host';
import { operationNames, operations } from '../operations/definitions.ts';
import type { CommitChange, FileChange } from '../record/change.ts';
import { Blocks } from './blocks.ts';
import { markCopies } from './copies.ts';
import { FileLines, perLine } from './file.ts';
import type { LineListener } from './listener.ts';
import { touchedBlocks } from './touched.ts';

/** One file of a commit, with where its hunks and lines start among those of the commit. */
interface Step {
  readonly file: FileChange;
  readonly before: FileLines | null;
  readonly hunkAt: number;
  readonly goneAt: number;
  readonly cameAt: number;
}

/** The lines of every file after the commits that were applied. */
export class LineTree {
  readonly files: Map<string, FileLines>;
  readonly blocks: Blocks;
  #listener: LineListener;
  /** Lines of the file underway, by operation. */
  readonly #counts = new Int32Array(operationNames.length);

  /** Goes on from `kept`, or starts with nothing. */
  constructor(listener: LineListener, kept: Pick<LineTree, 'files' | 'blocks'> | null = null) {
    this.#listener = listener;
    this.files = kept?.files ?? new Map<string, FileLines>();
    this.blocks = kept?.blocks ?? new Blocks();
  }

  /**
   * Applies a commit, the whole of it against the state before: what is renamed or deleted goes first, so that files can swap names.
   * Throws `churn.inconsistent` when it changes something else than what is here.
   */
  apply(index: number, change: CommitChange): void {
    const steps = this.#steps(change);
    const origins = this.#bury(index, change, steps);
    const how = markCopies(index, change, this.blocks, this.#listener);
    for (const { file, before, hunkAt } of steps) {
      if (!before) continue;
      this.blocks.removeAll(before.run, touchedBlocks(before.length, change.hunks, file, hunkAt, 0));
    }
    for (const { from, path, stays } of change.files) if (from !== null && (from !== path || !stays)) this.files.delete(from);
    for (const step of steps) if (step.file.stays) this.#set(index, change, step, origins, how);
  }

  #steps({ files, commit }: CommitChange): readonly Step[] {
    const taken = new Set<string>();
    let [hunkAt, goneAt, cameAt] = [0, 0, 0];
    return files.map((file) => {
      const before = file.from === null ? null : this.files.get(file.from);
      if (before === undefined || (before && before.id !== file.oldId) || (file.from !== null && taken.has(file.from)))
        throw inconsistent(commit.sha, file);
      if (file.from !== null) taken.add(file.from);
      const step = { file, before, hunkAt, goneAt, cameAt };
      hunkAt += file.hunks * 4;
      goneAt += file.gone;
      cameAt += file.came;
      return step;
    });
  }

  /** Tells of every line that goes away. Returns who first wrote each of them. */
  #bury(index: number, { hunks, gone }: CommitChange, steps: readonly Step[]): Int32Array {
    const origins = new Int32Array(gone.length);
    const listener = this.#listener;
    for (const { file, before, hunkAt, goneAt } of steps) {
      if (!before) continue;
      const path = file.from ?? file.path;
      if (file.opaque) this.#transition(index, path, before);
      let at = goneAt;
      let [lastOrigin, lastOperation, dying] = [-1, -1, 0];
      for (let hunk = hunkAt; hunk < hunkAt + file.hunks * 4; hunk += 4) {
        const first = hunks[hunk] ?? 0;
        const end = first + (hunks[hunk + 1] ?? 0);
        for (let line = first; line < end; line++, at++) {
          const operation = gone[at] ?? 0;
          const origin = before.origin(line);
          origins[at] = origin;
          this.#counts[operation] = (this.#counts[operation] ?? 0) + 1;
          if (operation === operations.noop || operation === operations.moved) continue;
          if (dying > 0 && (origin !== lastOrigin || operation !== lastOperation)) {
            listener.died(lastOrigin, index, path, lastOperation, dying);
            dying = 0;
          }
          [lastOrigin, lastOperation] = [origin, operation];
          dying++;
        }
      }
      if (dying > 0) listener.died(lastOrigin, index, path, lastOperation, dying);
      this.#tell((operation, many) => listener.gone(index, path, operation, many));
    }
    return origins;
  }

  /** Tells how many lines of each operation were counted. */
  #tell(told: (operation: number, lines: number) => void): void {
    for (let operation = 0; operation < this.#counts.length; operation++) {
      const lines = this.#counts[operation] ?? 0;
      if (lines > 0) told(operation, lines);
      this.#counts[operation] = 0;
    }
  }

  #transition(index: number, path: string, before: FileLines): void {
    for (let line = 0; line < before.length; line++) {
      this.#listener.gone(index, path, operations.transition);
      if (before.content(line) !== 0) this.#listener.died(before.origin(line), index, path, operations.transition);
    }
  }

  #set(index: number, { commit: { sha }, hunks, came, source }: CommitChange, step: Step, origins: Int32Array, how: Uint8Array): void {
    const { file, before, hunkAt, cameAt } = step;
    const lines = before ?? new FileLines(0);
    this.files.set(file.path, lines);
    lines.id = file.newId;
    if (file.hunks === 0 && !file.opaque) return;
    const kept = file.opaque ? 0 : lines.length;
    const length = kept - file.gone + file.came;
    const end = hunkAt + file.hunks * 4;
    if (!lines.refit(kept, length, hunks, hunkAt, end)) throw inconsistent(sha, file);
    const { numbers } = lines;
    let at = cameAt;
    for (let hunk = hunkAt; hunk < end; hunk += 4) {
      let write = (hunks[hunk + 2] ?? 0) * perLine;
      for (const last = at + (hunks[hunk + 3] ?? 0); at < last; at++) {
        const from = source[at] ?? -1;
        numbers[write++] = index;
        numbers[write++] = from < 0 ? index : (origins[from] ?? index);
        numbers[write++] = came[at] ?? 0;
        const operation = how[at] ?? 0;
        this.#counts[operation] = (this.#counts[operation] ?? 0) + 1;
      }
    }
    this.#tell((operation, many) => this.#listener.came(index, file.path, operation, many));
    this.blocks.addAll(lines.run, touchedBlocks(length, hunks, file, hunkAt, 2));
  }
}

function inconsistent(sha: string, { path, from }: FileChange): GroundworkError {
  return new GroundworkError({
    code: 'churn.inconsistent',
    message: `A commit changes ${Buffer.from(from ?? path, 'latin1').toString('utf8')} from something else than what the commits before it made`,
    where: sha,
    fix: 'Run it again with --fresh; report it if it stays',
  });
}
