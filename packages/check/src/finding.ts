/** How bad it is, worst first: it does not work deployed, it works badly or by luck, it is worth knowing. */
export const severities = ['error', 'warning', 'info'] as const;

export type Severity = (typeof severities)[number];

/** Lines and columns from 0, columns in UTF-16 units, the end not included: as editors count. */
export interface Range {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Replaces a range of a file; an empty range inserts. A file that does not exist is made. */
export interface Edit {
  readonly file: string;
  readonly range: Range;
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  /** In no order and never overlapping. */
  readonly edits: readonly Edit[];
}

/** One thing that would go wrong in a deployment. Plain data. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** What would happen, in a sentence or two. Never holds a secret. */
  readonly message: string;
  /** Relative to the folder that was checked, with forward slashes. */
  readonly file: string;
  readonly range: Range;
  /** The service it is about, `null` when it is about none or all. */
  readonly service: string | null;
  /** A change that is safe to make without looking; `null` where there is none. */
  readonly fix: Fix | null;
  /** What else is known: evidence, what to do by hand. */
  readonly more: string | null;
}
