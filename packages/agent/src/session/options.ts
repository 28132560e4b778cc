import type { Budget, Gateway, Model } from '@groundwork/gateway';
import type { Host } from '@groundwork/host';
import type { FoundAgent } from '../agents/find.ts';
import type { Machine } from '../registries/settings.ts';
import type { JailOptions } from '../jail/jail.ts';
import type { Ticket, TicketQuestion } from '../ticket/ticket.ts';
import type { Predict } from '../verify/reports.ts';
import type { Prepare } from '../verify/prepare/prepare.ts';
import type { Controls } from './controls.ts';
import type { SessionEvent } from './event.ts';
import type { SessionState } from './state.ts';

/** What only a person decides. */
export interface Approvals {
  /** Answers by the id of the question; `null` where the person leaves it. */
  questions(questions: readonly TicketQuestion[]): Promise<Readonly<Record<string, string>> | null>;
  /** The ticket as it will be checked. */
  ticket(ticket: Ticket): Promise<boolean>;
  plan(plan: SessionState['plan']): Promise<PlanAnswer>;
}

export type PlanAnswer =
  | { readonly answer: 'approve' }
  /** With steps of the person's own. */
  | { readonly answer: 'change'; readonly plan: readonly string[] }
  /** Plan again, with this in mind. */
  | { readonly answer: 'steer'; readonly text: string }
  | { readonly answer: 'leave' };

/** `--yes`: questions get their defaults, and everything is approved. */
export const approveAll: Approvals = {
  questions: async (questions) => Object.fromEntries(questions.map(({ id, default: value, options }) => [id, value ?? options[0] ?? ''])),
  ticket: async () => true,
  plan: async () => ({ answer: 'approve' }),
};

/** Our command line in the jail: it makes the preview and serves tools to the agent. */
export interface JailedTools {
  /** `[node, groundwork.js]` */
  readonly command: readonly string[];
  /** What it needs to be readable. */
  readonly folders: readonly string[];
}

export interface SolveOptions {
  readonly ticket: Ticket;
  readonly repository: string;
  /** A commit by any name; `HEAD` where left out. */
  readonly base?: string;
  readonly agent: FoundAgent;
  /** It listens on a socket. */
  readonly gateway: Gateway;
  readonly model: Model;
  /** `null` leaves out preview and tools. */
  readonly tools: JailedTools | null;
  readonly approvals: Approvals;
  /** What the ticket leaves open. */
  readonly questions?: readonly TicketQuestion[];
  /** Installs what a clean tree needs before it is verified. */
  readonly prepare: Prepare;
  /** What commands of this ticket need besides: a toolchain of its own. Its variables go before the machine's. */
  readonly environment?: Pick<JailOptions, 'readable'> & Required<Pick<JailOptions, 'env'>>;
  /** Whose toolchains and registries are used; this machine's where left out. */
  readonly machine?: Machine;
  /**
   * A folder of the person's, outside of any repository, that keeps what was read of this one's history for its next ticket; it may be
   * removed at any time. Left out, every ticket reads it anew.
   */
  readonly histories?: string;
  /** What the past says of files that are written to; this repository's own where left out, and `null` where nobody reads it. */
  readonly predict?: Predict | null;
  /** What may be spent where the ticket's head does not say. */
  readonly budget?: Budget;
  /** What happened before counts; else the ticket is begun anew. */
  readonly resume: boolean;
  /** Told of everything that happens, once it is on the disk. */
  readonly onEvent?: (event: SessionEvent) => void;
  /** Given the means to steer, as soon as there are any. */
  readonly onControls?: (controls: Controls) => void;
  readonly host: Host;
}
