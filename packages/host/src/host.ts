/** What a long action says about itself while it runs. Plain data: a terminal, an editor and a test all read it. */
export type ProgressEvent =
  | {
      readonly type: 'started';
      readonly task: string;
      readonly label: string;
      readonly expectedMs?: number;
      /** File it writes to meanwhile. */ readonly log?: string;
    }
  | { readonly type: 'progress'; readonly task: string; readonly done: number; readonly total: number | null; readonly detail?: string }
  | { readonly type: 'output'; readonly task: string; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly type: 'finished';
      readonly task: string;
      readonly outcome: 'done' | 'failed' | 'skipped';
      readonly ms: number;
      readonly detail?: string;
    }
  | { readonly type: 'note'; readonly level: 'info' | 'warning'; readonly code: string; readonly message: string; readonly where?: string };

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
