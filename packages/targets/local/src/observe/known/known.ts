/** What a death says about the repository or this machine, beyond the words: kept, and used by the next `up`. */
export type Seen =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'refused'; readonly port: number }
  | { readonly kind: 'library'; readonly name: string };

/** Something programs say when they die, in words a person can act on. */
export interface KnownReason {
  readonly code: string;
  /** Matched against single lines, or as many together as `lines` says; without flags that keep a position. */
  readonly pattern: RegExp;
  readonly lines?: number;
  /** Has to be somewhere else in what was said: the line alone could mean something else. */
  readonly only?: RegExp;
  readonly message: (match: RegExpExecArray) => string;
  readonly fix?: (match: RegExpExecArray, service: string) => string | null;
  readonly seen?: (match: RegExpExecArray) => Seen | null;
}

/** The first group that matched. */
export function nameIn(match: RegExpExecArray): string {
  return match.slice(1).find((part) => part !== undefined) ?? '';
}
