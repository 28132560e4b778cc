import type { Receipt } from '@groundwork/agent/contract';
import { GroundworkError, silentHost } from '@groundwork/host';
import type { ParsedParamsOf, TicketShown, TicketSummary } from '@groundwork/protocol';
import { allStandings, solveTicket, standingOf, ticketsVersion, type TicketStanding } from '@groundwork/toolkit';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';

/** The tickets of a workspace: every window sees the same ones, and what one of them asked for goes on without it. */
export interface Tickets {
  list(): TicketSummary[];
  show(id: string): TicketShown;
  solve(asked: ParsedParamsOf<'tickets/solve'>): Promise<Receipt | null>;
  /** Ends what this server works on. Whether there was something. */
  stop(id: string): boolean;
  /** Tells windows what is different now. */
  changed(): void;
}

/** How often others are looked after: a person's editor, another process that works on a ticket. */
const everyMs = 700;

export const ticketsOf = perWorkspace(createTickets);

function createTickets(workspace: Workspace): Tickets {
  const { dir } = workspace;
  const running = new Map<string, { readonly stop: AbortController; readonly done: Promise<Receipt | null> }>();
  let version = '';
  let known: TicketSummary[] = [];
  let timer: NodeJS.Timeout | null = null;

  const list = (): TicketSummary[] => {
    const now = ticketsVersion(dir);
    if (now !== version) known = allStandings(dir).map((each) => ('error' in each ? wrong(each) : summary(each)));
    version = now;
    return known;
  };
  let told = '';
  const changed = (): void => {
    const tickets = list();
    const text = JSON.stringify(tickets);
    if (text === told) return;
    told = text;
    workspace.tell('tickets/changed', { tickets });
  };
  const solve = ({ id, resume, agent, model }: ParsedParamsOf<'tickets/solve'>): Promise<Receipt | null> => {
    const already = running.get(id);
    if (already) return already.done;
    const stop = new AbortController();
    const host = { ...silentHost, signal: stop.signal };
    const options = { host, env: process.env, own: workspace.command, agent, model, resume, plan: null };
    const done = solveTicket(dir, id, options)
      .catch((cause: unknown) => {
        if (cause instanceof GroundworkError && cause.code === 'session.left') return null;
        throw cause;
      })
      .finally(() => {
        running.delete(id);
        changed();
      });
    running.set(id, { stop, done });
    return done;
  };
  workspace.onClose(async () => {
    if (timer) clearInterval(timer);
    for (const { stop } of running.values()) stop.abort();
    await Promise.allSettled([...running.values()].map(({ done }) => done));
  });
  return {
    list: () => {
      timer ??= setInterval(() => {
        try {
          changed();
        } catch {
          // A folder that is being changed is looked at again.
        }
      }, everyMs).unref();
      return list();
    },
    show: (id) => shown(standingOf(dir, id)),
    solve,
    stop: (id) => {
      const one = running.get(id);
      one?.stop.abort();
      return one !== undefined;
    },
    changed,
  };
}

const wrong = ({
  file,
  error,
}: {
  readonly file: string;
  readonly error: { readonly message: string; readonly where: string | null };
}): TicketSummary => ({
  id: file,
  file,
  goal: error.message,
  state: 'wrong',
  phase: null,
  where: error.where,
  spent: null,
  branch: null,
});

const summary = ({ ticket, file, state, session, delivered }: TicketStanding): TicketSummary => ({
  id: ticket.id,
  file,
  goal: ticket.head.goal,
  state,
  phase: session?.phase ?? null,
  where: null,
  spent: session?.usage?.usd ?? null,
  branch: delivered?.branch ?? null,
});

export const shown = ({ ticket, file, hash, approved, hindrance, state, session, delivered }: TicketStanding): TicketShown => ({
  id: ticket.id,
  file,
  head: ticket.head,
  hash,
  text: ticket.text,
  approved,
  hindrance,
  state,
  base: session?.base ?? null,
  delivered: delivered && { branch: delivered.branch, url: delivered.published?.request?.url ?? null },
});
