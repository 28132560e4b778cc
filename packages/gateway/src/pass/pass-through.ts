import { gatewayErrorOf, type GatewayError } from '../gateway-error.ts';
import { ask, cut, type Answered, type Patience } from '../upstream/ask.ts';
import type { Outgoing } from '../upstream/send.ts';
import { noTokens, type Tokens, type WireForm } from '../wire/wire-form.ts';
import { Frames, type Frame } from './frames.ts';
import { estimateOf, Meter } from './meter.ts';
import { headersOf, malformed, parsedBody, redirected, streamOf, withoutKey } from './response.ts';

export interface Passing {
  readonly form: WireForm;
  readonly stream: boolean;
  readonly outgoing: Outgoing;
  readonly key: string | null;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Events that only answer what the gateway itself asked for, and that the client would not expect. */
  readonly hidden: (value: unknown) => boolean;
  readonly settle: (spent: Spent) => void;
  /** Where a stream that went wrong is told of, in place of an event to the client. */
  readonly broken?: (error: GatewayError) => void;
}

export interface Spent {
  readonly status: number;
  readonly tokens: Tokens;
  readonly estimated: boolean;
}

/** Sends a request to a provider that speaks its wire, and gives what it answers byte for byte. */
export async function passThrough(passing: Passing): Promise<Response> {
  const { form, stream, outgoing, key, patience, settle } = passing;
  const letGo = new AbortController();
  const signal = AbortSignal.any([passing.signal, letGo.signal]);
  let answered: Answered;
  try {
    answered = await ask(outgoing, stream, patience, signal);
  } catch (error) {
    const { status, code } = gatewayErrorOf(error);
    const left = code !== 'gateway.upstream_unreachable';
    settle({ status, tokens: { ...noTokens, input: left ? estimateOf(outgoing.body.length) : 0 }, estimated: left });
    throw error;
  }
  const { status, headers } = answered;
  if (stream && status < 300) {
    const body = streamOf(relay({ ...passing, signal }, answered), () => letGo.abort());
    return new Response(body, { status, headers: headersOf(headers) });
  }
  answered.end();
  if (status >= 300) {
    settle({ status: status < 400 ? 502 : status, tokens: noTokens, estimated: false });
    if (status < 400) throw redirected(outgoing.url);
    return new Response(withoutKey(answered.first, key), { status, headers: headersOf(headers) });
  }
  const meter = new Meter(form, outgoing.body.length);
  const value = parsedBody(answered.first);
  if (value !== undefined) meter.take(value);
  settle(spent(value === undefined ? 502 : status, meter, answered, value !== undefined));
  if (value === undefined) throw malformed(outgoing.url);
  return new Response(withoutKey(answered.first, key), { status, headers: headersOf(headers) });
}

/** The stream in whole events. One that is cut ends in an error of its wire. */
function relay({ form, outgoing, key, signal, hidden, settle, broken }: Passing, answered: Answered): AsyncGenerator<Buffer> {
  const meter = new Meter(form, outgoing.body.length);
  const frames = new Frames(form.framing);
  let ended = false;
  // Also where nobody reads, or reads on.
  const finish = () => {
    signal.removeEventListener('abort', finish);
    answered.end();
    settle(spent(answered.status, meter, answered, ended));
  };
  signal.addEventListener('abort', finish);
  const shown = function* (some: Iterable<Frame>): Generator<Buffer> {
    for (const { bytes, value } of some) {
      meter.take(value);
      ended ||= form.ends(value);
      if (!hidden(value)) yield withoutKey(bytes, key);
    }
  };
  return (async function* () {
    try {
      yield* shown(frames.take(answered.first));
      for (;;) {
        const next = await answered.rest.next();
        if (next.done === true) break;
        yield* shown(frames.take(next.value));
      }
      yield* shown(frames.last());
      if (!ended) throw cut(outgoing.url, null);
    } catch (error) {
      if (ended) return;
      const reason = gatewayErrorOf(signal.aborted ? signal.reason : error);
      if (broken === undefined) yield Buffer.from(form.errorEvent(reason));
      else {
        broken(reason);
        throw reason;
      }
    } finally {
      finish();
    }
  })();
}

function spent(status: number, meter: Meter, { lost }: Answered, ended: boolean): Spent {
  const { tokens, estimated } = meter.result(ended);
  return { status, tokens: { ...tokens, input: tokens.input + lost * tokens.input }, estimated: estimated || lost > 0 };
}
