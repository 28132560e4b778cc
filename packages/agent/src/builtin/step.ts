import { GroundworkError } from '@groundwork/host';
import { streamText, type AssistantModelMessage, type FinishReason, type LanguageModel, type ModelMessage, type ToolSet } from 'ai';

export interface AskedCall {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  /** What is wrong with it, where it cannot be read; the model is answered this. */
  readonly malformed: string | null;
}

/** One answer of the model. */
export interface Step {
  readonly text: string;
  readonly calls: readonly AskedCall[];
  readonly finish: FinishReason | 'cancelled';
}

export interface StepOptions {
  readonly model: LanguageModel;
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: ToolSet;
  readonly signal: AbortSignal;
  readonly onText: (kind: 'text' | 'thought', text: string) => Promise<void>;
}

/** How often an answer that broke off is asked for again. */
const longestRetries = 2;

/** Asks the model once, and again where its answer broke off. Throws what the provider said where it refuses the request. */
export async function askModel(options: StepOptions): Promise<Step> {
  for (let attempt = 0; ; attempt++) {
    const { step, error } = await stream(options);
    if (step.finish !== 'error') return step;
    // What the request itself is to blame for was retried by the SDK, where that helps.
    if (attempt === longestRetries || (error !== null && isRefused(error))) throw error ?? brokeOff();
  }
}

const brokeOff = (): GroundworkError =>
  new GroundworkError({
    code: 'agent.answer_broke_off',
    message: `The answer of the model broke off ${longestRetries + 1} times`,
    fix: 'ask again; see with `gw model list` whether the model is there',
  });

async function stream({ model, instructions, messages, tools, signal, onText }: StepOptions): Promise<{ step: Step; error: unknown }> {
  const result = streamText({
    model,
    instructions,
    messages: [...messages],
    tools,
    abortSignal: signal,
    maxRetries: 3,
    // It is in the stream too; the SDK would print it.
    onError: () => {},
  });
  let text = '';
  let finish: Step['finish'] = 'error';
  let error: unknown = null;
  const calls: AskedCall[] = [];
  for await (const part of result.stream) {
    if (part.type === 'text-delta') {
      text += part.text;
      await onText('text', part.text);
    } else if (part.type === 'reasoning-delta') await onText('thought', part.text);
    else if (part.type === 'tool-call') {
      const { toolCallId: id, toolName: name, input } = part;
      const malformed = part.invalid === true ? malformedBecause(part.error) : null;
      // Arguments that are no object are refused by some providers when they are sent back.
      calls.push({ id, name, input: malformed === null ? input : {}, malformed });
    } else if (part.type === 'finish-step') finish = part.finishReason;
    else if (part.type === 'error') error = part.error;
  }
  if (signal.aborted) finish = 'cancelled';
  else if (error !== null) finish = 'error';
  return { step: { text, calls, finish }, error };
}

function malformedBecause(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return `This call is malformed and was not run: ${said.slice(0, 1000)}`;
}

const isRefused = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 400;

/** The answer as it stays in the conversation; `null` where it was empty. */
export function asMessage({ text, calls }: Step): AssistantModelMessage | null {
  if (text === '' && calls.length === 0) return null;
  return {
    role: 'assistant',
    content: [
      ...(text === '' ? [] : [{ type: 'text' as const, text }]),
      ...calls.map(({ id, name, input }) => ({ type: 'tool-call' as const, toolCallId: id, toolName: name, input })),
    ],
  };
}
