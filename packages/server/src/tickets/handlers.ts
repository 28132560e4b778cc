import { hindranceOf } from '@groundwork/agent/contract';
import { exitCodes, GroundworkError, silentHost, type Host } from '@groundwork/host';
import type { Handlers } from '@groundwork/protocol';
import {
  approveTicket,
  askSession,
  deliverTicket,
  findTicket,
  followTicket,
  openProposals,
  publishPlaceOf,
  publishTicket,
  readTicketSource,
  saveProposal,
  standingOf,
  ticketContent,
  withAnswers,
  writeTicketFile,
  type ProposedTicket,
  type TicketSource,
  type ToldEvents,
} from '@groundwork/toolkit';
import type { WindowContext } from '../rpc/context.ts';
import { shown, ticketsOf } from './tickets.ts';

type Names =
  | 'list'
  | 'propose'
  | 'save'
  | 'show'
  | 'answer'
  | 'approve'
  | 'solve'
  | 'steer'
  | 'stop'
  | 'plan'
  | 'deliver'
  | 'place'
  | 'publish'
  | 'content'
  | 'follow'
  | 'unfollow';

const everyMs = 150;
const mostFollowed = 20;
/** Bytes on their way to a window that keeps it from being sent more. */
const mostBacklog = 4 * 1024 * 1024;

export function ticketsHandlers({ workspace, tell, backlog, onClose }: WindowContext): Handlers<`tickets/${Names}`> {
  const { dir } = workspace;
  const tickets = ticketsOf(workspace);
  const proposals = createProposals(dir);
  const followed = new Map<string, { next(): ToldEvents }>();
  let timer: NodeJS.Timeout | null = null;

  const stopFollowing = (): void => {
    if (timer) clearInterval(timer);
    timer = null;
  };
  const pass = (id: string, events: { next(): ToldEvents }, first = false): void => {
    const { from, events: said } = events.next();
    if (said.length > 0 || first) tell('tickets/events', { id, from, events: [...said] });
  };
  onClose(() => {
    followed.clear();
    stopFollowing();
  });
  return {
    'tickets/list': async () => tickets.list(),
    'tickets/propose': async ({ given, answers }, signal) => {
      const { proposed } = await proposals(given, answers, { ...silentHost, signal });
      const { id, file, head, content } = proposed;
      return { id, file, head, content, hindrance: hindranceOf(head) };
    },
    'tickets/save': async ({ given, answers }, signal) => {
      const { proposed, source } = await proposals(given, answers, { ...silentHost, signal });
      await saveProposal(dir, proposed, source);
      tickets.changed();
      return { id: proposed.id, file: proposed.file };
    },
    'tickets/show': async ({ id }) => tickets.show(id),
    'tickets/answer': async ({ id, answers }) => {
      const { file, content } = findTicket(dir, id);
      await writeTicketFile(dir, file, withAnswers(content, file, answers), { replace: true });
      tickets.changed();
      return tickets.show(id);
    },
    'tickets/approve': async ({ id, hash }) => {
      const standing = standingOf(dir, id);
      if (standing.hash !== hash) throw otherHead(id);
      await approveTicket(dir, id, standing.ticket.head);
      tickets.changed();
      return shown(standingOf(dir, id));
    },
    // Whoever asked may go: it is stopped by `tickets/stop` alone.
    'tickets/solve': (asked) => tickets.solve(asked),
    'tickets/steer': async ({ id, text }) => {
      askSession(dir, id, { kind: 'steer', text });
      return null;
    },
    'tickets/stop': async ({ id }) => {
      if (!tickets.stop(id)) askSession(dir, id, { kind: 'stop' });
      return null;
    },
    'tickets/plan': async ({ id, text }) => {
      askSession(dir, id, { kind: 'plan', text });
      return null;
    },
    'tickets/deliver': async ({ id }, signal) => {
      await deliverTicket(dir, id, { ...silentHost, signal });
      tickets.changed();
      return tickets.show(id);
    },
    'tickets/place': ({ id }, signal) => publishPlaceOf(dir, id, { ...silentHost, signal }),
    'tickets/publish': async ({ id }, signal) => {
      const asked = { env: process.env, request: { draft: false }, remote: null, base: null, notes: false };
      await publishTicket(dir, id, { ...asked, host: { ...silentHost, signal } });
      tickets.changed();
      return tickets.show(id);
    },
    'tickets/content': async ({ id, path, side }) => ({ text: await ticketContent(dir, id, path, side) }),
    'tickets/follow': async ({ id }) => {
      if (followed.size >= mostFollowed && !followed.has(id)) throw tooMany();
      const events = followTicket(dir, id);
      followed.set(id, events);
      pass(id, events, true);
      timer ??= setInterval(() => {
        if (backlog() <= mostBacklog) for (const [each, of] of followed) pass(each, of);
      }, everyMs).unref();
      return null;
    },
    'tickets/unfollow': async ({ id }) => {
      followed.delete(id);
      if (followed.size === 0) stopFollowing();
      return null;
    },
  };
}

/** One text is proposed for again with each answer: what it is made of is read once, and an issue asked for once. */
function createProposals(dir: string) {
  let last: {
    readonly given: string;
    readonly source: TicketSource;
    readonly proposeWith: (answers: Readonly<Record<string, string>>) => ProposedTicket;
  } | null = null;
  return async (given: string, answers: Readonly<Record<string, string>>, host: Host) => {
    if (last?.given !== given || Object.keys(answers).length === 0) {
      const source = await readTicketSource(dir, given, { host, env: process.env, cwd: dir });
      last = { given, source, proposeWith: await openProposals(dir, source, host) };
    }
    return { proposed: last.proposeWith(answers), source: last.source };
  };
}

const otherHead = (id: string): GroundworkError =>
  new GroundworkError({
    code: 'ticket.changed',
    message: `\`${id}\` is no longer what was shown`,
    fix: 'Look at it again',
    exit: exitCodes.failed,
  });

const tooMany = (): GroundworkError =>
  new GroundworkError({
    code: 'tickets.too_many',
    message: `A window follows ${mostFollowed} tickets at most`,
    fix: 'Close some of them',
    exit: exitCodes.tryAgain,
  });
