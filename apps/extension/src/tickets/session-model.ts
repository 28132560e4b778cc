import type { Check, SessionState, TicketHead } from '@groundwork/agent/contract';

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

/** Of what it did last, that is shown. */
const mostSteps = 12;

export function sessionShown(session: SessionState, head: TicketHead): SessionShown {
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
  const used = usage ?? { usd: 0, inputTokens: 0, outputTokens: 0, requests: 0, unpriced: 0 };
  const tokens = used.inputTokens + used.outputTokens;
  const money = used.unpriced > 0 && used.usd === 0 ? 'no known price' : `$${used.usd.toFixed(2)}`;
  const of = (text: string, most: string | null, unit = ''): string => `${text}${most === null ? '' : ` of ${most}`}${unit}`;
  const words = [
    of(money, budget.usd === null ? null : `$${budget.usd.toFixed(2)}`),
    of(
      String(used.requests),
      budget.requests === null ? null : String(budget.requests),
      (budget.requests ?? used.requests) === 1 ? ' request' : ' requests',
    ),
    ...(budget.tokens === null ? [] : [of(tokens.toLocaleString('en'), budget.tokens.toLocaleString('en'), ' tokens')]),
    ...(budget.minutes === null ? [] : [`at most ${budget.minutes} minutes`]),
  ];
  const parts = [
    budget.usd === null ? 0 : used.usd / budget.usd,
    budget.requests === null ? 0 : used.requests / budget.requests,
    budget.tokens === null ? 0 : tokens / budget.tokens,
  ];
  const isBound = budget.usd !== null || budget.requests !== null || budget.tokens !== null;
  return { text: words.join(' · '), part: isBound ? Math.min(1, Math.max(...parts)) : null };
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
