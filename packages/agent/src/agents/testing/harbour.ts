import type { McpServer, RequestPermissionRequest, SessionUpdate } from '@agentclientprotocol/sdk';
import { openGateway } from '@groundwork/gateway';
import { scriptedModel, type ScriptedRequest, type ScriptedToolCall, type ScriptedTurn } from '@groundwork/gateway/testing';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Jail } from '../../jail/jail.ts';
import { hostAgent, type Hosted } from '../../session/hosted.ts';
import type { KnownAgent } from '../table.ts';
import { openPier } from './pier.ts';
import { processesOf } from './processes.ts';

/** An agent before a scripted model behind the gateway. */
export interface Harbour {
  /** A new folder to work in, with `oven.py` in it and a home of its own. */
  folder(): string;
  /** The agent as a process that works in a folder. */
  host(folder: string, options?: HostOptions): Promise<Session>;
  /** The same without a word said to it. */
  start(folder: string): ReturnType<Jail['start']>;
  /** Says what the model answers to a prompt that holds `[name]`, in its order, and gives such a prompt. */
  script(name: string, turns: readonly ScriptedTurn[]): string;
  /** Requests of a script, in their order. */
  requests(name: string): readonly ScriptedRequest[];
  /** Command lines of the agents and of all they started. */
  processes(): readonly string[];
  /** Ends the agents there are. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly mode?: string | null;
  /** What is answered when it asks. */
  readonly permits?: boolean;
  readonly mcpServers?: readonly McpServer[];
  readonly session?: string;
}

export interface Session extends Hosted {
  readonly updates: readonly SessionUpdate[];
  readonly asked: readonly RequestPermissionRequest[];
}

export async function openHarbour(known: KnownAgent, command: readonly string[]): Promise<Harbour> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  const homes: string[] = [];
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
  const gateway = await openGateway({ providers: [model.provider()], listen: { port: 0 }, ledger: null, patience: { attempts: 1 } });
  const budget = { usd: null, tokens: null, requests: null };
  const { token } = gateway.grant({ subject: known.name, budget, model: { provider: 'scripted', id: 'scripted' } });
  const url = gateway.address !== null && 'url' in gateway.address ? gateway.address.url : '';
  const setup = known.setup({ url, token });
  /** As a ticket has one: several at once share nothing. */
  const makeHome = (): string => {
    const home = mkdtempSync(join(root, 'home-'));
    for (const [file, text] of Object.entries(setup.files)) {
      mkdirSync(dirname(join(home, file)), { recursive: true });
      writeFileSync(join(home, file), text);
    }
    mkdirSync(join(home, 'tmp'));
    homes.push(home);
    return home;
  };
  const whole = [...command, ...setup.args];
  const pier = (folder: string): Jail => {
    const home = dirname(folder);
    return openPier(folder, { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: join(home, 'tmp') });
  };
  const hosts: Hosted[] = [];
  const leave = async (): Promise<void> => void (await Promise.all(hosts.splice(0).map((hosted) => hosted.close())));
  return {
    folder: () => {
      const folder = join(makeHome(), 'bakery');
      mkdirSync(folder);
      writeFileSync(join(folder, 'oven.py'), 'heat = 180\n');
      return folder;
    },
    start: (folder) => pier(folder).start({ command: whole, env: setup.env }),
    host: async (folder, { mode = known.modes.ask, permits = true, mcpServers = [], session = null } = {}) => {
      const updates: SessionUpdate[] = [];
      const asked: RequestPermissionRequest[] = [];
      const hosted = await hostAgent({
        jail: pier(folder),
        command: whole,
        env: setup.env,
        mcpServers,
        session,
        mode,
        update: (update) => void updates.push(update),
        permit: (request) => {
          asked.push(request);
          const option = request.options.find(({ kind }) => kind === (permits ? 'allow_once' : 'reject_once'));
          return { outcome: option === undefined ? { outcome: 'cancelled' } : { outcome: 'selected', optionId: option.optionId } };
        },
        signal: new AbortController().signal,
      });
      hosts.push(hosted);
      return { ...hosted, updates, asked };
    },
    script: (name, turns) => {
      scripts.set(name, { turns, requests: [] });
      return `Bake hotter. [script ${name}]`;
    },
    requests: (name) => scripts.get(name)?.requests ?? [],
    processes: () => processesOf(homes).map(({ command: line }) => line),
    leave,
    close: async () => {
      await leave();
      for (const { pid } of processesOf(homes)) process.kill(pid, 'SIGKILL');
      await gateway.close();
      await model.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
