/** A commit as git shows it. Names are as they were written: `.mailmap` is applied when they are reported. */
export interface CommitInfo {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly authored: number;
  readonly committed: number;
  readonly message: string;
}

/** One file of a commit. Paths are bytes, one a character (`latin1`): git knows no encoding. */
export interface FileChange {
  readonly path: string;
  /** Where the file stood before: its path, another when it was renamed, `null` when it is new. */
  readonly from: string | null;
  /** It is still there. */
  readonly stays: boolean;
  /** First 32 bits of the ids of its content. */
  readonly oldId: number;
  readonly newId: number;
  /** No lines are known to go or come: one side is binary, or in a place that is left out. What is counted after it `came` all the same. */
  readonly opaque: boolean;
  /** The whole id of what it became, where its lines have to be read. Not kept. */
  readonly blob?: string;
  /** How many of the commit's hunks and lines are its own; they follow in the order of the files. */
  readonly hunks: number;
  readonly gone: number;
  readonly came: number;
}

/** What a commit changes compared with its first parent. Symbolic links and submodules have no lines and are left out. */
export interface CommitChange {
  readonly commit: CommitInfo;
  readonly files: readonly FileChange[];
  /** Four numbers a hunk: first old line, old lines, first new line, new lines; counted from 0. */
  readonly hunks: Int32Array;
  /** An `Operation` for each line that went away. */
  readonly gone: Uint8Array;
  /** For each line that came: what it says (`contentOf`), an `Operation`, and which line of `gone` it was before, or -1. */
  readonly came: Int32Array;
  readonly how: Uint8Array;
  readonly source: Int32Array;
}
