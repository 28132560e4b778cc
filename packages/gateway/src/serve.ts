import { z } from 'zod';
import type { Account, Reservation } from './budget/account.ts';
import { bodyOf, type Body } from './door/body.ts';
import { withMembers } from './door/members.ts';
import { modelsAnswer } from './door/models.ts';
import { routeOf, type Route } from './door/route.ts';
import { GatewayError } from './gateway-error.ts';
import type { Grants, OpenGrant } from './grant/grants.ts';
import type { Provider } from './model/provider.ts';
import { passThrough, type Spent } from './pass/pass-through.ts';
import type { PriceOf } from './price/price.ts';
import type { Patience } from './upstream/ask.ts';
import { noTokens } from './wire/wire-form.ts';

export interface Serving {
  readonly grants: Grants;
  readonly account: Account;
  readonly providers: readonly Provider[];
  readonly closing: AbortSignal;
  readonly patience: Patience;
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
  if (!spoken) throw new GatewayError(501, { code: 'gateway.not_spoken', message: `${provider.name} does not speak ${route.wire}.` });
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
    return await passed(asked, serving, settle);
  } catch (error) {
    // What was sent is settled by now; what was not cost nothing.
    reservation.release();
    settled.resolve();
    throw error;
  }
}

interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly route: Exclude<Route, { kind: 'models' }>;
  readonly grant: OpenGrant;
  readonly provider: Provider;
  readonly text: string;
  readonly json: Body;
  readonly signal: AbortSignal;
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

/** Of what a client says in headers, that which means something to a provider. Who it is, and where it goes, is not its to say. */
const passedHeaders = ['accept', 'anthropic-version', 'anthropic-beta', 'openai-beta', 'user-agent'] as const;

async function passed(asked: Asked, { patience }: Serving, settle: (spent: Spent) => void): Promise<Response> {
  const { request, route, provider, grant, text, json, signal } = asked;
  const key = await provider.key();
  const [name, before] = route.form.keyHeader;
  const headers = Object.fromEntries(
    passedHeaders.flatMap((header) => {
      const value = request.headers.get(header);
      return value === null ? [] : [[header, value]];
    }),
  );
  const stream = streams(asked);
  const asksUsage =
    stream && provider.tellsUsage !== true && 'wire' in route && route.wire === 'openai-chat' && !wantsUsage.safeParse(json).success;
  return passThrough({
    form: route.form,
    stream,
    key,
    patience,
    signal,
    settle,
    outgoing: {
      url: upstreamUrl(asked),
      headers: { ...headers, 'content-type': 'application/json', ...(key === null ? {} : { [name]: before + key }) },
      body: withMembers(text, {
        ...('wire' in route && route.wire === 'google' ? {} : { model: grant.model.id }),
        ...(asksUsage ? { stream_options: { ...options.safeParse(json).data?.stream_options, include_usage: true } } : {}),
      }),
    },
    hidden: asksUsage ? (value) => onlyUsage.safeParse(value).success : () => false,
  });
}

const wantsUsage = z.looseObject({ stream_options: z.looseObject({ include_usage: z.literal(true) }) });
const options = z.looseObject({ stream_options: z.record(z.string(), z.unknown()) });
const onlyUsage = z.looseObject({ choices: z.array(z.unknown()).max(0), usage: z.looseObject({}) });

/** Google says it in the path, and sends events where they are asked for; Ollama streams unless it is told not to. */
function streams({ route, url, json }: Asked): boolean {
  if (route.kind === 'count') return false;
  if (route.kind === 'wire' && route.stream !== null) return route.stream && url.searchParams.get('alt') === 'sse';
  return route.form.framing === 'lines' ? json['stream'] !== false : json['stream'] === true;
}

function upstreamUrl({ route, provider, grant, url }: Asked): URL {
  const base = route.kind === 'completion' && route.native ? provider.baseUrl.replace(/\/v1$/, '') : provider.baseUrl;
  const to = new URL(base + route.path.replace('MODEL', () => encodeURIComponent(grant.model.id)));
  if (url.searchParams.get('alt') === 'sse') to.searchParams.set('alt', 'sse');
  return to;
}

function providerOf(providers: readonly Provider[], grant: OpenGrant): Provider {
  const found = providers.find(({ name }) => name === grant.model.provider);
  if (found !== undefined) return found;
  throw new GatewayError(500, { code: 'gateway.no_provider', message: `There is no provider ${grant.model.provider}.` });
}
