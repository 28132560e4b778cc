import {
  APICallError,
  UnsupportedFunctionalityError,
  type LanguageModelV4,
  type LanguageModelV4Content,
  type LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { GatewayError, gatewayErrorOf } from '../gateway-error.ts';
import type { Wire } from '../model/provider.ts';
import { streamOf } from '../pass/response.ts';
import type { WireForm } from '../wire/wire-form.ts';
import { inputOf, notTranslated, type ReadConversation } from './prompt.ts';
import { readAnthropic } from './read/anthropic.ts';
import { readGoogle } from './read/google.ts';
import { readOpenaiChat } from './read/openai-chat.ts';
import { readOpenaiResponses } from './read/openai-responses.ts';
import type { Signatures } from './signatures.ts';
import { countedOf, type Call, type Writer } from './write/answer.ts';
import { writeAnthropic } from './write/anthropic.ts';
import { writeGoogle } from './write/google.ts';
import { writeOpenaiChat } from './write/openai-chat.ts';
import { writeOpenaiResponses } from './write/openai-responses.ts';

const wires: Readonly<Record<Wire, { readonly read: ReadConversation; readonly write: Writer }>> = {
  'openai-chat': { read: readOpenaiChat, write: writeOpenaiChat },
  'openai-responses': { read: readOpenaiResponses, write: writeOpenaiResponses },
  anthropic: { read: readAnthropic, write: writeAnthropic },
  google: { read: readGoogle, write: writeGoogle },
};

export interface Translating {
  readonly wire: Wire;
  readonly form: WireForm;
  readonly stream: boolean;
  readonly body: unknown;
  readonly modelId: string;
  readonly signatures: Signatures;
  readonly signal: AbortSignal;
  /** What was thrown where a request left; the AI SDK wraps it in errors of its own. */
  readonly failure: () => unknown;
  /** Lets go of the request that left. */
  readonly letGo: () => void;
}

/** Asks a model whose provider speaks another wire than the client, and answers in the client's. */
export async function translate(model: LanguageModelV4, translating: Translating): Promise<Response> {
  const { wire, stream, body, modelId, signatures, signal } = translating;
  const { read, write } = wires[wire];
  const { options, custom } = reading(() => read(body, signatures));
  const call = callsOf(custom, signatures);
  const about = { id: randomUUID().replaceAll('-', ''), model: modelId };
  try {
    if (stream) {
      const { stream: parts } = await model.doStream({ ...options, abortSignal: signal });
      const events = written(parts, write.stream(about), call, translating);
      return new Response(streamOf(events, translating.letGo), {
        headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
      });
    }
    const { content, finishReason, usage } = await model.doGenerate({ ...options, abortSignal: signal });
    const calls = content.flatMap((part) => (part.type === 'tool-call' ? [call(part)] : []));
    const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
    return Response.json(write.whole({ ...about, text, calls, finish: finishReason.unified, usage: countedOf(usage) }));
  } catch (error) {
    throw problemOf(error, translating);
  }
}

async function* written(
  parts: ReadableStream<LanguageModelV4StreamPart>,
  writer: ReturnType<Writer['stream']>,
  call: (part: ToolCall) => Call,
  translating: Translating,
): AsyncGenerator<Buffer> {
  let ended = false;
  let spoke = Date.now();
  try {
    yield Buffer.from(writer.start());
    for await (const part of parts) {
      const events = eventsOf(part, writer, call, Date.now() - spoke);
      if (part.type === 'error') throw part.error;
      if (part.type === 'finish' && part.finishReason.unified === 'error') throw unfinished(part.finishReason.raw);
      ended ||= part.type === 'finish';
      if (events === '') continue;
      spoke = Date.now();
      yield Buffer.from(events);
    }
    if (!ended) throw unfinished(undefined);
  } catch (error) {
    if (!ended) yield Buffer.from(translating.form.errorEvent(problemOf(error, translating)));
  }
}

/** After so long without an event something is said to a client while the model writes what is not shown yet. */
const silenceMs = 2000;

type ToolCall = Extract<LanguageModelV4Content, { type: 'tool-call' }>;

function eventsOf(
  part: LanguageModelV4StreamPart,
  writer: ReturnType<Writer['stream']>,
  call: (part: ToolCall) => Call,
  silent: number,
): string {
  switch (part.type) {
    case 'text-delta':
      return part.delta === '' ? '' : writer.text(part.delta);
    // Whole, as models write several at once and not all wires have a way to say so.
    case 'tool-call':
      return writer.call(call(part));
    case 'finish':
      return writer.end(part.finishReason.unified, countedOf(part.usage));
    case 'tool-input-delta':
    case 'reasoning-delta':
      return silent > silenceMs ? writer.wait() : '';
    default:
      return '';
  }
}

const textInput = z.object({ input: z.string() });

const callsOf = (custom: ReadonlySet<string>, signatures: Signatures) => (part: ToolCall) => {
  signatures.keep(part.toolCallId, part.providerMetadata);
  const isCustom = custom.has(part.toolName);
  const input = isCustom ? (textInput.safeParse(inputOf(part.input)).data?.input ?? part.input) : part.input;
  return { id: part.toolCallId, name: part.toolName, input, custom: isCustom };
};

function reading<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    throw new GatewayError(400, {
      code: 'gateway.not_understood',
      message: `The request is not understood at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'not of its wire'}.`,
    });
  }
}

/** What went wrong, without the texts of a provider's answer but for its own message. */
function problemOf(error: unknown, { failure, signal }: Translating): GatewayError {
  const first = failure();
  if (first !== null) return gatewayErrorOf(first);
  if (signal.aborted) return gatewayErrorOf(signal.reason);
  if (APICallError.isInstance(error) && error.statusCode !== undefined && error.statusCode >= 400)
    return new GatewayError(error.statusCode, {
      code: 'gateway.upstream_refused',
      message: error.message || 'The provider refused the request.',
      retryAfter: error.responseHeaders?.['retry-after'] ?? null,
    });
  if (error instanceof GatewayError) return error;
  if (UnsupportedFunctionalityError.isInstance(error)) return notTranslated(error.functionality);
  return new GatewayError(502, {
    code: 'gateway.upstream_malformed',
    message: 'The provider answered with something that is not of its wire.',
    cause: error,
  });
}

const unfinished = (why: string | undefined) =>
  new GatewayError(502, {
    code: 'gateway.upstream_failed',
    message: `The model stopped with an error${why === undefined ? '' : `: ${why}`}.`,
  });
