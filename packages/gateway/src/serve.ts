import type { Account, Reservation } from './budget/account.ts';
import { bodyOf } from './door/body.ts';
import { countAnswer, modelsAnswer } from './door/models.ts';
import { routeOf } from './door/route.ts';
import { GatewayError } from './gateway-error.ts';
import type { Grants, OpenGrant } from './grant/grants.ts';
import { passed, translated, type Asked, type Leaving } from './leave.ts';
import type { Provider } from './model/provider.ts';
import { estimateOf } from './pass/meter.ts';
import type { Spent } from './pass/pass-through.ts';
import type { PriceOf } from './price/price.ts';
import { noTokens } from './wire/wire-form.ts';

export interface Serving extends Leaving {
  readonly grants: Grants;
  readonly account: Account;
  readonly providers: readonly Provider[];
  readonly closing: AbortSignal;
  readonly priceOf: PriceOf;
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
  const spoken = !('wire' in route) || provider.wires.includes(route.wire);
  if (!spoken && route.kind === 'count') return countAnswer(route.wire, estimateOf(text.length));
  const began = performance.now();
  const reservation = await reserve(asked, serving);
  const settled = Promise.withResolvers<void>();
  serving.underway(settled.promise);
  const settle = ({ status, tokens, estimated }: Spent) => {
    reservation.settle({
      wire: 'wire' in route ? route.wire : null,
      status,
      inputTokens: tokens.input,
      cachedTokens: tokens.cached,
      outputTokens: tokens.output,
      usd: serving.priceOf(tokens, grant.model.id, provider),
      estimated,
      seconds: Math.round(performance.now() - began) / 1000,
    });
    settled.resolve();
  };
  try {
    return await (spoken ? passed(asked, serving, settle) : translated(asked, serving, settle));
  } catch (error) {
    // What was sent is settled by now; what was not cost nothing.
    reservation.release();
    settled.resolve();
    throw error;
  }
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
