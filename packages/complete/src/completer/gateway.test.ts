import { budgetSchema, openGateway, type Budget, type Gateway } from '@groundwork/gateway';
import { afterEach, describe, expect, it } from 'vitest';
import { RecentEdits } from '../context/edits.ts';
import { startDouble, type Double } from '../endpoint/double.fixture.ts';
import { endpointFor, type EndpointName } from '../endpoint/endpoints.ts';
import { Shown } from '../private/ignored.ts';
import { SourceIndex } from '../source/source-index.ts';
import { Completer } from './completer.ts';

let double: Double;
let gateway: Gateway;
let completer: Completer;
afterEach(async () => {
  completer.close();
  await gateway.close();
  await double.close();
});

async function start(endpoint: EndpointName, budget: Partial<Budget> = {}): Promise<void> {
  double = await startDouble({ parts: ['moor(', 'ship)\n', 'next()\n'] });
  gateway = await openGateway({
    providers: [
      { name: 'ollama', wires: ['openai-chat'], baseUrl: `${double.url}/v1`, key: async () => null, price: { input: 0, output: 0 } },
    ],
    listen: null,
    ledger: null,
  });
  const { token } = gateway.grant({
    subject: 'completion',
    budget: budgetSchema.parse(budget),
    model: { provider: 'ollama', id: 'qwen2.5-coder:7b' },
  });
  completer = new Completer({
    model: 'qwen2.5-coder:7b',
    endpoint: endpointFor('ollama', 'qwen2.5-coder:7b', endpoint),
    fetch: (request) => gateway.fetch(request),
    token,
    isLocal: true,
    repository: 'harbour',
    index: new SourceIndex(),
    edits: new RecentEdits(),
    shown: new Shown(),
    pause: 0,
  });
}

const ask = (text: string) =>
  completer.complete({ path: 'quay.py', text, offset: text.length, isAsked: true }, new AbortController().signal);

describe('through the gateway', () => {
  it.each([
    ['infill', '/infill'],
    ['ollama', '/api/generate'],
    ['completions', '/v1/completions'],
    ['suffix', '/v1/completions'],
    ['fim', '/v1/fim/completions'],
    ['chat', '/v1/chat/completions'],
  ] as const)('%s reaches the model at %s, and is counted', async (endpoint, path) => {
    await start(endpoint);
    await expect(ask('def arrive(ship):\n    x = ')).resolves.toMatchObject({ suggestion: { text: 'moor(ship)' } });
    expect(double.asked.map((each) => each.path)).toEqual([path]);
    await expect.poll(() => gateway.usage('completion').requests).toBe(1);
  });

  it('is stopped by its budget', async () => {
    await start('ollama', { requests: 1 });
    await ask('def arrive(ship):\n    x = ');
    await expect(ask('def leave(ship):\n    y = ')).rejects.toMatchObject({
      code: 'completion.refused',
      message: expect.stringMatching(/budget/i),
    });
    expect(double.asked).toHaveLength(1);
  });
});
