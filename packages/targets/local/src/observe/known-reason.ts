/** Something programs say when they die, in words a person can act on. */
export interface KnownReason {
  readonly code: string;
  /** Matched against single lines, without flags that keep a position. */
  readonly pattern: RegExp;
  readonly message: (match: RegExpExecArray) => string;
  readonly fix?: (match: RegExpExecArray, service: string) => string;
}
