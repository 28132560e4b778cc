import type { Receipt, SessionEvent } from '@groundwork/agent';
import { GroundworkError, type Host } from '@groundwork/host';

export interface SolveTicketOptions {
  readonly host: Host;
  readonly env: NodeJS.ProcessEnv;
  /** An agent of the table by name, or a command; `null` is the small one that is built in. */
  readonly agent: string | null;
  /** As `gw model use` takes it; `null` is the one that is used. */
  readonly model: string | null;
  /** Goes on where an earlier session of it ended. */
  readonly resume: boolean;
  /** Goes on from its plan without asking. */
  readonly yes: boolean;
  readonly tell?: (event: SessionEvent) => void;
}

export async function solveTicket(_dir: string, id: string, _options: SolveTicketOptions): Promise<Receipt | null> {
  throw new GroundworkError({ code: 'ticket.unsolved', message: `${id} cannot be solved yet` });
}
export async function deliverTicket(
  _dir: string,
  id: string,
  _options: { readonly pull: boolean; readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<{ branch: string; url: string | null }> {
  throw new GroundworkError({ code: 'ticket.undelivered', message: `${id} cannot be delivered yet` });
}
