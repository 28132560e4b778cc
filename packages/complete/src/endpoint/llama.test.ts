import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { budgetSchema, openGateway, type Gateway } from '@groundwork/gateway';
import { requireTool } from '@groundwork/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Completer } from '../completer/completer.ts';
import { RecentEdits } from '../context/edits.ts';
import { Shown } from '../private/ignored.ts';
import { SourceIndex } from '../source/source-index.ts';
import { writeBigramModel } from './bigram.fixture.ts';
import { endpointFor, type EndpointName } from './endpoints.ts';

const python = requireTool('xllamacpp');

/** llama.cpp's own HTTP server, as that package builds it. It ends with its input. */
const serve = `
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.hostnames, params.port = sys.argv[1], ["127.0.0.1"], 0
params.n_ctx, params.n_parallel, params.warmup = 4096, 1, False
params.cpuparams.n_threads = 1
server = xllamacpp.Server(params)
print("at " + server.listening_address, flush=True)
sys.stdin.read()
`;

describe.runIf(python !== null)('llama.cpp itself', () => {
  let folder: string;
  let server: ChildProcessWithoutNullStreams;
  let gateway: Gateway;
  let address = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quay-'));
    const model = join(folder, 'model.gguf');
    writeBigramModel(model, 'dock(9)\n');
    server = spawn(python ?? '', ['-c', serve, model]);
    server.stderr.resume();
    for await (const line of createInterface(server.stdout)) {
      address = /^at (http:\S+)/.exec(line)?.[1] ?? '';
      if (address !== '') break;
    }
    gateway = await openGateway({
      providers: [
        { name: 'llama.cpp', wires: ['openai-chat'], baseUrl: `${address}/v1`, key: async () => null, price: { input: 0, output: 0 } },
      ],
      listen: null,
      ledger: null,
    });
  }, 60_000);

  afterAll(async () => {
    await gateway.close();
    server.stdin.end();
    if (server.exitCode === null) await once(server, 'exit');
    rmSync(folder, { recursive: true });
  });

  function completer(endpoint: EndpointName): Completer {
    const model = { provider: 'llama.cpp', id: 'qwen2.5-coder' };
    const { token } = gateway.grant({ subject: endpoint, budget: budgetSchema.parse({}), model });
    return new Completer({
      model: model.id,
      endpoint: endpointFor(model.provider, model.id, endpoint),
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
  const ask = (endpoint: EndpointName, text: string) =>
    completer(endpoint).complete({ path: 'quay.py', text, offset: text.length, isAsked: true }, new AbortController().signal);

  it.each(['auto', 'infill', 'completions', 'suffix', 'chat'] as const)(
    '%s is answered, and stopped where the line ends',
    async (endpoint) => {
      await expect(ask(endpoint, 'def arrive(ship):\n    x = ')).resolves.toMatchObject({ suggestion: { text: 'dock(9)', from: 'model' } });
    },
  );

  it('takes further files, and says how likely its tokens were', async () => {
    const endpoint = endpointFor('llama.cpp', 'qwen2.5-coder');
    const hole = {
      repository: 'harbour',
      path: 'quay.py',
      prefix: 'x = ',
      suffix: '\nmoor()\n',
      snippets: [{ path: 'berths/ship.py', text: 'class Ship:\n    length: int\n' }],
    };
    const body = endpoint.body({ model: '', hole, maxTokens: 3, stops: [] });
    const answer = await fetch(`${address}/infill`, { method: 'POST', body: JSON.stringify({ ...body, stream: false }) });
    const said: unknown = await answer.json();
    expect(said).toMatchObject({
      content: 'doc',
      prompt: expect.stringMatching(
        /<\|repo_name\|>[\s\S]*<\|file_sep\|>berths\/ship\.py\nclass Ship:\n {4}length: int\n[\s\S]*<\|fim_prefix\|>x = <\|fim_suffix\|>\nmoor\(\)\n<\|fim_middle\|>$/,
      ),
    });
    expect(endpoint.piece(said)?.logprobs).toHaveLength(3);
  });

  it('refuses in words what it does not take', async () => {
    await expect(ask('ollama', 'def arrive(ship):\n    x = ')).rejects.toMatchObject({ code: 'completion.refused' });
  });
});
