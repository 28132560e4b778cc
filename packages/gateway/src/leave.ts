import { z } from 'zod';
import type { Body } from './door/body.ts';
import { withMembers } from './door/members.ts';
import { narrowed } from './door/narrow.ts';
import { forms, type Route } from './door/route.ts';
import { GatewayError } from './gateway-error.ts';
import type { OpenGrant } from './grant/grants.ts';
import type { Provider } from './model/provider.ts';
import { passThrough, type Spent } from './pass/pass-through.ts';
import type { Signatures } from './translate/signatures.ts';
import type { Patience } from './upstream/ask.ts';
import { says, type WireForm } from './wire/wire-form.ts';

/** A request that was let in, and what it is for. */
export interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly route: Exclude<Route, { kind: 'models' }>;
  readonly grant: OpenGrant;
  readonly provider: Provider;
  readonly text: string;
  readonly json: Body;
  readonly signal: AbortSignal;
}

/** Of what a client says in headers, that which means something to a provider. Who it is, and where it goes, is not its to say. */
const passedHeaders = ['accept', 'anthropic-version', 'anthropic-beta', 'openai-beta', 'user-agent'] as const;

export async function passed(asked: Asked, { patience }: Leaving, settle: (spent: Spent) => void): Promise<Response> {
  const { request, route, provider, grant, text, json, signal } = asked;
  const key = await provider.key();
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
      headers: headersFor(route.form, request.headers, key),
      body: withMembers(text, {
        ...narrowed(route, json),
        ...('wire' in route && route.wire === 'google' ? {} : { model: grant.model.id }),
        ...(asksUsage ? { stream_options: { ...options.safeParse(json).data?.stream_options, include_usage: true } } : {}),
      }),
    },
    hidden: asksUsage ? (value) => says(value, 'usage') && onlyUsage.safeParse(value).success : () => false,
  });
}

/** The same to a provider that does not speak the client's wire. */
export async function translated(asked: Asked, { patience, signatures }: Leaving, settle: (spent: Spent) => void): Promise<Response> {
  const { route, provider, grant, json } = asked;
  const [wire] = provider.wires;
  if (route.kind !== 'wire' || wire === undefined)
    throw new GatewayError(501, { code: 'gateway.not_spoken', message: `${provider.name} does not complete text.` });
  const { modelOf } = await import('./translate/model.ts');
  const { translate } = await import('./translate/translate.ts');
  const key = await provider.key();
  const stream = streams(asked);
  const letGo = new AbortController();
  const signal = AbortSignal.any([asked.signal, letGo.signal]);
  let failure: unknown = null;
  const leave: typeof fetch = async (input, init) => {
    try {
      return await passThrough({
        form: forms[wire],
        stream,
        key,
        patience,
        signal,
        settle,
        outgoing: {
          url: ofProvider(input, provider),
          headers: headersFor(forms[wire], new Headers(init?.headers), key),
          body: typeof init?.body === 'string' ? init.body : '',
        },
        hidden: () => false,
        broken: (error) => (failure = error),
      });
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return translate(await modelOf(wire, grant.model.id, provider.baseUrl, leave), {
    wire: route.wire,
    form: route.form,
    stream,
    body: json,
    modelId: grant.model.id,
    signatures,
    signal,
    failure: () => failure,
    letGo: () => letGo.abort(),
  });
}

export interface Leaving {
  readonly patience: Patience;
  readonly signatures: Signatures;
}

function headersFor({ keyHeader: [name, before] }: WireForm, said: Headers, key: string | null): Record<string, string> {
  const passed = passedHeaders.flatMap((header) => {
    const value = said.get(header);
    return value === null ? [] : [[header, value] as const];
  });
  return { ...Object.fromEntries(passed), 'content-type': 'application/json', ...(key === null ? {} : { [name]: before + key }) };
}

/** The AI SDK makes it from the provider's address; that it did is seen to. */
function ofProvider(address: string | URL | Request, provider: Provider): URL {
  const url = new URL(address instanceof Request ? address.url : address);
  if (url.origin === new URL(provider.baseUrl).origin) return url;
  throw new GatewayError(500, { code: 'gateway.elsewhere', message: 'A request was about to leave to somebody else than its provider.' });
}

const wantsUsage = z.looseObject({ stream_options: z.looseObject({ include_usage: z.literal(true) }) });
const options = z.looseObject({ stream_options: z.record(z.string(), z.unknown()) });
const onlyUsage = z.looseObject({ choices: z.array(z.unknown()).max(0), usage: z.looseObject({}) });

/** Google says it in the path, and sends events where they are asked for; Ollama streams unless it is told not to. */
export function streams({ route, url, json }: Pick<Asked, 'route' | 'url' | 'json'>): boolean {
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
