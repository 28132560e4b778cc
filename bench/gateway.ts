// How much longer a request takes through the gateway than to the model itself, measured in turn in one run, over loopback.
// The model is scripted and answers at once, so that what remains is ours: with a model that thinks it is lost in the noise.
// npm run bench:gateway -- [requests]
import { budgetSchema, openGateway } from '@groundwork/gateway';
import { scriptedModel } from '@groundwork/gateway/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const count = Number(process.argv[2] ?? 300);
const folder = mkdtempSync(join(tmpdir(), 'groundwork-bench-gateway-'));
const text = 'A loaf needs flour, water, salt and time. '.repeat(100);
const model = await scriptedModel(() => ({ text }));
const budget = budgetSchema.parse({ requests: 1_000_000 });
const open = async (wires: Parameters<typeof model.provider>[0]) => {
  const gateway = await openGateway({ providers: [model.provider(wires)], listen: { port: 0 }, ledger: join(folder, 'ledger.jsonl') });
  const { token } = gateway.grant({ subject: 'bench', budget, model: { provider: 'scripted', id: 'rye' } });
  if (gateway.address === null || !('url' in gateway.address)) throw new Error('The gateway does not listen.');
  return { gateway, token, url: `${gateway.address.url}/openai` };
};
const passing = await open({});
const translating = await open({ wires: ['anthropic'] });

const prompt = 'x'.repeat(40_000);
const ask = async (url: string, token: string): Promise<{ first: number; whole: number }> => {
  const began = performance.now();
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'rye',
      stream: true,
      stream_options: { include_usage: true },
      messages: [{ role: 'user', content: prompt }],
    }),
  });
  const reader = response.body?.getReader();
  await reader?.read();
  const first = performance.now() - began;
  while ((await reader?.read())?.done === false);
  return { first, whole: performance.now() - began };
};
const ways = { direct: { url: model.url, token: 'k' }, passing, translating };
const times: Record<keyof typeof ways, { first: number; whole: number }[]> = { direct: [], passing: [], translating: [] };
for (let turn = -20; turn < count; turn++)
  for (const way of ['direct', 'passing', 'translating'] as const) {
    const took = await ask(ways[way].url, ways[way].token);
    if (turn >= 0) times[way].push(took);
  }
const at = (values: readonly number[], share: number) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? NaN;
for (const [way, all] of Object.entries(times)) {
  const line = (['first', 'whole'] as const).map((part) => {
    const values = all.map((one) => one[part]);
    const ratio =
      at(values, 0.5) /
      at(
        times.direct.map((one) => one[part]),
        0.5,
      );
    return `${part} p50 ${at(values, 0.5).toFixed(2)} ms, p95 ${at(values, 0.95).toFixed(2)} ms (${ratio.toFixed(2)} x)`;
  });
  process.stdout.write(`${way.padEnd(12)} ${line.join('   ')}\n`);
}
await passing.gateway.close();
await translating.gateway.close();
await model.close();
rmSync(folder, { recursive: true });
