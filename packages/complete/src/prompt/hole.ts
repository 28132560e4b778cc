/** A piece of the repository that a model is shown beside the file it writes in. */
export interface Snippet {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** The place that is to be filled, and what is known around it. */
export interface Hole {
  /** What the repository is called. */
  readonly repository: string;
  readonly path: string;
  /** Of the file, before and after the cursor, as much as fits. */
  readonly prefix: string;
  readonly suffix: string;
  /** Least important first: what a model reads last weighs most. */
  readonly snippets: readonly Snippet[];
}
