import { silentHost, type Host } from '@groundwork/host';
import { down, isWell, readLogs, reset, scanFolder, status, up, type EnvironmentState, type Status } from '@groundwork/toolkit';
import { requireProgram, requirement } from '@groundwork/testing';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const examples = new URL('../', import.meta.url).pathname;

/** Whether the examples that take long are to be brought up, and each program they need is here. */
export function mayRun(...programs: readonly ('python3' | 'redis-server')[]): boolean {
  const get = { python3: 'apt-get install python3 python3-venv', 'redis-server': 'apt-get install redis-server' };
  const wanted = requirement('time for the examples in Python', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');
  return programs.map((name) => requireProgram(name, get[name])).every(Boolean) && wanted;
}

/** The blueprint of an example as text, for its snapshot. */
export async function blueprintOf(name: string): Promise<string> {
  const { blueprint } = await scanFolder(join(examples, name), { host: silentHost });
  return `${JSON.stringify(blueprint, null, 2)}\n`;
}

/** A copy of an example that a test brings up and takes down, so that examples stay clean and start cold. */
export interface RunningExample {
  readonly dir: string;
  readonly state: EnvironmentState;
  /** Warnings said on the way. */
  readonly warnings: readonly string[];
  url(service: string): string;
  status(): Promise<Status>;
  logs(service: string): Promise<string>;
  /** Stops it and brings it up again, data kept. */
  again(): Promise<EnvironmentState>;
  /** Stops it and deletes everything it left. */
  remove(): Promise<void>;
}

/** Brings a copy of an example up. Throws with the last log lines when something of it failed. */
export async function bringUpExample(name: string): Promise<RunningExample> {
  const home = mkdtempSync(join(tmpdir(), 'groundwork-example-'));
  const dir = join(home, name);
  cpSync(join(examples, name), dir, { recursive: true, filter: (path) => !['node_modules', '.groundwork'].includes(basename(path)) });
  // Trust and ports are the person's own: a test has its own person.
  const before = process.env['XDG_STATE_HOME'];
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  const warnings: string[] = [];
  const host: Host = { ...silentHost, notify: (event) => void (event.type === 'note' && warnings.push(event.message)) };
  const start = async (): Promise<EnvironmentState> => {
    const session = await up(dir, { host, yes: true, attached: false, env: {}, ask: async () => null });
    return session.settled;
  };
  const logs = async (service: string): Promise<string> => {
    const lines: string[] = [];
    const options = { name: service, lines: 200, follow: false, signal: silentHost.signal };
    for await (const { text } of readLogs(dir, options)) lines.push(text);
    return lines.join('\n');
  };
  const remove = async (): Promise<void> => {
    await reset(dir, async () => true);
    rmSync(home, { recursive: true, force: true });
    if (before === undefined) delete process.env['XDG_STATE_HOME'];
    else process.env['XDG_STATE_HOME'] = before;
  };
  try {
    const state = await start();
    if (!isWell(state)) throw new RangeError(`${name} is not well:\n${JSON.stringify(await status(dir, { host }), null, 2)}`);
    return {
      dir,
      state,
      warnings,
      logs,
      remove,
      url: (service) => state.services.find((each) => each.name === service)?.url ?? '',
      status: () => status(dir, { host }),
      again: async () => {
        await down(dir);
        return start();
      },
    };
  } catch (cause) {
    await remove();
    throw cause;
  }
}

/** The answer of an address as JSON. */
export async function json(url: string, init?: RequestInit): Promise<unknown> {
  const answer = await fetch(url, init);
  return answer.json();
}

/** Posts JSON and gives the status and what came back. */
export async function post(url: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return { status: answer.status, body: await answer.json() };
}

/** Asks again until the answer is the one waited for; after half a minute, the last answer whatever it is. */
export async function until(ask: () => Promise<unknown>, enough: (answer: unknown) => boolean): Promise<unknown> {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (enough(answer) || Date.now() > end) return answer;
    await sleep(100);
  }
}
