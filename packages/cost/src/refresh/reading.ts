/** What reading a list needs to know. */
export interface Reading {
  readonly region: string;
  /** Where the list is, without a slash at its end. */
  readonly base: string;
  /** The day it is read: `2026-11-01`. */
  readonly today: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** How far it is. */
  readonly step: (done: number, total: number, detail: string) => void;
}
