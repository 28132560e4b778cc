import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from '../model/provider.ts';
import { wires as allWires, type Wire } from '../model/provider.ts';
import { reply } from './reply.ts';
import type { Script, ScriptedRequest, ScriptedTurn, ScriptedWire } from './turn.ts';
import { anthropic } from './wires/anthropic.ts';
import { completion, generate, infill } from './wires/completion.ts';
import { google } from './wires/google.ts';
import { openaiChat } from './wires/openai-chat.ts';
import { openaiResponses } from './wires/openai-responses.ts';
import { parsed, type ScriptedForm } from './wires/scripted-wire.ts';

export interface ScriptedModel {
  /** `http://127.0.0.1:PORT`. Any path before a wire's own is as good as another: `/v1/chat/completions`, `/chat/completions`. */
  readonly url: string;
  /** What was asked, in the order it came. */
  readonly requests: readonly ScriptedRequest[];
  /** It as a provider of the gateway: `wires` is what it is said to speak, and all of them where left out. */
  provider(options?: { readonly name?: string; readonly wires?: readonly Wire[]; readonly key?: string | null }): Provider;
  close(): Promise<void>;
}

/**
 * A model on loopback that says what it was told to, in every wire, streamed or not. A list gives its turns in their order
 * (a request beyond its end is answered with 400 and says so); a function sees what was asked.
 *
 * @example
 * const model = await scriptedModel([
 *   { tools: [{ name: 'bash', input: { command: 'ls' } }] },
 *   { fault: { kind: 'status', status: 429, retryAfter: 1 } },
 *   { text: 'Done.' },
 * ]);
 */
export async function scriptedModel(script: Script): Promise<ScriptedModel> {
  const requests: ScriptedRequest[] = [];
  const server = createServer((incoming, response) => {
    answer(incoming, response, script, requests).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message: String(error) } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  // It is a text for a pipe only.
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  return {
    url,
    requests,
    provider: ({ name = 'scripted', wires = allWires, key = 'scripted-key' } = {}) => ({
      name,
      wires,
      baseUrl: `${url}/v1`,
      key: async () => key,
    }),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(incoming: IncomingMessage, response: ServerResponse, script: Script, requests: ScriptedRequest[]): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const wire = wireOf(url.pathname);
  const body = await text(incoming);
  if (wire === null) return aside(url.pathname, response);
  const form = forms[wire];
  const raw = parsed(body);
  const request: ScriptedRequest = {
    wire,
    index: requests.length,
    path: incoming.url ?? '/',
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    ...form.read(raw, url),
    raw,
    body,
    ended: new Promise((resolve) => response.once('close', () => resolve(response.writableFinished ? 'answered' : 'gone'))),
  };
  requests.push(request);
  await reply(response, form, request, await turnOf(script, request));
}

async function turnOf(script: Script, request: ScriptedRequest): Promise<ScriptedTurn> {
  if (typeof script === 'function') return script(request);
  return (
    script[request.index] ?? {
      fault: { kind: 'status', status: 400, message: `The script has ${script.length} turns; this is request ${request.index + 1}.` },
    }
  );
}

const forms: Record<ScriptedWire, ScriptedForm> = {
  'openai-chat': openaiChat,
  'openai-responses': openaiResponses,
  anthropic,
  google,
  completion,
  infill,
  generate,
};

const ends: readonly (readonly [end: RegExp, wire: ScriptedWire])[] = [
  [/\/chat\/completions$/, 'openai-chat'],
  [/\/responses$/, 'openai-responses'],
  [/\/messages$/, 'anthropic'],
  [/\/models\/[^/]+:(generateContent|streamGenerateContent)$/, 'google'],
  [/\/completions$/, 'completion'],
  [/\/(infill|completion)$/, 'infill'],
  [/\/api\/generate$/, 'generate'],
];
const wireOf = (path: string) => ends.find(([end]) => end.test(path))?.[1] ?? null;

/** What clients ask besides: which models there are, and how long a prompt is. */
function aside(path: string, response: ServerResponse): void {
  const known = (
    [
      [/\/messages\/count_tokens$/, { input_tokens: 100 }],
      [/:countTokens$/, { totalTokens: 100 }],
      [/\/api\/tags$/, { models: [{ name: 'scripted:latest', model: 'scripted:latest' }] }],
      [/\/models$/, { object: 'list', data: [{ id: 'scripted', object: 'model', created: 1_700_000_000, owned_by: 'scripted' }] }],
    ] as const
  ).find(([end]) => end.test(path));
  response
    .writeHead(known === undefined ? 404 : 200, { 'content-type': 'application/json' })
    .end(JSON.stringify(known?.[1] ?? { error: { message: `Nothing is scripted at ${path}.` } }));
}
