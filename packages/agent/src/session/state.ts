import type { Check, Receipt, UnresolvedReason } from '../receipt/receipt.ts';
import type { TicketQuestion } from '../ticket/ticket.ts';
import type { SessionEvent, SessionPhase } from './event.ts';

type Of<Kind extends SessionEvent['kind']> = Omit<Extract<SessionEvent, { kind: Kind }>, 'kind' | 'at'>;

/** What a person is shown of a session, and where it goes on. */
export interface SessionState {
  readonly phase: SessionPhase;
  readonly base: string | null;
  readonly questions: readonly TicketQuestion[];
  readonly answers: Readonly<Record<string, string>>;
  readonly agent: Of<'agent'> | null;
  readonly plan: Of<'plan'>['entries'];
  /** In the order they were said; neighbours of the same speaker are one. */
  readonly said: readonly Of<'said'>[];
  /** In the order they began, each as it is now. */
  readonly tools: readonly Of<'tool'>[];
  readonly permissions: readonly Of<'permission'>[];
  readonly preview: Of<'preview'> | null;
  readonly files: Of<'changed'>['files'];
  readonly usage: Of<'usage'>['usage'] | null;
  readonly checks: readonly Check[];
  /** How the last turn of the agent ended; `null` while one goes on. */
  readonly turn: Of<'turn'> | null;
  readonly receipt: Receipt | null;
}

const beginning: SessionState = {
  phase: 'asking',
  base: null,
  questions: [],
  answers: {},
  agent: null,
  plan: [],
  said: [],
  tools: [],
  permissions: [],
  preview: null,
  files: [],
  usage: null,
  checks: [],
  turn: null,
  receipt: null,
};

/** The present state, of everything that happened. Pure: the same events give the same state. */
export function sessionState(events: readonly SessionEvent[]): SessionState {
  return events.reduce(after, beginning);
}

/** The state after one more event. */
export function after(state: SessionState, { at: _at, ...event }: SessionEvent): SessionState {
  switch (event.kind) {
    case 'phase':
      // Checks are those of the last time it was verified.
      return { ...state, phase: event.phase, turn: null, ...(event.phase === 'verifying' && { checks: [] }) };
    case 'base':
      return { ...state, base: event.commit };
    case 'questions':
      return { ...state, questions: event.questions };
    case 'answers':
      return { ...state, answers: { ...state.answers, ...event.answers } };
    case 'agent':
      return { ...state, agent: without(event) };
    case 'plan':
      return { ...state, plan: event.entries };
    case 'said':
      return { ...state, said: joined(state.said, without(event)) };
    case 'tool':
      return { ...state, tools: replaced(state.tools, without(event)) };
    case 'permission':
      return { ...state, permissions: [...state.permissions, without(event)] };
    case 'preview':
      return { ...state, preview: without(event) };
    case 'changed':
      return { ...state, files: event.files };
    case 'usage':
      return { ...state, usage: event.usage };
    case 'check':
      return { ...state, checks: [...state.checks.filter(({ id }) => id !== event.check.id), event.check] };
    case 'turn':
      return { ...state, turn: without(event) };
    case 'receipt':
      return { ...state, receipt: event.receipt };
  }
}

/** Why nothing more is to be had of the agent; `null` while nothing speaks against it. */
export function endOf(state: SessionState): { readonly reason: UnresolvedReason; readonly why: string } | null {
  return state.turn?.reason ? { reason: state.turn.reason, why: state.turn.why } : null;
}

const without = <Event extends { kind: string }>({ kind: _kind, ...rest }: Event): Omit<Event, 'kind'> => rest;

function joined(said: readonly Of<'said'>[], next: Of<'said'>): readonly Of<'said'>[] {
  const last = said.at(-1);
  return last?.by === 'agent' && next.by === 'agent'
    ? [...said.slice(0, -1), { by: 'agent', text: last.text + next.text }]
    : [...said, next];
}

function replaced(tools: readonly Of<'tool'>[], next: Of<'tool'>): readonly Of<'tool'>[] {
  return tools.some(({ id }) => id === next.id) ? tools.map((tool) => (tool.id === next.id ? next : tool)) : [...tools, next];
}
