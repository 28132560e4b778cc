import { after, sessionState, type SessionState } from '@groundwork/agent/contract';
import { GroundworkError } from '@groundwork/host';
import type { MessageOf, TicketShown, WindowConnection } from '@groundwork/protocol';
import * as vscode from 'vscode';
import type { Snapshot } from '../model/snapshot.ts';
import type { Current } from '../session/current.ts';
import type { Trouble } from './model.ts';

/** A ticket as this window knows it. */
export interface TicketSeen {
  readonly ticket: TicketShown | null;
  readonly session: SessionState | null;
  /** Something was asked for it that is not answered yet. */
  readonly busy: boolean;
  readonly trouble: Trouble | null;
}

interface Followed {
  seen: TicketSeen;
  /** Of the list, to see when it has to be asked for again. */
  listed: string;
  readonly watchers: Set<(seen: TicketSeen) => void>;
}

const unseen: TicketSeen = { ticket: null, session: null, busy: false, trouble: null };

/** Tickets that are shown. They are followed whatever is done with them, by this window or by others, and again when a server comes back. */
export class FollowedTickets implements vscode.Disposable {
  readonly #current: Current;
  readonly #followed = new Map<string, Followed>();
  readonly #events = new vscode.EventEmitter<MessageOf<'tickets/events'>>();
  readonly onEvents = this.#events.event;
  readonly #watch: vscode.Disposable;
  #window: WindowConnection | null = null;
  #heard: vscode.Disposable | null = null;

  constructor(current: Current) {
    this.#current = current;
    this.#watch = current.onChange((snapshot) => this.#look(snapshot));
  }

  /** Shows how a ticket is, now and whenever that is different. */
  watch(id: string, show: (seen: TicketSeen) => void): vscode.Disposable {
    const known = this.#followed.get(id);
    const followed = known ?? { seen: unseen, listed: '', watchers: new Set() };
    followed.watchers.add(show);
    this.#followed.set(id, followed);
    if (known) show(followed.seen);
    else this.#begin(id);
    return new vscode.Disposable(() => {
      followed.watchers.delete(show);
      if (followed.watchers.size > 0 || this.#followed.get(id) !== followed) return;
      this.#followed.delete(id);
      this.#window?.call('tickets/unfollow', { id }).catch(() => {});
    });
  }

  /** Whether a file is of a ticket's change. */
  holds(id: string, path: string): boolean {
    return this.#followed.get(id)?.seen.session?.files.some((file) => file.path === path) ?? false;
  }

  /** Asks something about a ticket, once at a time; what goes wrong stands on its page. A ticket that comes back is shown. */
  async ask(id: string, what: (window: WindowConnection) => Promise<TicketShown | null | void>): Promise<void> {
    if (this.#followed.get(id)?.seen.busy) return;
    this.#change(id, { busy: true, trouble: null });
    try {
      const ticket = await what(this.#current.session().window);
      this.#change(id, { busy: false, ...(ticket && { ticket }) });
    } catch (cause) {
      this.#change(id, { busy: false, trouble: troubleOf(cause) });
    }
    await this.#read(id);
  }

  /** The same, of what goes on meanwhile. */
  async tell(id: string, what: (window: WindowConnection) => Promise<null>): Promise<void> {
    this.#change(id, { trouble: null });
    try {
      await what(this.#current.session().window);
    } catch (cause) {
      this.#change(id, { trouble: troubleOf(cause) });
    }
  }

  #look({ connection, tickets }: Snapshot): void {
    if (connection !== 'connected') return;
    if (this.#current.session().window !== this.#window) this.#listen();
    for (const [id, followed] of this.#followed) {
      const listed = JSON.stringify(tickets.find((each) => each.id === id) ?? null);
      if (listed === followed.listed) continue;
      followed.listed = listed;
      void this.#read(id);
    }
  }

  /** To another server than before, or the first. */
  #listen(): void {
    const { window } = this.#current.session();
    this.#heard?.dispose();
    this.#window = window;
    const again = (): void => {
      for (const id of this.#followed.keys()) this.#begin(id);
    };
    const heard = [
      window.on('tickets/events', (told) => this.#take(told)),
      // A window that came back is told everything again.
      window.onState((state) => state === 'connected' && again()),
    ];
    this.#heard = new vscode.Disposable(() => heard.forEach((each) => each.dispose()));
    again();
  }

  /** Nothing is asked before there is a server. */
  #begin(id: string): void {
    if (this.#current.snapshot.connection !== 'connected') return;
    if (this.#current.session().window !== this.#window) return this.#listen();
    this.#window.call('tickets/follow', { id }).catch((cause: unknown) => this.#change(id, { trouble: troubleOf(cause) }));
    void this.#read(id);
  }

  #take(told: MessageOf<'tickets/events'>): void {
    const { id, from, events } = told;
    const before = from === 0 ? null : (this.#followed.get(id)?.seen.session ?? null);
    this.#change(id, { session: events.length === 0 && before === null ? null : events.reduce(after, before ?? sessionState([])) });
    this.#events.fire(told);
  }

  async #read(id: string): Promise<void> {
    if (!this.#followed.has(id)) return;
    try {
      this.#change(id, { ticket: await this.#current.session().window.call('tickets/show', { id }) });
    } catch (cause) {
      const trouble = troubleOf(cause);
      if (trouble) this.#change(id, { trouble });
    }
  }

  #change(id: string, change: Partial<TicketSeen>): void {
    const followed = this.#followed.get(id);
    if (!followed) return;
    followed.seen = { ...followed.seen, ...change };
    for (const show of followed.watchers) show(followed.seen);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#heard?.dispose();
    this.#events.dispose();
    this.#followed.clear();
  }
}

/** A server that went away is looked for, and what is shown is read again then: nothing a person has to do. */
function troubleOf(cause: unknown): Trouble | null {
  if (!(cause instanceof GroundworkError))
    return { code: 'unknown', message: cause instanceof Error ? cause.message : String(cause), fix: null };
  const { code, message, fix } = cause;
  return code === 'window.lost' || code === 'window.closed' ? null : { code, message, fix };
}
