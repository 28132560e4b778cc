/** A suggestion and the place it was made for. */
export interface Suggested {
  readonly id: string;
  readonly path: string;
  /** The file before and after the cursor. */
  readonly prefix: string;
  readonly suffix: string;
  readonly text: string;
}

/** What a suggestion is of use for to whoever shows it. */
export interface Suggestion {
  readonly id: string;
  /** What is to be inserted at the cursor. */
  readonly text: string;
  /** Where it came from: a request, what was given before, or a request that was under way for an earlier keystroke. */
  readonly from: 'model' | 'memory' | 'flight';
}
