import { exitCodes, GroundworkError } from '@groundwork/host';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSnapshot } from '../snapshot/snapshot.ts';
import type { UnresolvedReason } from '../receipt/receipt.ts';
import { startAgent, type AgentTurns, type SaidTurn } from './agent-turns.ts';
import { readChanges, type Changes } from './changes.ts';
import { followChanges } from './following.ts';
import type { Place } from './place.ts';
import { openPreview, type Preview } from './preview.ts';
import { aboutTicket, goOnPrompt, planIn, planPrompt, resumePrompt, workPrompt } from './prompts.ts';
import type { Session } from './session.ts';
import { standing, takeBack } from './traces.ts';
import type { Jail } from '../jail/jail.ts';

/** Nothing more is to be had of the agent. */
export interface Unresolved {
  readonly reason: UnresolvedReason;
  readonly why: string;
}

/** The person left; what is there stays, and the next run goes on. */
export const left = (what: string): GroundworkError =>
  new GroundworkError({
    code: 'session.left',
    message: `Stopped before ${what}`,
    fix: 'Go on with it: gw solve --resume',
    exit: exitCodes.tryAgain,
  });

/** Questions and the ticket itself, before anything is spent. */
export async function decide(session: Session): Promise<void> {
  const { approvals, questions = [], ticket } = session.options;
  if (session.state.phase === 'asking') {
    const open = questions.filter(({ id }) => session.state.answers[id] === undefined);
    if (questions.length > 0) session.tell({ kind: 'questions', questions: [...questions] });
    const answers = open.length === 0 ? {} : await approvals.questions(open);
    if (answers === null || open.some(({ id }) => answers[id] === undefined)) throw left('everything was decided');
    if (open.length > 0) session.tell({ kind: 'answers', answers });
    session.enter('approving');
  }
  if (session.state.phase === 'approving') {
    if (!(await approvals.ticket(ticket))) throw left('the ticket was approved');
    session.enter('planning');
  }
}

/** The snapshot, whole or not at all. */
export async function snapshot(session: Session): Promise<void> {
  const { folder, options } = session;
  if (session.state.base !== null && existsSync(folder.snapshot)) return;
  const beside = `${folder.snapshot}.new`;
  for (const path of [beside, folder.snapshot]) rmSync(path, { recursive: true, force: true });
  const base = session.state.base ?? options.base ?? 'HEAD';
  const { repository, histories = null, host } = options;
  const made = await createSnapshot({ repository, base, folder: beside, kept: histories, signal: host.signal });
  renameSync(beside, folder.snapshot);
  session.tell({ kind: 'base', commit: made.base });
}

/** A plan, until a person approves one. The folder cannot be written meanwhile. */
export async function plan(session: Session, place: Place): Promise<Unresolved | null> {
  let steer: string | null = null;
  while (session.state.phase === 'planning' || session.state.phase === 'planned') {
    if (session.state.phase === 'planning') {
      const failed = await makePlan(session, place, steer);
      if (failed !== null) return failed;
      session.enter('planned');
    }
    const decision = await session.options.approvals.plan(session.state.plan);
    if (decision.answer === 'leave') throw left('the plan was approved');
    if (decision.answer === 'steer') {
      steer = decision.text;
      session.tell({ kind: 'said', by: 'person', text: steer });
      session.enter('planning');
      continue;
    }
    if (decision.answer === 'change') session.tell({ kind: 'plan', entries: decision.plan.map((text) => ({ text, state: 'pending' })) });
    session.enter('working');
  }
  return null;
}

async function makePlan(session: Session, place: Place, steer: string | null): Promise<Unresolved | null> {
  const about = aboutTicket(session.ticket, session.state);
  const jail = await place.openForAgent(true);
  try {
    const agent = await startAgent(session, place, jail, { phase: 'planning', recall: async () => about });
    const text = steer === null ? planPrompt(about) : `${planPrompt(about)}\n\nThe plan before was not approved. It was told: ${steer}`;
    const { end, stopped } = await converse(session, agent, text);
    if (stopped) return { reason: 'cancelled', why: 'A person stopped it' };
    if (end.reason !== null) return { reason: end.reason, why: end.why };
    if (!end.planned) session.tell({ kind: 'plan', entries: [...planIn(session.mask(end.text))] });
    return null;
  } catch (error) {
    return notStarted(session, error);
  } finally {
    await jail.close();
  }
}

/** The work itself, with the preview beside it. */
export async function work(session: Session, place: Place): Promise<Unresolved | null> {
  const { signal } = session.options.host;
  // Whether something was begun is asked before this turn writes to it.
  const begun = session.state.files.length > 0 || session.state.turn?.phase === 'working' || session.state.tools.length > 0;
  const jail = await place.openForAgent(false);
  let preview: Preview | null = null;
  try {
    preview = await startPreview(session, jail);
    const about = aboutTicket(session.ticket, session.state);
    const base = session.state.base ?? 'HEAD';
    const approved = session.state.plan;
    const diffNow = async (): Promise<string> => (await readChanges(jail, base, signal))?.diff ?? '';
    const recall = async (): Promise<string> => resumePrompt({ about, plan: approved, loaded: false, diff: await diffNow() });
    const agent = await startAgent(session, place, jail, { phase: 'working', recall });
    const { loaded } = agent;
    const diff = begun ? await diffNow() : '';
    const text = diff === '' ? workPrompt(about, approved, loaded) : resumePrompt({ about, plan: approved, loaded, diff });
    const look = (): Promise<Changes | null> => readChanges(jail, base, signal);
    const { end, stopped } = await followChanges(session, look, () => converse(session, agent, text));
    const changes = await readChanges(jail, base, signal);
    if (changes !== null) session.tell({ kind: 'changed', files: [...changes.files] });
    if (stopped) return { reason: 'cancelled', why: 'A person stopped it' };
    return end.reason === null ? null : { reason: end.reason, why: end.why };
  } catch (error) {
    return notStarted(session, error);
  } finally {
    await preview?.close();
    await jail.close();
  }
}

const mostContinued = 3;

/** Turns of one session, until the agent is done and nobody says more. */
async function converse(
  session: Session,
  agent: AgentTurns,
  first: string,
): Promise<{ readonly end: SaidTurn; readonly stopped: boolean }> {
  const { steering } = session;
  let text = first;
  for (let continued = 0; ;) {
    const end = await agent.ask(text);
    if (session.options.host.signal.aborted) throw left('the agent was done');
    if (steering.stopped) return { end, stopped: true };
    if (end.reason !== null) return { end, stopped: false };
    const words = end.stop === 'interrupted' ? await steering.next() : steering.take();
    if (words !== null) {
      session.tell({ kind: 'said', by: 'person', text: words });
      text = words;
    } else if (end.stop === 'interrupted') return { end, stopped: true };
    else if (end.more && continued < mostContinued) {
      continued += 1;
      text = goOnPrompt;
    } else return { end, stopped: false };
  }
}

/** Long enough for an install; the agent's time is not yet running. */
const previewMs = 5 * 60_000;

/** The services are up before the agent begins, so that it can ask them, and what installing left is not its doing. */
async function startPreview(session: Session, jail: Jail): Promise<Preview | null> {
  const { tools, host } = session.options;
  if (tools === null) return null;
  session.tell({ kind: 'preview', state: 'starting', services: [], reason: null });
  const before = await standing(jail, host.signal);
  const preview = openPreview(jail, tools.command);
  const settled = preview.settled.then(({ state, services, reason }) => {
    // Closed with the jail before it was up, it failed at nothing.
    if (session.state.phase !== 'working' || session.closed) return;
    session.tell({ kind: 'preview', state, services: [...services], reason: reason === null ? null : session.mask(reason) });
  });
  const waiting = new AbortController();
  const enough = sleep(previewMs, undefined, { signal: AbortSignal.any([waiting.signal, host.signal]) }).catch(() => {});
  await Promise.race([settled, enough]);
  waiting.abort();
  await takeBack(jail, [before, await standing(jail, host.signal)], host.signal);
  return preview;
}

/** An agent that cannot even be started is how this ends; anything else is ours. */
function notStarted(session: Session, error: unknown): Unresolved {
  if (!(error instanceof GroundworkError) || error.code !== 'agent.not_started') throw error;
  return { reason: 'crashed', why: session.mask(error.message).slice(0, 1000) };
}
