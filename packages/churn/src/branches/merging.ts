import { operations } from '../operations/definitions.ts';
import type { BranchTree, FileVersion, Paths } from './branch-tree.ts';
import type { Lives } from './lives.ts';

/** A merge underway: what its parents have, and what it makes of them. */
export interface Merging {
  readonly index: number;
  readonly parents: readonly BranchTree[];
  /** For commits that lead to some parents and not to all: which, as bits (`Ancestry.apart`). */
  readonly apart: ReadonlyMap<number, number>;
  readonly lives: Lives;
  readonly paths: Paths;
  /** Files that are otherwise than in the first parent, by path. */
  readonly result: Map<number, FileVersion>;
  /** Lines of a parent for which the same line of another stands. */
  readonly twins: Set<number>;
  /** Paths with files that are like no parent's, and where these stand in the parents. */
  readonly combined: Set<number>;
  /** Lines whose file is binary on one side: no diff says what became of them. */
  readonly unseen: Set<number>;
}

/** A line that stands twice in a merge, and once in each of its parents: nobody wrote it again. */
export function copyOf(line: number, path: number, { index, lives }: Merging): number {
  return lives.make({
    by: index,
    birth: lives.birth(line),
    origin: lives.origin(line),
    content: lives.content(line),
    path,
    operation: operations.transition,
  });
}
