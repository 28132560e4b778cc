import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Content } from '@ai-sdk/provider';
import { afterEach, expect, test } from 'vitest';
import type { Wire } from '../model/provider.ts';
import { scriptedModel, type ScriptedModel } from './scripted-model.ts';
import type { Fault, Script } from './turn.ts';

let open: ScriptedModel | null = null;
afterEach(() => open?.close());
const start = async (script: Script) => (open = await scriptedModel(script));

// Clients that others wrote, so that the double speaks what they understand.
const clients: Record<Wire, (url: string) => LanguageModelV4> = {
  'openai-chat': (url) =>
    createOpenAICompatible({ name: 'bakery', baseURL: `${url}/v1`, apiKey: 'k', includeUsage: true }).chatModel('rye'),
  'openai-responses': (url) => createOpenAI({ baseURL: `${url}/v1`, apiKey: 'k' }).responses('rye'),
  anthropic: (url) => createAnthropic({ baseURL: `${url}/v1`, apiKey: 'k' })('rye'),
  google: (url) => createGoogle({ baseURL: `${url}/v1beta`, apiKey: 'k' })('rye'),
};
const asked: LanguageModelV4CallOptions = {
  prompt: [
    { role: 'system', content: 'You run a bakery.' },
    { role: 'user', content: [{ type: 'text', text: 'Bake two loaves.' }] },
    { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'oven_1', toolName: 'heat', input: { degrees: 220 } }] },
    { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'oven_1', toolName: 'heat', output: { type: 'text', value: 'hot' } }] },
  ],
  tools: [
    {
      type: 'function',
      name: 'bake',
      description: 'Bakes',
      inputSchema: { type: 'object', properties: { loaves: { type: 'integer' }, note: { type: 'string' } }, required: ['loaves'] },
    },
  ],
};
const turn = {
  text: 'Two loaves – coming up 🥖 at once, with a crust that sings.',
  tools: [{ name: 'bake', input: { loaves: 2, note: 'dunkel – ganz 🥨' }, id: 'bake_1' }],
  usage: { input: 120, output: 18, cached: 100 },
};

async function streamOf(model: LanguageModelV4, options = asked) {
  const { stream } = await model.doStream(options);
  const said = { text: '', tools: [] as unknown[], usage: null as unknown, finish: null as unknown, errors: [] as unknown[] };
  for await (const part of stream) {
    if (part.type === 'text-delta') said.text += part.delta;
    if (part.type === 'tool-call') said.tools.push({ name: part.toolName, input: JSON.parse(part.input) });
    if (part.type === 'finish') [said.usage, said.finish] = [part.usage, part.finishReason.unified];
    if (part.type === 'error') said.errors.push(part.error);
  }
  return said;
}
const calls = (content: readonly LanguageModelV4Content[]) =>
  content.flatMap((part) => (part.type === 'tool-call' ? [{ name: part.toolName, input: JSON.parse(part.input) }] : []));

test.each(Object.entries(clients))('%s: text, tools and usage arrive, and the request is kept in common words', async (wire, client) => {
  const model = await start([turn, { ...turn, fault: { kind: 'split' } }]);
  const whole = await client(model.url).doGenerate(asked);
  expect(whole.content.find((part) => part.type === 'text')).toMatchObject({ text: turn.text });
  expect(calls(whole.content)).toEqual([{ name: 'bake', input: turn.tools[0]?.input }]);
  expect(whole.usage).toMatchObject({ inputTokens: { total: 120, cacheRead: 100 }, outputTokens: { total: 18 } });
  expect(whole.finishReason.unified).toBe('tool-calls');
  const streamed = await streamOf(client(model.url));
  expect(streamed).toMatchObject({
    text: turn.text,
    tools: [{ name: 'bake', input: turn.tools[0]?.input }],
    finish: 'tool-calls',
    errors: [],
    usage: { inputTokens: { total: 120, cacheRead: 100 }, outputTokens: { total: 18 } },
  });
  const [first, second] = model.requests;
  expect([first?.stream, second?.stream]).toEqual([false, true]);
  expect(first).toMatchObject({
    wire,
    model: 'rye',
    messages: [
      { role: 'system', text: 'You run a bakery.' },
      { role: 'user', text: 'Bake two loaves.' },
      { role: 'assistant', toolCalls: [{ name: 'heat', input: { degrees: 220 } }] },
      { role: 'tool', text: 'hot' },
    ],
    tools: [{ name: 'bake', description: 'Bakes' }],
  });
});

test.each(Object.entries(clients))('%s: faults are faults to its clients', async (_wire, client) => {
  const faults: readonly Fault[] = [
    { kind: 'status', status: 429, retryAfter: 3 },
    { kind: 'empty' },
    { kind: 'malformed' },
    { kind: 'cut' },
    { kind: 'reset' },
  ];
  const model = await start(faults.map((fault) => ({ ...turn, fault })));
  const ask = () =>
    client(model.url)
      .doGenerate(asked)
      .then(
        () => null,
        (error: unknown) => error,
      );
  expect(await ask()).toMatchObject({ statusCode: 429, responseHeaders: { 'retry-after': '3' } });
  for (let fault = 1; fault < faults.length; fault++) expect(await ask()).toBeInstanceOf(Error);
});

test('a cut stream breaks off, a hanging one ends with its client', async () => {
  const model = await start([
    { text: 'one two three four five six', fault: { kind: 'cut' } },
    { text: 'one', fault: { kind: 'hang' } },
  ]);
  const chat = () =>
    fetch(`${model.url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ model: 'rye', stream: true, messages: [] }) });
  await expect(chat().then((response) => response.text())).rejects.toThrow('terminated');
  const hanging = await chat();
  await hanging.body?.cancel();
  expect(await model.requests[1]?.ended).toBe('gone');
});

test.each([
  ['/v1/completions', { prompt: 'def bake(', suffix: '):' }],
  ['/v1/fim/completions', { prompt: 'def bake(', suffix: '):' }],
  ['/infill', { input_prefix: 'def bake(', input_suffix: '):' }],
  ['/api/generate', { prompt: 'def bake(', suffix: '):', stream: false }],
])('%s completes between prefix and suffix', async (path, body) => {
  const model = await start([{ text: 'loaves: int' }]);
  const response = await fetch(model.url + path, { method: 'POST', body: JSON.stringify(body) });
  expect(await response.text()).toContain('loaves: int');
  expect(model.requests[0]).toMatchObject({ messages: [{ text: 'def bake(' }], suffix: '):' });
});

test('a request beyond the list says so', async () => {
  const model = await start([]);
  const response = await fetch(`${model.url}/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ messages: [] }) });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('The script has 0 turns; this is request 1.');
});
