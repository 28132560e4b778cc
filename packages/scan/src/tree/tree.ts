/** One file of a tree. */
export interface TreeFile {
  /** Relative to the tree's root, with forward slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** A file or folder that was left unread, and why. */
export interface Skipped {
  readonly path: string;
  readonly why: string;
}

export interface Content {
  readonly text: string;
  /** What `version` gives for it. */
  readonly version: string;
}

/**
 * The only way a repository is read: a folder on disk, a git revision, or either with unsaved editor buffers laid over it.
 * Reading never executes anything and never follows a link out of the root.
 */
export interface Tree {
  /** What to call the project when nothing in it says: the folder's name. */
  readonly name: string;
  /** Every readable file, sorted by path in code-unit order; generated and vendored folders are left out. */
  files(signal?: AbortSignal): Promise<readonly TreeFile[]>;
  /** A file's text, with invalid UTF-8 replaced; `null` when it is gone, is binary, or may not be read. */
  read(path: string): Content | null;
  /** A value that changes when the file's content does: a hash, or size and modification time. `null` when it is gone. */
  version(path: string): string | null;
  /** What `files` and `read` left out so far. */
  readonly skipped: readonly Skipped[];
}
