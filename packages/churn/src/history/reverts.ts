import type { CommitChange, CommitInfo } from '../record/change.ts';

/** A commit that undoes another. */
export interface Revert {
  /** Index of the commit. */
  readonly commit: number;
  /** Index of the one it undoes, `null` when that is not known. */
  readonly undoes: number | null;
  /** Its message says so. */
  readonly said: boolean;
  /** Files it brings back to exactly what they were before. */
  readonly files: number;
}

interface Before {
  readonly id: number;
  readonly by: number;
}

/** A watch underway. */
export interface KeptReverts {
  readonly reverts: readonly Revert[];
  readonly before: readonly (readonly [path: string, now: number, id: number, by: number])[];
}

/** As `git revert` writes it; GitHub and GitLab do alike. */
const reverted = /^\s*This reverts (?:commit|merge request|pull request)?\s*([0-9a-f]{7,64})/m;
const titled = /^(?:Revert|Reapply) "|^revert(?:\(.*\))?!?: /i;

/** Finds reverts by message and by content: a file that is again what it was, byte for byte, before its last change. */
export class RevertWatch {
  readonly reverts: Revert[];
  /** By path, and by the id of what stands there: what it was before its last change, and the commit that changed it. */
  #before = new Map<string, Map<number, Before>>();
  #indexes = new Map<string, number>();
  #branches: boolean;

  /**
   * `branches`: commits do not follow each other on one branch, so that what stood before may stand on another still. Goes on from what
   * was `kept` after some commits.
   */
  constructor(branches = false, kept: KeptReverts | null = null, commits: readonly CommitInfo[] = []) {
    this.#branches = branches;
    this.reverts = [...(kept?.reverts ?? [])];
    for (const [path, now, id, by] of kept?.before ?? []) this.#at(path).set(now, { id, by });
    for (const [index, { sha }] of commits.entries()) this.#indexes.set(sha, index);
  }

  kept(): KeptReverts {
    const before = [...this.#before].flatMap(([path, states]) => [...states].map(([now, { id, by }]) => [path, now, id, by] as const));
    return { reverts: this.reverts, before };
  }

  see(index: number, { commit, files }: Pick<CommitChange, 'commit' | 'files'>): void {
    this.#indexes.set(commit.sha, index);
    const undone = new Map<number, number>();
    for (const { path, from, stays, oldId, newId } of files) {
      // Nothing is there has id 0, so that a file that is added again, or deleted again, counts as well.
      const [old, now] = [from === path ? oldId : 0, stays ? newId : 0];
      const before = this.#before.get(path)?.get(old);
      if (before && before.id === now && old !== now) undone.set(before.by, (undone.get(before.by) ?? 0) + 1);
      if (old !== now) this.#change(path, old, now, index);
      if (from !== null && from !== path) this.#change(from, oldId, 0, index);
    }
    const named = reverted.exec(commit.message)?.[1];
    const said = named !== undefined || titled.test(commit.message);
    const most = [...undone].reduce<readonly [number, number] | null>((best, one) => (best && best[1] >= one[1] ? best : one), null);
    if (!said && !most) return;
    const undoes = (named === undefined ? null : this.#find(named)) ?? most?.[0] ?? null;
    this.reverts.push({ commit: index, undoes, said, files: [...undone.values()].reduce((sum, one) => sum + one, 0) });
  }

  #change(path: string, old: number, now: number, by: number): void {
    const states = this.#at(path);
    if (!this.#branches) states.delete(old);
    states.set(now, { id: old, by });
  }

  #at(path: string): Map<number, Before> {
    let states = this.#before.get(path);
    if (!states) this.#before.set(path, (states = new Map()));
    return states;
  }

  #find(named: string): number | null {
    const whole = this.#indexes.get(named);
    if (whole !== undefined || named.length >= 40) return whole ?? null;
    for (const [sha, index] of this.#indexes) if (sha.startsWith(named)) return index;
    return null;
  }
}
