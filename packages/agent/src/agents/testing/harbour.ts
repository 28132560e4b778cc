import { openGateway } from '@groundwork/gateway';
import { scriptedModel, type ScriptedRequest, type ScriptedToolCall, type ScriptedTurn } from '@groundwork/gateway/testing';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connectClient, type TestClient } from './client.ts';
import type { KnownAgent } from '../table.ts';

/** An agent as a process, with a home of its own, before a scripted model behind the gateway. */
export interface Harbour {
  readonly client: TestClient;
  /** A new folder to work in, with `oven.py` in it. */
  folder(): string;
  /** Says what the model answers to a prompt that holds `[name]`, in its order, and gives such a prompt. */
  script(name: string, turns: readonly ScriptedTurn[]): string;
  /** Requests of a script, in their order. */
  requests(name: string): readonly ScriptedRequest[];
  /** Processes of the agent and of all it started. */
  processes(): readonly number[];
  close(): Promise<void>;
}

export async function openHarbour(known: KnownAgent, command: readonly string[]): Promise<Harbour> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  const scripts = new Map<string, { readonly turns: readonly ScriptedTurn[]; readonly requests: ScriptedRequest[] }>();
  const model = await scriptedModel((request) => {
    // Some ask besides, to name the session.
    if (request.tools.length === 0) return { text: 'At the bakery' };
    const prompts = request.messages.filter(({ role }) => role === 'user').map(({ text }) => text);
    const name = prompts.flatMap((text) => [...text.matchAll(/\[script (\w+)\]/g)].map(([, found]) => found ?? '')).at(-1) ?? '';
    const script = scripts.get(name);
    const turn = script?.turns[script.requests.push(request) - 1];
    // The name an agent gives to a tool of a server is its own.
    const named = (call: ScriptedToolCall) =>
      call.name === '' ? { ...call, name: request.tools.find((tool) => tool.name.endsWith('count_loaves'))?.name ?? '' } : call;
    if (turn?.tools !== undefined) return { ...turn, tools: turn.tools.map(named) };
    return turn ?? { fault: { kind: 'status', status: 400, message: `The script ${name} has ended` } };
  });
  const gateway = await openGateway({
    providers: [model.provider()],
    listen: { port: 0 },
    ledger: null,
    patience: { attempts: 1 },
  });
  const budget = { usd: null, tokens: null, requests: null };
  const { token } = gateway.grant({ subject: known.name, budget, model: { provider: 'scripted', id: 'scripted' } });
  const url = gateway.address !== null && 'url' in gateway.address ? gateway.address.url : '';
  const setup = known.setup({ url, token });
  for (const [file, text] of Object.entries(setup.files)) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), text);
  }
  mkdirSync(join(home, 'tmp'));
  const client = connectClient([...command, ...setup.args], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: join(home, 'tmp'), ...setup.env },
  });
  return {
    client,
    folder: () => {
      const folder = mkdtempSync(join(home, 'bakery-'));
      writeFileSync(join(folder, 'oven.py'), 'heat = 180\n');
      return folder;
    },
    script: (name, turns) => {
      scripts.set(name, { turns, requests: [] });
      return `Bake hotter. [script ${name}]`;
    },
    requests: (name) => scripts.get(name)?.requests ?? [],
    processes: () => processesOf(home),
    close: async () => {
      await client.close();
      for (const pid of processesOf(home)) process.kill(pid, 'SIGKILL');
      await gateway.close();
      await model.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Those whose environment has this home: it is of one agent alone, and a child inherits it. */
function processesOf(home: string): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const isOurs = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').includes(`HOME=${home}`);
      const isOver = /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${name}/stat`, 'utf8'));
      return isOurs && !isOver ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}
