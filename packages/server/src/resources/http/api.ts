import type { Entry } from '../browser.ts';
import type { Call } from './request.ts';

/** Asks within the time of a look. */
export type Look = (call: Pick<Call, 'method' | 'path'> & { readonly body?: unknown }) => Promise<unknown>;

/** What there is to look at in a server that is spoken to over HTTP: one kind of thing, with documents in each. */
export interface HttpApi {
  readonly headers: (key: string | null) => Readonly<Record<string, string>>;
  list(look: Look, limit: number): Promise<Entry[]>;
  read(
    look: Look,
    name: string,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly documents: readonly Readonly<Record<string, unknown>>[]; readonly total: number | null }>;
  /** Where documents lie in an answer to a query of a person's own. */
  listOf(answer: unknown): unknown;
}
