import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { budgetSchema, type Usage } from '@groundwork/gateway/budget';
import type { Ticket } from '../ticket/ticket.ts';
import { Steering } from './controls.ts';
import type { SessionEvent, SessionPhase } from './event.ts';
import { openJournal, ticketFolder, type Journal, type TicketFolder } from './journal.ts';
import type { SolveOptions } from './options.ts';
import { after, sessionState, type SessionState } from './state.ts';

export type NewEvent = SessionEvent extends infer Event ? (Event extends { at: string } ? Omit<Event, 'at'> : never) : never;

/** A gap between events that is longer is one in which nothing ran. */
const longestGapMs = 10 * 60_000;

/** One ticket being worked on: what happened, and the one way to make something happen. */
export class Session {
  readonly options: SolveOptions;
  readonly folder: TicketFolder;
  readonly steering = new Steering();
  readonly #journal: Journal;
  #state: SessionState;
  #token = '';

  constructor(options: SolveOptions) {
    this.options = options;
    this.folder = ticketFolder(options.repository, options.ticket.id);
    this.#journal = openJournal(options.repository, this.folder, !options.resume);
    this.#state = sessionState(this.#journal.events);
  }

  get state(): SessionState {
    return this.#state;
  }

  get ticket(): Ticket {
    return this.options.ticket;
  }

  tell(event: NewEvent): void {
    const dated: SessionEvent = { ...event, at: new Date().toISOString() };
    this.#journal.append(dated);
    this.#state = after(this.#state, dated);
    this.options.onEvent?.(dated);
  }

  enter(phase: SessionPhase): void {
    this.tell({ kind: 'phase', phase });
  }

  /** What must not be read by anybody afterwards. */
  hide(token: string): void {
    this.#token = token;
  }

  readonly mask = (text: string): string => (this.#token === '' ? text : text.replaceAll(this.#token, '•••'));

  /** Whose budget is spent: `issue-42` of two repositories are two. */
  get subject(): string {
    return `${this.ticket.id}@${createHash('sha256').update(resolve(this.options.repository)).digest('hex').slice(0, 12)}`;
  }

  usage(): Usage {
    return this.options.gateway.usage(this.subject);
  }

  /** Which bound is reached, in words. */
  readonly spent = (): string | null => {
    const { usd, tokens, requests } = budgetSchema.parse(this.modelBudget());
    const used = this.usage();
    if (usd !== null && used.usd >= usd) return `The budget of $${usd} is spent`;
    if (tokens !== null && used.inputTokens + used.outputTokens >= tokens) return `The budget of ${tokens} tokens is spent`;
    return requests !== null && used.requests >= requests ? `The budget of ${requests} requests is spent` : null;
  };

  modelBudget(): { readonly usd: number | null; readonly tokens: number | null; readonly requests: number | null } {
    const { usd, tokens, requests } = this.ticket.head.budget;
    const { budget: usual } = this.options;
    return { usd: usd ?? usual?.usd ?? null, tokens: tokens ?? usual?.tokens ?? null, requests: requests ?? usual?.requests ?? null };
  }

  /** How long agents worked on it, in milliseconds, over all processes that did. */
  workedMs(): number {
    let phase: SessionPhase | null = null;
    let last = 0;
    let sum = 0;
    for (const event of this.#journal.events) {
      const at = Date.parse(event.at);
      if (phase === 'planning' || phase === 'working') sum += Math.min(Math.max(0, at - last), longestGapMs);
      if (event.kind === 'phase') phase = event.phase;
      last = at;
    }
    return sum;
  }

  /** Since it began, in seconds. */
  seconds(): number {
    const [first] = this.#journal.events;
    return first === undefined ? 0 : Math.max(0, Math.round((Date.now() - Date.parse(first.at)) / 1000));
  }

  closed = false;

  close(): void {
    this.closed = true;
    this.#journal.close();
  }
}
