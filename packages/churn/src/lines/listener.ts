/** Hears what happens to lines while commits are applied. Commits are indexes; operations are those of `operations`. */
export interface LineListener {
  /** Lines came, or went away; one unless told. */
  came(commit: number, path: string, operation: number, lines?: number): void;
  gone(commit: number, path: string, operation: number, lines?: number): void;
  /** Lines that are not blank, and were first written in `origin`, went away for good: neither moved nor only respaced. */
  died(origin: number, commit: number, path: string, operation: number, lines?: number): void;
  /** So many added lines stand in blocks that stood elsewhere before, or stand elsewhere in the commit. */
  duplicated(commit: number, path: string, lines: number): void;
}
