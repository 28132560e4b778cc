import { acceptanceText, budgetText, placed, type SessionState, type TicketHead } from '@groundwork/agent/contract';
import type { TicketProposed, TicketShown } from '@groundwork/protocol';
import type { ReceiptModel } from './receipt-model.ts';
import { sessionShown, type SessionShown } from './session-model.ts';

export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly fix: string | null;
}

/** A head in words, as it is read before it is agreed to. */
export interface HeadShown {
  readonly goal: string;
  readonly acceptance: readonly { readonly text: string; readonly isCommand: boolean }[];
  readonly tests: readonly string[];
  readonly scope: readonly string[];
  readonly protect: readonly string[];
  readonly keep: readonly string[];
  readonly budget: string;
  readonly issue: string | null;
  readonly questions: readonly QuestionShown[];
  readonly decided: readonly { readonly id: string; readonly answer: string }[];
}

export interface QuestionShown {
  readonly id: string;
  readonly ask: string;
  readonly options: readonly string[];
  /** What is taken meanwhile. */
  readonly taken: string | null;
}

/** A ticket that is not written yet. */
export interface DraftModel {
  readonly kind: 'draft';
  readonly head: HeadShown | null;
  /** Where it would be written. */
  readonly file: string | null;
  readonly hindrance: string | null;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
}

export interface TicketModel {
  readonly kind: 'ticket';
  readonly id: string;
  readonly file: string;
  readonly hash: string;
  readonly state: TicketShown['state'];
  readonly approved: boolean;
  readonly hindrance: string | null;
  readonly head: HeadShown;
  readonly text: string;
  readonly session: SessionShown | null;
  /** Why it does not go on by itself, where it was begun and left. */
  readonly pause: string | null;
  readonly delivered: TicketShown['delivered'];
  readonly busy: boolean;
  readonly trouble: Trouble | null;
}

/** There is no such ticket any more, or its file is wrong. */
export interface TroubleModel {
  readonly kind: 'trouble';
  readonly id: string;
  readonly trouble: Trouble | null;
}

export type TicketPageModel = DraftModel | TicketModel | ReceiptModel | TroubleModel;

export const draftModel = (proposed: TicketProposed | null, busy: boolean, trouble: Trouble | null): DraftModel => ({
  kind: 'draft',
  head: proposed && headShown(proposed.head),
  file: proposed?.file ?? null,
  hindrance: proposed?.hindrance ?? null,
  busy,
  trouble,
});

/** Before, a session is that of another head, or came with the repository. */
const worked: readonly TicketShown['state'][] = ['working', 'waiting', 'paused', 'resolved', 'unresolved'];

export function ticketModel(ticket: TicketShown, session: SessionState | null, busy: boolean, trouble: Trouble | null): TicketModel {
  const { id, file, hash, state, approved, hindrance, head, text, delivered } = ticket;
  return {
    kind: 'ticket',
    id,
    file,
    hash,
    state,
    approved,
    hindrance,
    head: headShown(head),
    text,
    session: session && worked.includes(state) ? sessionShown(session, head) : null,
    pause: session && state === 'paused' ? pauseOf(session) : null,
    delivered,
    busy,
    trouble,
  };
}

function pauseOf({ phase, turn }: SessionState): string {
  if (phase === 'planned') return 'It was left before its plan was agreed to. It goes on where it was.';
  const doing = phase === 'planning' ? 'planned' : phase === 'verifying' ? 'was verified' : 'worked';
  return `${turn?.stop === 'interrupted' ? 'It was stopped' : 'What works on it ended'} while it ${doing}. It goes on where it was.`;
}

function headShown(head: TicketHead): HeadShown {
  return {
    goal: head.goal,
    acceptance: head['done when'].map((item) => ({ text: acceptanceText(item), isCommand: 'run' in item || 'types' in item })),
    tests: head.tests.map(({ run, in: folder }) => placed(run, folder)),
    scope: head.scope,
    protect: head.protect,
    keep: head.keep,
    budget: budgetText(head.budget),
    issue: head.issue,
    questions: head.questions
      .filter(({ id }) => head.answers[id] === undefined)
      .map(({ id, ask, options, default: taken }) => ({ id, ask, options, taken })),
    decided: Object.entries(head.answers).map(([id, answer]) => ({ id, answer })),
  };
}
