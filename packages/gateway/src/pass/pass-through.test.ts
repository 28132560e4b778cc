import { afterEach, describe, expect, test } from 'vitest';
import { wires } from '../model/provider.ts';
import { bakery, requests, type Bakery } from '../testing/ask.fixture.ts';
import { scriptedModel } from '../testing/scripted-model.ts';
import type { Fault, ScriptedTurn } from '../testing/turn.ts';

let open: Bakery | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const start = async (...args: Parameters<typeof bakery>) => (open = await bakery(...args));

const turn: ScriptedTurn = {
  text: 'Two loaves – coming up 🥖 at once, with a crust that sings.',
  tools: [{ name: 'bake', input: { loaves: 2, note: 'dunkel 🥨' }, id: 'bake_1' }],
  usage: { input: 120, output: 18, cached: 100 },
};
const spent = { inputTokens: 120, cachedTokens: 100, outputTokens: 18, requests: 1 };
const cases = wires.flatMap((wire) => [false, true].map((stream) => ({ wire, stream })));

/** What the provider itself answers to the same request. */
async function direct(script: ScriptedTurn, { wire, stream }: (typeof cases)[number]): Promise<string> {
  const model = await scriptedModel([script]);
  try {
    const { path, body } = requests[wire](stream);
    const response = await fetch(model.url + path.replace('dearest', 'rye-1'), {
      method: 'POST',
      body: JSON.stringify({ ...body, model: 'rye-1' }),
    });
    return await response.text();
  } finally {
    await model.close();
  }
}

describe.each(cases)('$wire, stream: $stream', (each) => {
  const { wire, stream } = each;

  test('passes byte for byte, to the model of the grant, with the key of the provider', async () => {
    const { ask, model, gateway, token } = await start([turn]);
    const response = await ask(wire, stream);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(await direct(turn, each));
    expect(model.requests[0]).toMatchObject({ wire, model: 'rye-1', stream, messages: [{ role: 'user', text: 'Two loaves, please.' }] });
    expect(Object.values(model.requests[0]?.headers ?? {}).join(' ')).toContain('sk-flour-and-water');
    expect(JSON.stringify(model.requests[0])).not.toContain(token);
    expect(gateway.usage('bakery')).toMatchObject(spent);
  });

  const again: readonly Fault[] = [
    { kind: 'status', status: 429, retryAfter: 0 },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 529 },
    { kind: 'reset' },
    { kind: 'empty' },
  ];
  test.each(again)('asks again after $kind $status', async (fault) => {
    const { ask, model } = await start([{ fault }, { fault }, turn]);
    const response = await ask(wire, stream);
    expect(await response.text()).toContain('Two');
    expect([response.status, model.requests.length]).toEqual([200, 3]);
  });

  test.each(again)('gives up after $kind $status for the third time, in the form of its wire', async (fault) => {
    const { ask, model } = await start([{ fault }, { fault }, { fault }, turn]);
    const response = await ask(wire, stream);
    expect(response.status).toBe(fault.kind === 'status' ? fault.status : 502);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
    expect(model.requests).toHaveLength(3);
  });

  test('500 is the answer, and asked once', async () => {
    const { ask, model } = await start([{ fault: { kind: 'status', status: 500, message: 'The oven is cold.' } }, turn]);
    const response = await ask(wire, stream);
    expect([response.status, model.requests.length]).toEqual([500, 1]);
    expect(await response.json()).toMatchObject({ error: { message: 'The oven is cold.' } });
  });

  test('pieces of any size arrive as they were', async () => {
    const { ask, gateway } = await start([{ ...turn, fault: { kind: 'split' } }]);
    expect(await (await ask(wire, stream)).text()).toBe(await direct({ ...turn, fault: { kind: 'split' } }, each));
    expect(gateway.usage('bakery')).toMatchObject(spent);
  });

  test('slow is waited for', async () => {
    const { ask } = await start([{ ...turn, fault: { kind: 'slow', ms: 10 } }]);
    expect(await (await ask(wire, stream)).text()).toBe(await direct(turn, each));
  });

  const broken: readonly Fault[] = [{ kind: 'cut' }, { kind: 'malformed' }, ...(stream ? [{ kind: 'hang' } as const] : [])];
  test.each(broken)('$kind ends in an error of its wire', async (fault) => {
    const { ask, gateway } = await start(() => ({ ...turn, fault }), { patience: { attempts: 2, pauseMs: 1, silenceMs: 150 } });
    const response = await ask(wire, stream);
    const text = await response.text();
    const events = text.trimEnd().split('\n\n');
    const last = events.at(-1) ?? '';
    expect(last).toMatch(stream ? /^(event: error\n)?data: \{.*"message":"[^"]+"/ : /"error":\{.*"message":"[^"]+"/);
    expect(response.status).toBe(stream ? 200 : 502);
    // What came before it is a part of what the provider sent, in whole events.
    expect(await direct(turn, each)).toContain(text.slice(0, text.lastIndexOf(last)));
    expect(gateway.usage('bakery').requests).toBe(1);
  });
});

test('a client that did not ask for usage is not told of it, and is counted by it', async () => {
  const { post, gateway } = await start([turn]);
  const response = await post('/openai/v1/chat/completions', { model: 'x', stream: true, messages: [] });
  expect(await response.text()).not.toContain('prompt_tokens');
  expect(gateway.usage('bakery')).toMatchObject(spent);
});

test('without usage from the provider it is estimated', async () => {
  const settled: unknown[] = [];
  const { ask, gateway } = await start([{ ...turn, usage: null }], { settled: (entry) => settled.push(entry) });
  await (await ask('openai-chat', true)).text();
  expect(settled).toMatchObject([{ estimated: true, status: 200 }]);
  expect(gateway.usage('bakery').outputTokens).toBeGreaterThan(10);
  expect(gateway.usage('bakery').outputTokens).toBeLessThan(60);
});

test.each(['aborts over the network', 'aborts in process', 'lets go of the body in process'])(
  'a client that goes away takes the request to the provider with it: %s',
  async (how) => {
    const { gateway, post, token, model } = await start([{ text: 'one', fault: { kind: 'hang' } }]);
    const { path, body } = requests['openai-chat'](true);
    const going = new AbortController();
    const inProcess = () =>
      gateway.fetch(
        new Request(`http://gateway${path}`, {
          method: 'POST',
          headers: { 'x-api-key': token },
          body: JSON.stringify(body),
          signal: going.signal,
        }),
      );
    const response = await (how.endsWith('in process') ? inProcess() : post(path, body, { signal: going.signal }));
    expect(response.status).toBe(200);
    if (how.startsWith('lets go')) await response.body?.cancel();
    else going.abort();
    expect(await model.requests[0]?.ended).toBe('gone');
    await expect.poll(() => gateway.usage('bakery').requests).toBe(1);
  },
);

test('a revoked grant ends its streams', async () => {
  const { gateway, model } = await start([{ text: 'one', fault: { kind: 'hang' } }]);
  const grant = gateway.grant({
    subject: 'stall',
    budget: { usd: null, tokens: null, requests: null },
    model: { provider: 'mill', id: 'rye-1' },
  });
  const { path, body } = requests.anthropic(true);
  const ask = () =>
    gateway.fetch(
      new Request(`http://gateway${path}`, { method: 'POST', headers: { 'x-api-key': grant.token }, body: JSON.stringify(body) }),
    );
  const response = await ask();
  grant.revoke();
  expect(await response.text()).toContain('was revoked');
  expect(await model.requests[0]?.ended).toBe('gone');
  expect((await ask()).status).toBe(401);
});

test.each([
  ['/openai/v1/completions', { prompt: 'def bake(', suffix: '):' }],
  ['/openai/v1/fim/completions', { prompt: 'def bake(', suffix: '):' }],
  ['/native/infill', { input_prefix: 'def bake(', input_suffix: '):' }],
  ['/native/api/generate', { prompt: 'def bake(', suffix: '):' }],
])('%s completes', async (path, body) => {
  const { post, gateway, model } = await start([
    { text: 'loaves', usage: { input: 7, output: 2 } },
    { text: 'loaves', usage: { input: 7, output: 2 } },
  ]);
  for (const stream of [true, false]) {
    const response = await post(path, { ...body, stream });
    expect(await response.text()).toContain('loaves');
  }
  expect(model.requests).toMatchObject([
    { model: 'rye-1', suffix: '):' },
    { model: 'rye-1', suffix: '):' },
  ]);
  expect(model.requests[0]?.path).toBe(path.replace('/openai', '').replace('/native', ''));
  expect(gateway.usage('bakery')).toMatchObject({ inputTokens: 14, outputTokens: 4, requests: 2 });
});
