import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { afterEach, describe, expect, test } from 'vitest';
import { wires, type Wire } from '../model/provider.ts';
import { bakery, type Bakery } from '../testing/ask.fixture.ts';
import type { Fault, ScriptedTurn } from '../testing/turn.ts';

let open: Bakery | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const start = async (...args: Parameters<typeof bakery>) => (open = await bakery(...args));

// What stands between is a real socket and the clients people use; only the model is scripted.
const clients: Record<Wire, (url: string, apiKey: string) => LanguageModelV4> = {
  'openai-chat': (url, apiKey) =>
    createOpenAICompatible({ name: 'client', baseURL: `${url}/openai/v1`, apiKey, includeUsage: true }).chatModel('dearest'),
  'openai-responses': (url, apiKey) => createOpenAI({ baseURL: `${url}/openai/v1`, apiKey }).responses('dearest'),
  anthropic: (url, apiKey) => createAnthropic({ baseURL: `${url}/anthropic/v1`, apiKey })('dearest'),
  google: (url, apiKey) => createGoogle({ baseURL: `${url}/google/v1beta`, apiKey })('dearest'),
};
const clientOf = ({ gateway, token }: Bakery, wire: Wire) =>
  clients[wire](gateway.address !== null && 'url' in gateway.address ? gateway.address.url : '', token);

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const asked: LanguageModelV4CallOptions = {
  prompt: [
    { role: 'system', content: 'You run a bakery.' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Bake what is on this picture.' },
        { type: 'file', mediaType: 'image/png', data: { type: 'data', data: dot } },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'First the oven.' },
        { type: 'tool-call', toolCallId: 'oven_1', toolName: 'heat', input: { degrees: 220 } },
        { type: 'tool-call', toolCallId: 'oven_2', toolName: 'heat', input: { degrees: 180 } },
      ],
    },
    {
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'oven_1', toolName: 'heat', output: { type: 'text', value: 'hot' } },
        { type: 'tool-result', toolCallId: 'oven_2', toolName: 'heat', output: { type: 'text', value: 'warm' } },
      ],
    },
    { role: 'user', content: [{ type: 'text', text: 'Go on.' }] },
  ],
  maxOutputTokens: 500,
  toolChoice: { type: 'required' },
  tools: [
    {
      type: 'function',
      name: 'bake',
      description: 'Bakes loaves',
      inputSchema: { type: 'object', properties: { loaves: { type: 'integer' }, note: { type: 'string' } }, required: ['loaves'] },
    },
  ],
};
const turn: ScriptedTurn = {
  reasoning: 'Flour, water, time.',
  text: 'Two loaves – coming up 🥖 at once.',
  tools: [
    { name: 'bake', input: { loaves: 2, note: 'dunkel 🥨' }, id: 'bake_1' },
    { name: 'bake', input: { loaves: 1, note: '' }, id: 'bake_2' },
  ],
  usage: { input: 120, output: 18, cached: 100 },
};
const heard = {
  text: turn.text,
  reasoning: '',
  calls: turn.tools?.map(({ name, input }) => ({ name, input })),
  finish: 'tool-calls',
  usage: [120, 100, 18],
  errors: [],
};

async function hear(model: LanguageModelV4, stream: boolean, options = asked) {
  if (!stream) {
    const { content, usage, finishReason } = await model.doGenerate(options);
    return {
      text: content.flatMap((part) => (part.type === 'text' ? part.text : [])).join(''),
      reasoning: content.flatMap((part) => (part.type === 'reasoning' ? part.text : [])).join(''),
      calls: content.flatMap((part) => (part.type === 'tool-call' ? { name: part.toolName, input: JSON.parse(part.input) } : [])),
      finish: finishReason.unified,
      usage: [usage.inputTokens.total, usage.inputTokens.cacheRead, usage.outputTokens.total],
      errors: [] as unknown[],
    };
  }
  const said = { text: '', reasoning: '', calls: [] as unknown[], finish: '', usage: [] as unknown[], errors: [] as unknown[] };
  for await (const part of (await model.doStream(options)).stream) {
    if (part.type === 'text-delta') said.text += part.delta;
    if (part.type === 'reasoning-delta') said.reasoning += part.delta;
    if (part.type === 'tool-call') said.calls.push({ name: part.toolName, input: JSON.parse(part.input) });
    if (part.type === 'error') said.errors.push(part.error);
    if (part.type === 'finish') {
      said.finish = part.finishReason.unified;
      said.usage = [part.usage.inputTokens.total, part.usage.inputTokens.cacheRead, part.usage.outputTokens.total];
    }
  }
  return said;
}

const pairs = wires.flatMap((client) =>
  wires.filter((speaks) => speaks !== client).flatMap((speaks) => [false, true].map((stream) => ({ client, speaks, stream }))),
);

describe.each(pairs)('$client to a provider that speaks $speaks, stream: $stream', ({ client, speaks, stream }) => {
  test('all that is asked arrives, and all that is answered', async () => {
    const it = await start([turn], { speaks: [speaks] });
    expect(await hear(clientOf(it, client), stream)).toEqual(heard);
    const [request] = it.model.requests;
    expect(request).toMatchObject({
      wire: speaks,
      model: 'rye-1',
      stream,
      tools: [{ name: 'bake', description: 'Bakes loaves', schema: { type: 'object', required: ['loaves'] } }],
    });
    const said = request?.messages ?? [];
    const users = said.filter(({ role }) => role === 'user');
    expect(said[0]).toMatchObject({ role: 'system', text: 'You run a bakery.' });
    expect(users.map(({ text }) => text).join(' ')).toContain('Bake what is on this picture.');
    expect(users.map(({ text }) => text).join(' ')).toContain('Go on.');
    expect(users.reduce((sum, { images }) => sum + images, 0)).toBe(1);
    expect(said.flatMap(({ toolCalls }) => toolCalls).map(({ name, input }) => [name, input])).toEqual([
      ['heat', { degrees: 220 }],
      ['heat', { degrees: 180 }],
    ]);
    expect(said.filter(({ role }) => role === 'tool').map(({ text }) => text)).toEqual(['hot', 'warm']);
    expect(request?.body).not.toContain(it.token);
    expect(it.gateway.usage('bakery')).toMatchObject({ inputTokens: 120, cachedTokens: 100, outputTokens: 18, requests: 1 });
  });

  test('a turn that ends for want of room says so', async () => {
    const it = await start([{ text: 'Two loa', stop: 'length' }], { speaks: [speaks] });
    expect(await hear(clientOf(it, client), stream)).toMatchObject({ text: 'Two loa', finish: 'length' });
  });

  test.each([{ kind: 'status', status: 429, retryAfter: 0 }, { kind: 'reset' }, { kind: 'empty' }] as const)(
    'asks again after $kind',
    async (fault: Fault) => {
      const it = await start([{ fault }, { fault }, turn], { speaks: [speaks] });
      expect(await hear(clientOf(it, client), stream)).toEqual(heard);
      expect(it.model.requests).toHaveLength(3);
      expect(it.gateway.usage('bakery').requests).toBe(1);
    },
  );

  test.each([{ kind: 'split' }, { kind: 'slow', ms: 2 }] as const)('$kind is as good as any', async (fault: Fault) => {
    const it = await start([{ ...turn, fault }], { speaks: [speaks] });
    expect(await hear(clientOf(it, client), stream)).toEqual(heard);
  });

  test.each([
    [{ kind: 'status', status: 429 }, 429],
    [{ kind: 'status', status: 500 }, 500],
    [{ kind: 'empty' }, 502],
    [{ kind: 'reset' }, 502],
  ] as const)('%j to the end is an error of the wire', async (fault: Fault, status: number) => {
    const it = await start(() => ({ fault }), { speaks: [speaks] });
    const response = await it.ask(client, stream);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
    expect(it.gateway.usage('bakery').requests).toBe(1);
  });

  const broken: readonly Fault[] = [{ kind: 'cut' }, { kind: 'malformed' }, ...(stream ? [{ kind: 'hang' } as const] : [])];
  test.each(broken)('$kind is told', async (fault) => {
    const it = await start(() => ({ ...turn, fault }), { speaks: [speaks], patience: { attempts: 2, pauseMs: 1, silenceMs: 150 } });
    const response = await it.ask(client, stream);
    const text = await response.text();
    const last = text.trimEnd().split('\n\n').at(-1) ?? '';
    expect(last).toMatch(
      stream && response.status === 200 ? /^(event: error\n)?data: \{.*"message":"[^"]+"/ : /"error":\{.*"message":"[^"]+"/,
    );
    expect([200, 502, 504]).toContain(response.status);
    expect(it.gateway.usage('bakery').requests).toBe(1);
  });
});

test.each(['openai-chat', 'openai-responses', 'anthropic'] as const)(
  '%s: what Gemini wants to see again with a call it sees again',
  async (client) => {
    const it = await start([{ tools: [{ name: 'bake', input: { loaves: 2 }, id: 'bake_1', signature: 'c2lnbmVk' }] }, { text: 'Done.' }], {
      speaks: ['google'],
    });
    const model = clientOf(it, client);
    const { content } = await model.doGenerate(asked);
    const [call] = content.flatMap((part) => (part.type === 'tool-call' ? [part] : []));
    const toolCallId = call?.toolCallId ?? '';
    await model.doGenerate({
      ...asked,
      prompt: [
        { role: 'user', content: [{ type: 'text', text: 'Bake.' }] },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId, toolName: 'bake', input: { loaves: 2 } }] },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId, toolName: 'bake', output: { type: 'text', value: 'baked' } }] },
      ],
    });
    expect(it.model.requests[1]?.body).toContain('"thoughtSignature":"c2lnbmVk"');
  },
);
