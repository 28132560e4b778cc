import type { CommitInfo } from './change.ts';

/** A file of a merge that is like none of its parents'. Paths are bytes, as `latin1`. */
export interface MergedFile {
  readonly path: string;
  /** First 32 bits of the id of its content, and the whole; 0 where the merge has no regular file there. */
  readonly id: number;
  readonly blob: string;
  /** The ids of its contents in all parents, and then in the merge. */
  readonly blobs: readonly string[];
  /** Where it stands in each parent, and what it is there; `null` where it is none, or no regular file. */
  readonly parents: readonly ({ readonly path: string; readonly id: number } | null)[];
  /** Git showed no lines: one side at least is binary. */
  opaque: boolean;
  /** Three numbers a hunk: its first line, counted from 0, where in `lines` it starts, and where it ends. */
  readonly hunks: number[];
  /** A line of the merge: the parents that have it, as bits. One it has not: those that do, less than 0. */
  readonly lines: number[];
  /** What the lines say that no parent has; where it is opaque, all lines of the merge. */
  contents: number[];
}

/** What a merge makes of its parents. */
export interface MergeChange {
  readonly commit: CommitInfo;
  /** Files that its first parent has not, or has otherwise: path and first 32 bits of the id, 0 where there is none. */
  readonly unlikeFirst: readonly { readonly path: string; readonly id: number }[];
  readonly files: readonly MergedFile[];
}
