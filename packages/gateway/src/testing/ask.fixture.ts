import { budgetSchema, type Budget } from '../budget/budget.ts';
import type { Gateway } from '../gateway.ts';
import type { Wire } from '../model/provider.ts';
import { openGateway, type GatewayOptions } from '../open-gateway.ts';
import { scriptedModel, type ScriptedModel } from './scripted-model.ts';
import type { Script } from './turn.ts';

export const boundless: Budget = budgetSchema.parse({});
export const quick = { attempts: 3, pauseMs: 1, longestPauseMs: 5000, silenceMs: 5000 };

/** A request for two loaves in each wire, as small as it can be. */
export const requests: Readonly<Record<Wire, (stream: boolean) => { readonly path: string; readonly body: Record<string, unknown> }>> = {
  'openai-chat': (stream) => ({
    path: '/openai/v1/chat/completions',
    body: {
      model: 'dearest',
      messages: [{ role: 'user', content: 'Two loaves, please.' }],
      ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
    },
  }),
  'openai-responses': (stream) => ({
    path: '/openai/v1/responses',
    body: { model: 'dearest', input: 'Two loaves, please.', ...(stream ? { stream } : {}) },
  }),
  anthropic: (stream) => ({
    path: '/anthropic/v1/messages',
    body: {
      model: 'dearest',
      max_tokens: 1000,
      messages: [{ role: 'user', content: 'Two loaves, please.' }],
      ...(stream ? { stream } : {}),
    },
  }),
  google: (stream) => ({
    path: `/google/v1beta/models/dearest:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: { contents: [{ role: 'user', parts: [{ text: 'Two loaves, please.' }] }] },
  }),
};

export interface Bakery {
  readonly model: ScriptedModel;
  readonly gateway: Gateway;
  readonly token: string;
  /** Over the network, as a client does. */
  post(path: string, body: unknown, init?: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal }): Promise<Response>;
  ask(wire: Wire, stream: boolean): Promise<Response>;
  close(): Promise<void>;
}

/** A scripted model behind a gateway that listens on loopback, with a grant for a bakery. */
export async function bakery(
  script: Script,
  options: Partial<GatewayOptions> & {
    readonly budget?: Budget;
    readonly speaks?: readonly Wire[];
    readonly price?: { input: number; output: number };
  } = {},
): Promise<Bakery> {
  const { budget = boundless, speaks, price, ...more } = options;
  const model = await scriptedModel(script);
  const provider = model.provider({ name: 'mill', key: 'sk-flour-and-water', ...(speaks === undefined ? {} : { wires: speaks }) });
  const gateway = await openGateway({
    providers: [price === undefined ? provider : { ...provider, price }],
    listen: { port: 0 },
    ledger: null,
    patience: quick,
    ...more,
  });
  const { token } = gateway.grant({ subject: 'bakery', budget, model: { provider: 'mill', id: 'rye-1' } });
  const url = gateway.address !== null && 'url' in gateway.address ? gateway.address.url : '';
  const post: Bakery['post'] = (path, body, { headers = {}, signal } = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  return {
    model,
    gateway,
    token,
    post,
    ask: (wire, stream) => {
      const { path, body } = requests[wire](stream);
      return post(path, body);
    },
    async close() {
      await gateway.close();
      await model.close();
    },
  };
}
