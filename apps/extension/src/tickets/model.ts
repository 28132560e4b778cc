import { acceptanceText, budgetText, placed, type Check, type SessionState, type TicketHead } from '@groundwork/agent/contract';
import type { TicketProposed, TicketShown } from '@groundwork/protocol';
import type { ReceiptModel } from './receipt-model.ts';

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

export interface CheckShown {
  readonly id: string;
  readonly title: string;
  readonly state: Check['state'];
  readonly why: string;
  /** `exit 1 → exit 0`, empty where nothing was run. */
  readonly change: string;
  readonly output: string;
  readonly places: readonly { readonly file: string; readonly line: number | null; readonly why: string }[];
}

export interface SessionShown {
  readonly phase: string;
  readonly agent: string | null;
  readonly plan: SessionState['plan'];
  /** What it did last, in one line each. */
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: string;
    readonly place: { readonly file: string; readonly line: number | null } | null;
  }[];
  readonly earlier: number;
  readonly said: readonly { readonly by: string; readonly text: string }[];
  readonly denied: readonly { readonly tool: string; readonly why: string }[];
  readonly preview: SessionState['preview'];
  readonly files: SessionState['files'];
  readonly checks: readonly CheckShown[];
  /** What was used, and the part of the budget that is, from 0 to 1 where there is one. */
  readonly usage: { readonly text: string; readonly part: number | null };
  readonly receipt: ReceiptShown | null;
}

export interface ReceiptShown {
  readonly resolved: boolean;
  readonly why: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
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

const mostSteps = 12;

function sessionShown(session: SessionState, head: TicketHead): SessionShown {
  const { tools, said, permissions } = session;
  return {
    phase: session.phase,
    agent: session.agent && [session.agent.name, session.agent.version ?? ''].filter(Boolean).join(' '),
    plan: session.plan,
    steps: tools.slice(-mostSteps).map(({ id, title, state, places }) => ({ id, title, state, place: places[0] ?? null })),
    earlier: Math.max(0, tools.length - mostSteps),
    said: said.filter(({ by }) => by === 'person').slice(-5),
    denied: permissions.filter(({ answer }) => answer === 'denied').map(({ tool, why }) => ({ tool, why })),
    preview: session.preview,
    files: session.files,
    checks: session.checks.map(checkShown),
    usage: usageShown(session, head),
    receipt: session.receipt && receiptShown(session.receipt),
  };
}

export function checkShown({ id, title, state, why, before, after, places }: Check): CheckShown {
  const exit = (ran: Check['before']): string => (ran === null ? '' : ran.exit === null ? 'did not end' : `exit ${ran.exit}`);
  const change = [exit(before), exit(after)].filter(Boolean).join(' → ');
  return { id, title, state, why, change, output: after?.output ?? before?.output ?? '', places };
}

function usageShown({ usage }: SessionState, { budget }: TicketHead): SessionShown['usage'] {
  if (usage === null)
    return { text: `nothing used, ${budgetText(budget)}`, part: budget.usd === null && budget.requests === null ? null : 0 };
  const money = usage.unpriced > 0 && usage.usd === 0 ? 'no known price' : `$${usage.usd.toFixed(2)}`;
  const parts = [
    budget.usd === null ? 0 : usage.usd / budget.usd,
    budget.requests === null ? 0 : usage.requests / budget.requests,
    budget.tokens === null ? 0 : (usage.inputTokens + usage.outputTokens) / budget.tokens,
  ];
  return { text: `${money}, ${usage.requests} requests, of ${budgetText(budget)}`, part: Math.min(1, Math.max(...parts)) };
}

export function receiptShown(receipt: NonNullable<SessionState['receipt']>): ReceiptShown {
  const { outcome } = receipt;
  const short = (hash: string | null): string => hash?.slice(0, 12) ?? 'none';
  return {
    resolved: outcome.state === 'resolved',
    why: outcome.state === 'resolved' ? 'Every check passed on a clean tree.' : outcome.why,
    facts: [
      { name: 'Base', value: short(receipt.base) },
      { name: 'Tree', value: short(receipt.tree) },
      { name: 'Change', value: short(receipt.diffHash) },
      { name: 'Head', value: short(receipt.ticket.hash) },
      { name: 'Agent', value: [receipt.agent.name, receipt.agent.version ?? ''].filter(Boolean).join(' ') },
      { name: 'Model', value: receipt.model ?? 'none' },
      { name: 'Took', value: `${Math.round(receipt.seconds)} s` },
      { name: 'At', value: receipt.at.slice(0, 16).replace('T', ' ') },
    ],
  };
}
