import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ledgerEntrySchema } from '../ledger/entry.ts';
import { fileOf } from '../ledger/ledger.ts';
import { dayOf } from '../ledger/totals.ts';
import { bakery, boundless, type Bakery } from '../testing/ask.fixture.ts';
import { scriptedModel } from '../testing/scripted-model.ts';
import { budgetSchema } from './budget.ts';
import { judge } from './judge.ts';

let folder: string;
let ledger: string;
let open: Bakery[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bakery-'));
  ledger = join(folder, 'ledger.jsonl');
});
afterEach(async () => {
  for (const one of open) await one.close();
  open = [];
  rmSync(folder, { recursive: true });
});
const start = async (...args: Parameters<typeof bakery>) => {
  const it = await bakery(...args);
  open.push(it);
  return it;
};
const loaf = { text: 'A loaf.', usage: { input: 900, output: 100 } };
const statuses = async (it: Bakery, count: number) => {
  const responses = await Promise.all(Array.from({ length: count }, () => it.ask('openai-chat', true)));
  for (const response of responses) await response.text();
  return responses.map(({ status }) => status).sort((one, other) => one - other);
};

test.each([
  ['requests', { requests: 3 }, 3],
  ['tokens', { tokens: 2500 }, 3],
  ['money', { usd: 0.0025 }, 3],
])('%s: of ten at once no more go than the budget has room for, and at most one passes it', async (_what, bounds, most) => {
  const it = await start(() => loaf, { budget: budgetSchema.parse(bounds), price: { input: 1, output: 1 } });
  const all = await statuses(it, 10);
  expect(all.filter((status) => status === 200)).toHaveLength(most);
  expect(all.filter((status) => status === 402)).toHaveLength(10 - most);
  expect(it.model.requests).toHaveLength(most);
});

test('a refusal says whose budget is spent, in each wire, and is no reason to ask again', async () => {
  const it = await start(() => loaf, { budget: budgetSchema.parse({ requests: 1 }) });
  await (await it.ask('anthropic', false)).text();
  for (const wire of ['openai-chat', 'openai-responses', 'anthropic', 'google'] as const) {
    const refused = await it.ask(wire, true);
    expect([refused.status, refused.headers.get('x-groundwork-error'), refused.headers.get('retry-after')]).toEqual([
      402,
      'gateway.budget_spent',
      null,
    ]);
    expect(await refused.text()).toContain("This ticket's budget of 1 requests is spent.");
  }
});

test('the day is over all subjects, and a new one begins at midnight', async () => {
  let now = new Date(2026, 10, 26, 23, 50);
  const it = await start(() => loaf, { day: budgetSchema.parse({ tokens: 1000 }), now: () => now });
  const other = it.gateway.grant({ subject: 'stall', budget: boundless, model: { provider: 'mill', id: 'rye-1' } });
  await (await it.ask('google', false)).text();
  const refused = await it.post('/openai/v1/chat/completions', { messages: [] }, { headers: { authorization: `Bearer ${other.token}` } });
  expect([refused.status, await refused.text()]).toEqual([402, expect.stringContaining("The day's budget")]);
  now = new Date(2026, 10, 27, 0, 10);
  expect((await it.ask('google', false)).status).toBe(200);
});

test('what a subject used is carried over days without one and requests over midnight', async () => {
  let now = new Date(2026, 10, 26, 23, 59);
  const open = { ledger, now: () => now, day: budgetSchema.parse({ tokens: 1000 }) };
  const it = await start([loaf, { text: 'one', fault: { kind: 'hang' } }, loaf], {
    ...open,
    day: budgetSchema.parse({ tokens: 2_000_000 }),
  });
  await (await it.ask('openai-chat', true)).text();
  const late = await it.ask('openai-chat', true);
  now = new Date(2026, 10, 29, 0, 1);
  await late.body?.cancel();
  await expect.poll(() => it.gateway.usage('bakery').requests).toBe(2);
  const after = await start(() => loaf, open);
  expect(after.gateway.usage('bakery')).toEqual(it.gateway.usage('bakery'));
  expect((await after.ask('openai-chat', false)).status).toBe(200);
  expect(after.gateway.usage('bakery')).toMatchObject({ requests: 3 });
  expect((await after.ask('openai-chat', false)).status).toBe(402);
});

test('without a known price a budget in money lets nothing through', async () => {
  const it = await start(() => loaf, { budget: budgetSchema.parse({ usd: 5 }) });
  const refused = await it.ask('anthropic', true);
  expect([refused.status, it.model.requests.length]).toEqual([402, 0]);
  expect(await refused.text()).toContain('gw model use mill/rye-1 --price INPUT,OUTPUT');
});

test('without a budget in money it is counted as unpriced', async () => {
  const it = await start(() => loaf);
  await (await it.ask('anthropic', true)).text();
  expect(it.gateway.usage('bakery')).toMatchObject({ usd: 0, unpriced: 1, inputTokens: 900, outputTokens: 100 });
});

test('what was used is known after a kill, what was underway counts as the most it could cost, and a torn line is passed over', async () => {
  const first = await start(() => loaf, { ledger, price: { input: 1, output: 1 } });
  await (await first.ask('openai-chat', true)).text();
  await first.gateway.close();
  const reserved = {
    kind: 'reserved',
    id: 'lost',
    at: new Date().toISOString(),
    process: 2 ** 22 - 1,
    subject: 'bakery',
    model: 'mill/rye-1',
  };
  appendFileSync(
    fileOf(ledger, dayOf(new Date())),
    `${JSON.stringify({ ...reserved, tokens: 500, inputTokens: 300, usd: 0.5 })}\n{"kind":"settled","id":"lo`,
  );
  const second = await start(() => loaf, { ledger, price: { input: 1, output: 1 } });
  await (await second.ask('openai-chat', true)).text();
  expect(second.gateway.usage('bakery')).toMatchObject({ requests: 3, inputTokens: 900 + 300 + 900, outputTokens: 100 + 200 + 100 });
  const third = await start(() => loaf, { ledger });
  expect(third.gateway.usage('bakery')).toEqual(second.gateway.usage('bakery'));
});

test('gateways of several processes share a budget', async () => {
  const budget = budgetSchema.parse({ requests: 4 });
  const both = [await start(() => loaf, { ledger, budget }), await start(() => loaf, { ledger, budget })] as const;
  const all = (await Promise.all(both.map((one) => statuses(one, 5)))).flat();
  expect(all.filter((status) => status === 200)).toHaveLength(4);
});

test('a gateway that is killed in the middle has written down what it let go', async () => {
  const model = await scriptedModel([{ text: 'one', fault: { kind: 'hang' } }]);
  const program = join(folder, 'gateway.mts');
  writeFileSync(
    program,
    `import { openGateway } from '${new URL('../open-gateway.ts', import.meta.url).href}';
const gateway = await openGateway({
  providers: [{ name: 'mill', wires: ['openai-chat'], baseUrl: '${model.url}/v1', key: async () => 'sk-flour', price: { input: 1, output: 1 } }],
  listen: null, ledger: ${JSON.stringify(ledger)},
});
const { token } = gateway.grant({ subject: 'bakery', budget: { usd: null, tokens: null, requests: null }, model: { provider: 'mill', id: 'rye-1' } });
const body = JSON.stringify({ stream: true, max_tokens: 100, messages: [] });
await gateway.fetch(new Request('http://gateway/openai/v1/chat/completions', { method: 'POST', headers: { 'x-api-key': token }, body }));
console.log('streaming');
setInterval(() => {}, 1000);
`,
  );
  const child = spawn(process.execPath, ['-C', 'groundwork-source', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const entries = readFileSync(fileOf(ledger, dayOf(new Date())), 'utf8')
    .trimEnd()
    .split('\n');
  expect(entries.map((line) => ledgerEntrySchema.parse(JSON.parse(line)).kind)).toEqual(['reserved']);
  const after = await start(() => loaf, { ledger, budget: budgetSchema.parse({ requests: 1 }) });
  expect((await after.ask('openai-chat', false)).status).toBe(402);
  expect(after.gateway.usage('bakery')).toMatchObject({ requests: 1, outputTokens: 100 });
  await model.close();
});

test('a client that goes away while it waits for its turn takes nothing', async () => {
  const it = await start([{ text: 'one', fault: { kind: 'hang' } }], { budget: budgetSchema.parse({ requests: 1 }) });
  const first = await it.ask('openai-chat', true);
  const going = new AbortController();
  const second = it.post('/openai/v1/chat/completions', { messages: [] }, { signal: going.signal });
  going.abort();
  await expect(second).rejects.toThrow('aborted');
  await first.body?.cancel();
  await expect.poll(() => it.gateway.usage('bakery').requests).toBe(1);
});

test('what stands before is counted at its most', () => {
  const ahead = [{ kind: 'reserved', id: 'a', at: '', process: 1, subject: 's', model: 'm', tokens: 900, inputTokens: 1, usd: 2 }] as const;
  const spent = { usd: 3, inputTokens: 50, cachedTokens: 0, outputTokens: 50, requests: 5, unpriced: 0 };
  expect(judge(budgetSchema.parse({ usd: 6 }), spent, ahead)).toEqual({ kind: 'go' });
  expect(judge(budgetSchema.parse({ usd: 5 }), spent, ahead)).toEqual({ kind: 'wait' });
  expect(judge(budgetSchema.parse({ tokens: 1000 }), spent, ahead)).toEqual({ kind: 'wait' });
  expect(judge(budgetSchema.parse({ usd: 3 }), spent, ahead)).toEqual({ kind: 'spent', what: '$3' });
});
