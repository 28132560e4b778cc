import type { ResultOf, Rows } from '@groundwork/protocol';

export type Language = NonNullable<ResultOf<'resources/open'>['query']>;
export type Entries = ResultOf<'resources/list'>;
export type Entry = Entries['entries'][number];
export type Answer = Omit<ResultOf<'resources/query'>, 'ms'>;

/** Where in a resource: names from the outside in, as `list` gave them. */
export type Place = readonly string[];

export interface Page {
  readonly offset: number;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** A way to look into one resource that is up. One file for each kind of client; what it throws is shown to the person. */
export interface ResourceBrowser {
  /** The language of `query`, `null` where there is none. */
  readonly language: Language | null;
  list(place: Place, how: Omit<Page, 'offset'>): Promise<Entries>;
  /** Changes nothing. */
  read(place: Place, page: Page): Promise<Rows>;
  /** Does what a person wrote, whatever that is. Aborting stops it at the server. */
  query(text: string, how: Omit<Page, 'offset'>): Promise<Answer>;
  /** A query that can change nothing; throws `query.changes` for any other. `null` where that cannot be promised. */
  readonly inspect: ((text: string, how: Omit<Page, 'offset'>) => Promise<Answer>) | null;
  close(): Promise<void>;
}

/** Nobody waits longer for what is only looked at. */
export const lookMs = 20_000;
/** A query of a person's own: long enough for one that was meant, short enough for one that was not. */
export const queryMs = 5 * 60_000;
