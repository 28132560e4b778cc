/** One file of an export. */
export interface ExportedFile {
  /** Relative to the folder it is exported to, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly executable?: boolean;
}

/** What an export comes to: plain text, nothing is written yet. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  /** What a person should know: what was left out, what they have to fill in. */
  readonly notes: readonly string[];
}
