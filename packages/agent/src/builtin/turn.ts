import type { SessionUpdate, StopReason } from '@agentclientprotocol/sdk';
import type { LanguageModel, ModelMessage, ToolModelMessage } from 'ai';
import { prepareCall, type Call, type CallResult, type Place } from './call.ts';
import { planIn } from './checklist.ts';
import { within } from './context.ts';
import { instructions } from './instructions.ts';
import type { Mode } from './mode.ts';
import { asMessage, askModel, type AskedCall } from './step.ts';
import { toolSet } from './tools.ts';

const longestTurn = 250;
/** So many malformed answers in a row end a turn. */
const mostMalformed = 3;
/** A turn goes round in circles when its last steps are the same so many times. */
const mostRounds = 4;

/** The rest of ACP's `max_turn_requests`, for who wants to know. */
export type EndReason = 'malformed' | 'looped' | 'steps';

export interface TurnEnd {
  readonly stop: StopReason;
  readonly reason: EndReason | null;
}

export interface Turn {
  readonly model: LanguageModel;
  readonly place: Place;
  readonly mode: () => Mode;
  readonly messages: () => readonly ModelMessage[];
  readonly add: (message: ModelMessage) => void;
  readonly longestContext: number;
  readonly signal: AbortSignal;
  readonly show: (update: SessionUpdate) => Promise<void>;
  /** Asks the person. Not called where the mode lets the call through or forbids it. */
  readonly permit: (id: string, name: string, call: Call) => Promise<boolean>;
}

/** Lets the model work until it has nothing more to call, is stopped, or is not worth listening to any longer. */
export async function runTurn(turn: Turn): Promise<TurnEnd> {
  const { place, signal } = turn;
  const tools = toolSet(place.mcp);
  const steps: string[] = [];
  let malformed = 0;
  for (let at = 0; at < longestTurn; at++) {
    const step = await askModel({
      model: turn.model,
      instructions: instructions(place.folder, turn.mode()),
      messages: within(turn.messages(), turn.longestContext),
      tools,
      signal,
      onText: (kind, text) =>
        turn.show({ sessionUpdate: kind === 'text' ? 'agent_message_chunk' : 'agent_thought_chunk', content: { type: 'text', text } }),
    });
    const message = asMessage(step);
    if (message !== null) turn.add(message);
    const entries = planIn(step.text);
    if (entries !== null) await turn.show({ sessionUpdate: 'plan', entries });

    const stop = stopOf(step.finish, step.calls.length);
    if (stop !== null) {
      // A call without an answer would make the conversation unreadable to the model.
      if (step.calls.length > 0)
        turn.add(
          answers(
            step.calls,
            step.calls.map(() => notRun(stop)),
          ),
        );
      return { stop, reason: null };
    }
    const results: CallResult[] = [];
    for (const call of step.calls) results.push(signal.aborted ? notRun('cancelled') : await runCall(turn, call));
    turn.add(answers(step.calls, results));
    if (signal.aborted) return { stop: 'cancelled', reason: null };

    malformed = step.calls.some((call) => call.malformed !== null) ? malformed + 1 : 0;
    if (malformed >= mostMalformed) return { stop: 'max_turn_requests', reason: 'malformed' };
    steps.push(JSON.stringify([step.calls.map(({ name, input }) => [name, input]), results]));
    if (goesRound(steps)) return { stop: 'max_turn_requests', reason: 'looped' };
  }
  return { stop: 'max_turn_requests', reason: 'steps' };
}

function stopOf(finish: Awaited<ReturnType<typeof askModel>>['finish'], calls: number): StopReason | null {
  if (finish === 'cancelled') return 'cancelled';
  if (finish === 'content-filter') return 'refusal';
  if (finish === 'length') return 'max_tokens';
  return calls === 0 ? 'end_turn' : null;
}

async function runCall(turn: Turn, { id, name, input, malformed }: AskedCall): Promise<CallResult> {
  const { signal, show } = turn;
  const call = malformed ?? prepareCall(name, input, turn.place);
  if (typeof call === 'string') {
    await show({ sessionUpdate: 'tool_call', toolCallId: id, title: name, status: 'failed', rawInput: input, content: text(call) });
    return { output: call, isError: true };
  }
  const { title, kind, locations, content } = call;
  await show({ sessionUpdate: 'tool_call', toolCallId: id, title, kind, locations, content, status: 'pending', rawInput: input });
  const end = async (result: CallResult, shown = content): Promise<CallResult> => {
    const status = result.isError ? 'failed' : 'completed';
    await show({ sessionUpdate: 'tool_call_update', toolCallId: id, status, content: [...shown, ...text(result.output)] });
    return result;
  };
  if (!call.isReading && turn.mode() === 'plan')
    return end({ output: 'Not run: this is a turn for planning, in which only commands that read are run.', isError: true }, []);
  if (!call.isReading && turn.mode() === 'ask' && !(await turn.permit(id, name, call)))
    return end(signal.aborted ? notRun('cancelled') : { output: 'Not run: the person did not permit it.', isError: true }, []);
  await show({ sessionUpdate: 'tool_call_update', toolCallId: id, status: 'in_progress' });
  const output = latest((said) => show({ sessionUpdate: 'tool_call_update', toolCallId: id, content: [...content, ...text(said)] }));
  try {
    const result = await call.run({ signal, onOutput: output.say });
    return await end(signal.aborted ? { output: `Cancelled by the person.\n${result.output}`, isError: true } : result);
  } catch (error) {
    return await end({ output: error instanceof Error ? error.message : String(error), isError: true });
  } finally {
    output.stop();
  }
}

/** Says the newest of what comes quickly, a few times a second. */
function latest(say: (text: string) => Promise<void>): { readonly say: (text: string) => void; readonly stop: () => void } {
  let newest: string | null = null;
  const timer = setInterval(() => {
    if (newest !== null) void say(newest);
    newest = null;
  }, 300);
  return { say: (said) => (newest = said), stop: () => clearInterval(timer) };
}

const notRun = (why: StopReason): CallResult => ({
  output: why === 'cancelled' ? 'Not run: the person stopped the turn.' : 'Not run: the answer broke off.',
  isError: true,
});

function answers(calls: readonly AskedCall[], results: readonly CallResult[]): ToolModelMessage {
  return {
    role: 'tool',
    content: calls.map(({ id, name }, at) => ({
      type: 'tool-result',
      toolCallId: id,
      toolName: name,
      output: { type: 'text', value: results[at]?.output ?? '' },
    })),
  };
}

const text = (said: string) => (said === '' ? [] : [{ type: 'content' as const, content: { type: 'text' as const, text: said } }]);

/** Whether the last steps repeat one, two or three steps, with the same outcome each time. */
export function goesRound(steps: readonly string[]): boolean {
  return [1, 2, 3].some((period) => {
    const last = steps.slice(-period * mostRounds);
    return last.length === period * mostRounds && last.every((step, at) => step === last[at % period]);
  });
}
