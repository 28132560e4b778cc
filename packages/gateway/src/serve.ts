import type { Account, Reservation } from './budget/account.ts';
import { bodyOf } from './door/body.ts';
import { countAnswer, modelsAnswer } from './door/models.ts';
import { routeOf } from './door/route.ts';
import { GatewayError } from './gateway-error.ts';
import type { Grants, OpenGrant } from './grant/grants.ts';
import { passed, streams, translated, type Asked, type Leaving } from './leave.ts';
import type { Provider } from './model/provider.ts';
import { estimateOf } from './pass/meter.ts';
import type { Spent } from './pass/pass-through.ts';
import { errorResponse } from './pass/response.ts';
import type { PriceOf } from './price/price.ts';
import { replayed, type Recorder } from './recording/recorder.ts';
import { noTokens } from './wire/wire-form.ts';

export interface Serving extends Leaving {
  readonly grants: Grants;
  readonly account: Account;
  readonly providers: readonly Provider[];
  readonly closing: AbortSignal;
  readonly priceOf: PriceOf;
  readonly recorder: Recorder | null;
  /** Work that is to end before the gateway is closed. */
  readonly underway: (work: Promise<unknown>) => void;
}

/** One request from the door to its answer. */
export async function serve(request: Request, serving: Serving): Promise<Response> {
  const url = new URL(request.url);
  const route = routeOf(request.method, url.pathname);
  const grant = serving.grants.of(request);
  if (route.kind === 'models') return modelsAnswer(route.wire, grant.model.id);
  const provider = providerOf(serving.providers, grant);
  const { text, json } = await bodyOf(request);
  const signal = AbortSignal.any([request.signal, grant.revoked, serving.closing]);
  const asked = { request, url, route, grant, provider, text, json, signal };
  const seen = { path: route.path, stream: streams(asked), body: json };
  const { recorder } = serving;
  const recording = recorder?.mode === 'replay' ? recorder.find(seen) : null;
  const named = recorder?.mode === 'record' ? recorder.name(seen) : null;
  const { settle, spent, release } = await opened(asked, serving);
  if (recording !== null) {
    settle(recording.spent);
    return replayed(recording, signal);
  }
  const answer = answered(asked, serving, settle).catch((error: unknown) => {
    // What was sent is settled by now; what was not cost nothing.
    release();
    throw error;
  });
  if (named === null || recorder === null) return answer;
  // What went wrong is a part of the session, but for a client that was gone before.
  const told = await answer.catch((error: unknown) => {
    if (signal.aborted) throw error;
    return errorResponse(route.form, error);
  });
  return recorder.keep(named, seen, told, spent);
}

async function answered(asked: Asked, serving: Serving, settle: (spent: Spent) => void): Promise<Response> {
  const { route, provider, text } = asked;
  if (!('wire' in route) || provider.wires.includes(route.wire)) return passed(asked, serving, settle);
  if (route.kind === 'count') return countAnswer(route.wire, estimateOf(text.length));
  return translated(asked, serving, settle);
}

interface Opened {
  readonly settle: (spent: Spent) => void;
  readonly spent: () => Spent | null;
  /** Where it did not leave. What was settled stays so. */
  readonly release: () => void;
}

/** Lets a request through once its budgets have room for it. */
async function opened(asked: Asked, serving: Serving): Promise<Opened> {
  const { route, grant, provider } = asked;
  // To count what a prompt has costs nothing.
  if (route.kind === 'count') return { settle: () => {}, spent: () => null, release: () => {} };
  const began = performance.now();
  const reservation = await reserve(asked, serving);
  const closed = Promise.withResolvers<void>();
  serving.underway(closed.promise);
  let spent: Spent | null = null;
  return {
    spent: () => spent,
    settle(now) {
      if (spent !== null) return;
      spent = now;
      reservation.settle({
        wire: 'wire' in route ? route.wire : null,
        status: now.status,
        inputTokens: now.tokens.input,
        cachedTokens: now.tokens.cached,
        outputTokens: now.tokens.output,
        usd: serving.priceOf(now.tokens, grant.model.id, provider),
        estimated: now.estimated,
        seconds: Math.round(performance.now() - began) / 1000,
      });
      closed.resolve();
    },
    release() {
      if (spent === null) reservation.release();
      closed.resolve();
    },
  };
}

/** A model whose end is not set by the request is taken to write no more than this at once. */
const mostOutput = 128_000;

function reserve({ route, grant, provider, text, json, signal }: Asked, { account, priceOf }: Serving): Promise<Reservation> {
  const { subject, budget, model } = grant;
  // No token is shorter than a byte.
  const input = Buffer.byteLength(text);
  const output = route.kind === 'count' ? 0 : (route.form.mostOutput(json) ?? mostOutput);
  const usd = priceOf({ ...noTokens, input, output }, model.id, provider);
  return account.reserve(
    { subject, budget, model: `${model.provider}/${model.id}`, inputTokens: input, tokens: input + output, usd },
    signal,
  );
}

function providerOf(providers: readonly Provider[], grant: OpenGrant): Provider {
  const found = providers.find(({ name }) => name === grant.model.provider);
  if (found !== undefined) return found;
  throw new GatewayError(500, { code: 'gateway.no_provider', message: `There is no provider ${grant.model.provider}.` });
}
