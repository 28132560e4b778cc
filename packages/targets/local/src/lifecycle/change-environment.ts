import type { Blueprint } from '@groundwork/blueprint';
import { GroundworkError, type Host } from '@groundwork/host';
import {
  environmentFolder,
  isRunning,
  readSecrets,
  readState,
  replacePrivateFile,
  withLock,
  writeSecrets,
  type EnvironmentFolder,
  type EnvironmentState,
  type Plan,
} from '@groundwork/provision';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchHash, prepareLaunch } from '../launch/prepare.ts';
import type { Launch } from '../launch/schema.ts';
import { findToolchains } from '../launch/toolchains.ts';
import type { Wish } from '../supervisor/change.ts';
import { makeRequest } from '../supervisor/requests.ts';
import { runningLaunch, supervisorDied } from './supervisor-process.ts';

export interface ChangeOptions extends Wish {
  /** Absolute real folder of the repository. */
  readonly dir: string;
  readonly blueprint: Blueprint;
  readonly plan: Plan;
  readonly host: Host;
}

const pollMs = 50;

/**
 * Makes what runs into what a blueprint asks for now: only what differs, and what it is told to restart, stops and starts. Settles
 * when that came up or failed. Throws `environment.not_watched` when what runs cannot be changed.
 */
export async function changeEnvironment(options: ChangeOptions): Promise<EnvironmentState> {
  const folder = environmentFolder(options.dir, options.plan.environment);
  const number = await withLock(folder.lock, () => ask(folder, options));
  for (;;) {
    const state = readState(folder);
    if (state === null || !isRunning(state.supervisor)) throw supervisorDied(folder);
    if (state.change >= number || options.host.signal.aborted) return state;
    await sleep(pollMs);
  }
}

/** Whether what runs was launched from this blueprint, with the tools there are and the values that were given by now. */
export function isCurrent({ dir, blueprint, plan }: Pick<ChangeOptions, 'dir' | 'blueprint' | 'plan'>): boolean {
  const folder = environmentFolder(dir, plan.environment);
  const inputs = { dir, folder, blueprint, plan, secrets: readSecrets(folder) };
  return readState(folder)?.launch === launchHash(inputs, findToolchains(inputs));
}

async function ask(folder: EnvironmentFolder, { dir, blueprint, plan, restart, release, host }: ChangeOptions): Promise<number> {
  const running = runningLaunch(folder);
  const state = readState(folder);
  if (!running?.watched || !state) {
    throw new GroundworkError({ code: 'environment.not_watched', message: 'What ran is not up any more', fix: 'gw up --watch' });
  }
  const secrets = readSecrets(folder);
  const inputs = { dir, folder, blueprint, plan, secrets, held: heldPorts(running, secrets.ports) };
  const options = { attached: running.attached, watched: true, purpose: 'up' } as const;
  const { launch, secrets: filled, warnings } = await prepareLaunch(inputs, findToolchains(inputs), options);
  // They were warnings when it came up.
  for (const message of warnings) host.notify({ type: 'note', level: 'info', code: 'up.prepared', message });
  writeSecrets(folder, filled);
  replacePrivateFile(folder.launch, JSON.stringify({ ...launch, run: running.run } satisfies Launch));
  const number = state.change + 1;
  makeRequest(folder, { number, restart: [...restart], release });
  return number;
}

/** Ports that were given to what runs, whether or not it listens there. */
function heldPorts({ resources, services }: Launch, ports: Readonly<Record<string, number>>): Record<string, number> {
  const ids = [...resources.map(({ name }) => `resource:${name}`), ...services.map(({ name }) => `service:${name}`)];
  return Object.fromEntries(Object.entries(ports).filter(([port]) => ids.some((id) => port === id || port.startsWith(`${id}:`))));
}
