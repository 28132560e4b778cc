import type { Budget, Usage } from './budget/budget.ts';
import type { Model } from './model/provider.ts';

/** What one ticket, or the editor's completion, is let do. */
export interface GrantOptions {
  /** Whose budget is used: the ticket's id, `completion`. */
  readonly subject: string;
  readonly budget: Budget;
  /** Every request goes to it, whatever model the client asks for: an agent cannot choose a dearer one. */
  readonly model: Model;
}

/** A token that opens the gateway and nothing else. It is what an agent gets in place of a key. */
export interface Grant {
  readonly token: string;
  /** Revokes it: requests underway are ended. */
  revoke(): void;
}

/**
 * One door to models. Its paths below the address: `/openai/v1`, `/anthropic` (`/v1/messages`), `/google`
 * (`/v1beta/models/...`), and for completion `/native` (`/infill`, `/api/generate`).
 */
export interface Gateway {
  /** A socket or loopback address on which it listens; `null` where it was not asked to. */
  readonly address: { readonly socket: string } | { readonly url: string } | null;
  grant(options: GrantOptions): Grant;
  /** What a subject used since its first request, over restarts. */
  usage(subject: string): Usage;
  /** Serves a request within this process, as the address does. */
  fetch(request: Request): Promise<Response>;
  /** Ends requests underway. */
  close(): Promise<void>;
}
