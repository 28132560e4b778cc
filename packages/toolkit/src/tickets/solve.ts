import {
  findAgent,
  installComponents,
  ownFolder,
  solve,
  type Approvals,
  type Controls,
  type PlanAnswer,
  type Receipt,
  type SessionEvent,
} from '@groundwork/agent';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { cacheFolder } from '@groundwork/host/cache';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { realFolder } from '../local/folder.ts';
import { openModels } from '../models/open-models.ts';
import { readAsked, type SessionAsk } from './asked.ts';
import { standingOf } from './session.ts';

export interface SolveTicketOptions {
  readonly host: Host;
  readonly env: NodeJS.ProcessEnv;
  /** What starts our own command line: the small agent is in it. */
  readonly own: readonly string[];
  /** An agent of the table by its name, or the command of another; `null` is ours. */
  readonly agent: string | null;
  /** As `gw model use` takes it; `null` is the one that is used. */
  readonly model: string | null;
  /** Goes on where an earlier session of it ended. */
  readonly resume: boolean;
  /** What becomes of a plan; a window or another terminal may answer first. `null` waits for those. */
  readonly plan: ((entries: readonly { readonly text: string }[], signal: AbortSignal) => Promise<PlanAnswer>) | null;
  readonly tell?: (event: SessionEvent) => void;
}

const everyMs = 200;

/**
 * Works on an approved ticket until there is a receipt. Throws `ticket.not_approved`, `models.*`, `agent.*`, `jail.*` before anything is
 * spent, and `session.left` (exit 75) where it was stopped: it can be resumed then.
 */
export async function solveTicket(dir: string, id: string, options: SolveTicketOptions): Promise<Receipt> {
  const { env, own, agent, model, resume, plan, tell } = options;
  const folder = realFolder(dir);
  const { ticket, approved } = standingOf(folder, id);
  if (!approved) throw notApproved(ticket.id);
  const path = env['PATH'] ?? '';
  const found = findAgent(agent ?? 'groundwork', { own, path });
  const { command, folders } = findAgent('groundwork', { own, path });
  const doors = ownFolder('groundwork-models-');
  const stop = new AbortController();
  const host = { ...options.host, signal: AbortSignal.any([options.host.signal, stop.signal]) };
  const asked = listen(readAsked(folder, ticket.id), () => stop.abort());
  try {
    const models = await openModels(host, {
      env,
      ...(model === null ? {} : { model }),
      listen: { socket: join(doors.folder, 'gateway.sock') },
    });
    try {
      return await solve({
        ticket,
        repository: folder,
        agent: found,
        gateway: models.gateway,
        model: models.model,
        budget: models.budget,
        tools: { command, folders },
        approvals: approvalsOf(plan, asked, host.signal),
        prepare: installComponents,
        histories: historiesOf(folder, env),
        resume,
        onControls: (controls) => asked.steer(controls),
        host,
        ...(tell && { onEvent: tell }),
      });
    } finally {
      await models.gateway.close();
    }
  } finally {
    asked.close();
    doors.remove();
  }
}

/** Not in the repository, where what is copied without being checked again could come with it. */
const historiesOf = (folder: string, env: NodeJS.ProcessEnv): string =>
  join(cacheFolder(env), 'histories', createHash('sha256').update(folder).digest('hex').slice(0, 32));

interface Asked {
  /** What is said goes to the session from now on. */
  steer(controls: Controls): void;
  /** The next answer to a plan; never where none comes. */
  planAnswer(): Promise<PlanAnswer>;
  close(): void;
}

/** Hears what windows and other terminals ask of this session. */
function listen(read: () => SessionAsk[], stop: () => void): Asked {
  let controls: Controls | null = null;
  let answer: ((answer: PlanAnswer) => void) | null = null;
  const take = (ask: SessionAsk): void => {
    if (ask.kind === 'stop') return stop();
    if (ask.kind === 'steer') return controls?.steer(ask.text);
    answer?.(ask.text === null ? { answer: 'approve' } : { answer: 'steer', text: ask.text });
  };
  const timer = setInterval(() => {
    for (const ask of read()) take(ask);
  }, everyMs);
  return {
    steer: (given) => (controls = given),
    planAnswer: () => new Promise((resolve) => (answer = resolve)),
    close: () => clearInterval(timer),
  };
}

/** The head was approved before; what is left to a person is the plan. */
function approvalsOf(plan: SolveTicketOptions['plan'], asked: Asked, signal: AbortSignal): Approvals {
  return {
    questions: async () => ({}),
    ticket: async () => true,
    plan: async (entries) => {
      const answered = new AbortController();
      const left = new Promise<PlanAnswer>((resolve) =>
        signal.addEventListener('abort', () => resolve({ answer: 'leave' }), { once: true }),
      );
      if (signal.aborted) return { answer: 'leave' };
      const own = plan === null ? [] : [plan(entries, AbortSignal.any([answered.signal, signal]))];
      try {
        return await Promise.race([asked.planAnswer(), left, ...own]);
      } finally {
        answered.abort();
      }
    },
  };
}

const notApproved = (id: string): GroundworkError =>
  new GroundworkError({
    code: 'ticket.not_approved',
    message: `\`${id}\` is not approved as it stands`,
    where: `tickets/${id}.md`,
    fix: `gw ticket approve ${id}`,
    exit: exitCodes.notPossibleHere,
  });
