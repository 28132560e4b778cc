import {
  hashOfHead,
  hindranceOf,
  isWorkedOn,
  readEvents,
  sessionEventSchema,
  sessionState,
  ticketFolder,
  type SessionEvent,
  type SessionState,
  type Ticket,
  type TicketHead,
} from '@groundwork/agent';
import { createLineReader } from '@groundwork/target-local';
import { lstatSync } from 'node:fs';
import { realFolder } from '../local/folder.ts';
import { isApproved } from './approval.ts';
import { deliveredOf, type TicketDelivered } from './deliver.ts';
import { findTicket, storedTickets } from './store.ts';

/** Where a ticket is. `open`: something has to be answered before it can be approved; `waiting`: for a person; `paused`: it can be resumed. */
export type TicketState = 'open' | 'proposed' | 'approved' | 'working' | 'waiting' | 'paused' | 'resolved' | 'unresolved';

export interface TicketStanding {
  readonly ticket: Ticket;
  readonly file: string;
  readonly hash: string;
  readonly approved: boolean;
  readonly hindrance: string | null;
  readonly state: TicketState;
  /** `null` where it was never worked on. */
  readonly session: SessionState | null;
  /** The branch that was made of it. */
  readonly delivered: TicketDelivered | null;
}

/** A ticket by its id, with how its session stands. Throws `ticket.unknown`, and what is wrong with it. */
export function standingOf(dir: string, id: string, cwd = dir): TicketStanding {
  const { ticket, file } = findTicket(dir, id, cwd);
  return standing(realFolder(dir), ticket, file);
}

/** All tickets of a folder; of those whose file is wrong, why. */
export const allStandings = (dir: string): ReturnType<typeof standingsOf> => standingsOf(realFolder(dir));

const standingsOf = (folder: string) =>
  storedTickets(folder).map((each) => ('error' in each ? each : standing(folder, each.ticket, each.file)));

function standing(folder: string, ticket: Ticket, file: string): TicketStanding {
  const { id, head } = ticket;
  const place = ticketFolder(folder, id);
  const { events } = readEvents(place);
  const session = events.length === 0 ? null : sessionState(events);
  const approved = isApproved(folder, id, head);
  const hindrance = hindranceOf(head);
  return {
    ticket,
    file,
    hash: hashOfHead(head),
    approved,
    hindrance,
    session,
    delivered: deliveredOf(folder, id),
    state: stateOf({ head, approved, hindrance, session, worked: session !== null && isWorkedOn(place) }),
  };
}

interface Known {
  readonly head: TicketHead;
  readonly approved: boolean;
  readonly hindrance: string | null;
  readonly session: SessionState | null;
  readonly worked: boolean;
}

function stateOf({ head, approved, hindrance, session, worked }: Known): TicketState {
  if (session !== null && worked)
    return session.phase === 'planned' || session.phase === 'asking' || session.phase === 'approving' ? 'waiting' : 'working';
  // A head that was changed since asks for something else than what was shown to hold.
  const isOld = session?.receipt ? session.receipt.ticket.hash !== hashOfHead(head) : false;
  if (session?.receipt && !isOld && approved) return session.receipt.outcome.state;
  if (hindrance !== null) return 'open';
  if (session !== null && !isOld && approved) return 'paused';
  return approved ? 'approved' : 'proposed';
}

export interface ToldEvents {
  /** How many were told before; 0 begins anew. */
  readonly from: number;
  readonly events: readonly SessionEvent[];
}

/** Follows the events of a ticket, whoever works on it, through being begun anew. The first call gives all there are. */
export function followTicket(dir: string, id: string): { next(): ToldEvents } {
  const { events: file } = ticketFolder(realFolder(dir), id);
  let read = createLineReader(file);
  let inode = inodeOf(file);
  let told = 0;
  return {
    next: () => {
      const now = inodeOf(file);
      if (now !== inode) {
        read = createLineReader(file);
        told = 0;
      }
      inode = now;
      const events = read().flatMap((line) => parsed(line) ?? []);
      const from = told;
      told += events.length;
      return { from, events };
    },
  };
}

const inodeOf = (file: string): number | null => lstatSync(file, { throwIfNoEntry: false })?.ino ?? null;

function parsed(line: string): SessionEvent | null {
  try {
    const result = sessionEventSchema.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
