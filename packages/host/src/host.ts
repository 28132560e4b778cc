import type { z } from 'zod';
// The schema is at `@groundwork/host/progress`: who only reports does not load it.
import type { progressSchema } from './progress.ts';

export type ProgressEvent = Readonly<z.infer<typeof progressSchema>>;

/** The way out for libraries, which never print, never exit and never prompt by themselves. */
export interface Host {
  notify(event: ProgressEvent): void;
  /** Asks a yes-or-no question. Where nobody can answer, the default is the answer. */
  confirm(question: string, fallback: boolean): Promise<boolean>;
  /** Asks for a value that is not shown while it is typed; empty when it was left out, `null` where nobody can answer. */
  secret(question: string): Promise<string | null>;
  readonly signal: AbortSignal;
}

/** A host that hears nothing, answers every question with its default and is never cancelled. */
export const silentHost: Host = {
  notify: () => {},
  confirm: async (_question, fallback) => fallback,
  secret: async () => null,
  signal: new AbortController().signal,
};
