/** Hears what happens to lines while commits are applied. Commits are indexes; operations are those of `operations`. */
export interface LineListener {
  /** A line came, or went away. */
  came(commit: number, path: string, operation: number): void;
  gone(commit: number, path: string, operation: number): void;
  /** A line that is not blank, and was first written in `origin`, went away for good: neither moved nor only respaced. */
  died(origin: number, commit: number, path: string, operation: number): void;
  /** So many added lines stand in blocks that stood elsewhere before, or stand elsewhere in the commit. */
  duplicated(commit: number, path: string, lines: number): void;
}
