import type { PromptResponse } from '@agentclientprotocol/sdk';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { UnresolvedReason } from '../receipt/receipt.ts';
import { saidBy, type Hosted } from './hosted.ts';

export interface TurnEnd {
  readonly stop: 'done' | 'interrupted' | 'failed';
  readonly reason: UnresolvedReason | null;
  readonly why: string;
  /** It was cut off by a limit of its own, and would go on. */
  readonly more: boolean;
  /** It did not end its turn when it was asked to, and was ended. */
  readonly gone: boolean;
}

export interface TurnOptions {
  readonly hosted: Hosted;
  readonly text: string;
  /** Given a function that ends the turn because somebody wants it. */
  readonly onInterrupt: (interrupt: () => void) => void;
  /** Given a function that ends the turn because it is not worth going on. */
  readonly onOver: (over: (reason: UnresolvedReason, why: string) => void) => void;
  /** Whether the model's budget is spent, in words; an agent tells only that its model failed. */
  readonly spent: () => string | null;
}

/** How long an agent may take to end a turn it was asked to end, before it is killed. */
const graceMs = 5_000;

/** One prompt to its end, whatever that is. */
export async function runTurn({ hosted, text, onInterrupt, onOver, spent }: TurnOptions): Promise<TurnEnd> {
  let wanted: TurnEnd | null = null;
  let ask: () => void = () => {};
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const end = (turn: TurnEnd): void => {
    wanted ??= turn;
    ask();
  };
  onInterrupt(() => end({ stop: 'interrupted', reason: null, why: 'A person ended the turn', more: false, gone: false }));
  onOver((reason, why) => end({ stop: 'failed', reason, why, more: false, gone: false }));

  const answer = hosted.prompt(text).then(
    (response) => ofResponse(response, spent),
    async (error: unknown) => (await ofDeath(hosted, 500)) ?? ofError(error, spent),
  );
  const first = await Promise.race([answer, hosted.died.then(({ reason, why }) => failed(reason, why)), asked.then(() => null)]);
  if (first !== null) return wanted ?? first;
  hosted.cancel();
  const ended = await Promise.race([answer.then(() => true), hosted.died.then(() => false), sleep(graceMs, false)]);
  if (!ended) await hosted.close();
  return { ...(wanted ?? failed('crashed', 'It did not end its turn')), gone: !ended };
}

/** A connection that ends may be told before the process is gone. */
async function ofDeath(hosted: Hosted, patienceMs: number): Promise<TurnEnd | null> {
  const death = await Promise.race([hosted.died, sleep(patienceMs, null)]);
  return death === null ? null : failed(death.reason, death.why);
}

const failed = (reason: UnresolvedReason, why: string): TurnEnd => ({ stop: 'failed', reason, why, more: false, gone: false });

const ours = z.object({ 'groundwork.reason': z.enum(['malformed', 'looped', 'steps']) });

function ofResponse({ stopReason, _meta }: PromptResponse, spent: () => string | null): TurnEnd {
  const why = spent();
  if (stopReason === 'refusal') return failed('refused', 'The model refused');
  const reason = ours.safeParse(_meta).data?.['groundwork.reason'];
  if (reason === 'malformed') return failed('malformed', 'The model called tools in ways that cannot be understood, over and over');
  if (reason === 'looped') return failed('looped', 'The model did the same over and over');
  if (why !== null && stopReason !== 'end_turn') return failed('budget_spent', why);
  if (stopReason === 'end_turn') return { stop: 'done', reason: null, why: 'It says it is done', more: false, gone: false };
  if (stopReason === 'cancelled') return { stop: 'interrupted', reason: null, why: 'It was cancelled', more: false, gone: false };
  return {
    stop: 'done',
    reason: null,
    why: stopReason === 'max_tokens' ? 'An answer had no more room' : 'It had asked its model often enough',
    more: true,
    gone: false,
  };
}

function ofError(error: unknown, spent: () => string | null): TurnEnd {
  const why = spent();
  return why === null ? failed('crashed', `It gave up: ${saidBy(error)}`) : failed('budget_spent', why);
}
