import type { Blueprint } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import {
  isRunning,
  prepareEnvironmentFolder,
  readSecrets,
  readState,
  replacePrivateFile,
  withLock,
  writeSecrets,
  type EnvironmentFolder,
  type EnvironmentState,
  type Plan,
  type Secrets,
} from '@groundwork/provision';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareLaunch, type LaunchInputs } from '../launch/prepare.ts';
import { findToolchains } from '../launch/toolchains.ts';
import { fileName, servedSteps } from '../launch/resources.ts';
import type { Launch, LaunchedResource, LaunchedService } from '../launch/schema.ts';
import { baseEnvironment } from '../process/base-environment.ts';
import { killEscaped, runVariable } from '../process/escaped.ts';
import { createCorrected, type Corrected } from '../supervisor/corrected.ts';
import { runTask } from '../supervisor/task.ts';
import { createMender } from '../supervisor/mender.ts';
import { makeRequest } from '../supervisor/requests.ts';
import { createTimedTask } from '../supervisor/timed.ts';
import { borrowersOf, inUse, noteBorrower } from './borrowers.ts';
import { createEventReader } from './events.ts';
import { stopEnvironment } from './stop.ts';
import { runningLaunch, startSupervisor, supervisorDied } from './supervisor-process.ts';

export interface BorrowOptions {
  /** Absolute real folder of the repository. */
  readonly dir: string;
  readonly blueprint: Blueprint;
  /** The part of the environment's plan that is needed. */
  readonly plan: Plan;
  /** The service whose variables and files the program gets; `null` for the client of a resource. */
  readonly service: string | null;
  /** The program is the service's own start command. */
  readonly own: boolean;
  readonly given: Readonly<Record<string, string>>;
  /** The program only looks, and connects again by itself: `up` may take its servers away and start them anew. */
  readonly yields?: boolean;
  readonly host: Host;
}

/** Servers that are up and installs that are done, for one program of a person's own. */
export interface Borrowed {
  readonly service: LaunchedService | null;
  readonly resources: readonly LaunchedResource[];
  /** Everything the program inherits. */
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  /** Notes how the program ended, and stops what was started for it alone. */
  release(exit: number): Promise<void>;
}

const pollMs = 40;

/**
 * Brings up the part of an environment that one program needs and is not up yet. Throws when something is missing or in the way;
 * then nothing is left running.
 */
export async function borrowEnvironment(options: BorrowOptions): Promise<Borrowed> {
  const { dir, plan, service, own, yields = false } = options;
  const folder = prepareEnvironmentFolder(dir, plan.environment);
  return withLock(folder.lock, async () => {
    const running = runningLaunch(folder);
    const grows = running !== null && lackedBy(running, plan).length > 0;
    if (grows && (running.purpose === 'up' || !running.watched)) throw lacking(folder, running, plan);
    if (!running) await stopEnvironment(folder);
    const { launch, tools } = await prepare(folder, running, options);
    if (grows) grow(folder, running, launch);
    if (running) await isThere(folder, options);
    const run = `${launch.run}/program`;
    const log = join(folder.logs, `run-${fileName(service ?? 'client')}.log`);
    const borrower = noteBorrower(folder, { service, own, run, log: service === null ? null : log, yields });
    const release = async (exit: number): Promise<void> => {
      killEscaped(run);
      borrower.end(exit);
      await withLock(folder.lock, async () => {
        if (runningLaunch(folder)?.purpose === 'run' && borrowersOf(folder).length === 0) await stopEnvironment(folder);
      });
    };
    try {
      if (!running && launch.resources.length > 0) await startServers(folder, launch, options);
      await runTasks(folder, launch, { ...options, corrected: tools, isUp: running?.purpose === 'up' });
    } catch (cause) {
      borrower.end(1);
      if (!running) await stopEnvironment(folder);
      throw cause;
    }
    const [launched = null] = launch.services;
    const env = { ...tools.environment(service ?? '', { ...baseEnvironment(), ...launched?.env }), [runVariable]: run };
    return { service: launched, resources: launch.resources, env, log, release };
  });
}

async function prepare(
  folder: EnvironmentFolder,
  running: Launch | null,
  { dir, blueprint, plan, service, given, host }: BorrowOptions,
): Promise<{ launch: Launch; tools: Corrected }> {
  const secrets = readSecrets(folder);
  secrets.given = { ...secrets.given, ...given };
  const held = running ? heldPorts(running, secrets, { state: readState(folder), service }) : {};
  const inputs: LaunchInputs = { dir, folder, blueprint, plan, secrets, held };
  const toolchains = findToolchains(inputs);
  const lacking = toolchains.missing.get(service ?? '');
  if (lacking) throw lacking;
  const {
    launch,
    secrets: filled,
    warnings,
  } = await prepareLaunch(inputs, toolchains, { attached: false, watched: false, purpose: 'run' });
  // A port for a second copy of a service is no bookmark.
  const servers = Object.entries(filled.ports).filter(([id]) => id.startsWith('resource:'));
  writeSecrets(folder, running ? { ...filled, ports: { ...secrets.ports, ...Object.fromEntries(servers) } } : filled);
  const say = (message: string): void => host.notify({ type: 'note', level: 'warning', code: 'run.prepared', message });
  warnings.forEach(say);
  return { launch, tools: createCorrected(join(folder.root, 'corrected.json'), say) };
}

/** Where everything listens that runs now; a server may have further ports, named after it. */
function heldPorts(
  running: Launch,
  { ports }: Secrets,
  { state, service }: { readonly state: EnvironmentState | null; readonly service: string | null },
): Record<string, number> {
  const servers = running.resources.map(({ name }) => `resource:${name}`);
  const held = Object.entries(ports).filter(([id]) => servers.some((server) => id === server || id.startsWith(`${server}:`)));
  // A second copy of the service itself listens elsewhere.
  return Object.fromEntries(held.concat(portsOfServices(state).filter(([id]) => id !== `service:${service ?? ''}`)));
}

function portsOfServices(state: EnvironmentState | null): [string, number][] {
  return (state?.services ?? []).flatMap(({ name, port }): [string, number][] => (port === null ? [] : [[`service:${name}`, port]]));
}

/** Servers of a plan that a running environment does not have. */
function lackedBy({ resources }: Launch, plan: Plan): string[] {
  const has = new Set(resources.map(({ name }) => name));
  return servedSteps(plan).flatMap(({ step }) => (has.has(step.resource) ? [] : [step.resource]));
}

function lacking(folder: EnvironmentFolder, running: Launch, plan: Plan): GroundworkError {
  return running.purpose === 'run' ? inUse(folder) : older(lackedBy(running, plan).join(', '));
}

/** Servers that were started for other programs are joined by those that this one needs besides. */
function grow(folder: EnvironmentFolder, running: Launch, { resources }: Launch): void {
  const has = new Set(running.resources.map(({ name }) => name));
  const more = resources.filter(({ name }) => !has.has(name));
  replacePrivateFile(folder.launch, JSON.stringify({ ...running, resources: [...running.resources, ...more] } satisfies Launch));
  makeRequest(folder, { number: (readState(folder)?.change ?? 0) + 1, restart: [], release: false });
}

/** Waits until the servers of a running environment that are needed answer. Throws when one never will. */
async function isThere(folder: EnvironmentFolder, { plan, host }: BorrowOptions): Promise<void> {
  const needed = servedSteps(plan).map(({ step }) => step.resource);
  for (;;) {
    const state = readState(folder);
    if (state === null || !isRunning(state.supervisor)) throw supervisorDied(folder);
    const servers = state.resources.filter(({ name }) => needed.includes(name));
    throwFailed(state, needed);
    const ready = servers.length >= needed.length && servers.every(({ state: now }) => now === 'ready');
    if (ready || host.signal.aborted) return;
    await sleep(pollMs);
  }
}

async function startServers(folder: EnvironmentFolder, launch: Launch, { dir, host }: BorrowOptions): Promise<void> {
  // Watched, so that it can grow when another program needs more.
  await startSupervisor(dir, folder, { ...launch, watched: true, services: [], tasks: [] });
  const events = createEventReader(folder.events);
  for (;;) {
    const state = readState(folder);
    for (const event of events()) host.notify(event);
    if (state === null || !isRunning(state.supervisor)) throw supervisorDied(folder);
    if (state.phase !== 'starting') return throwFailed(state);
    if (host.signal.aborted) throw new GroundworkError({ code: 'run.stopped', message: 'Stopped' });
    await sleep(pollMs);
  }
}

function older(resource: string): GroundworkError {
  return new GroundworkError({
    code: 'environment.older',
    message: `${resource} is not up: what runs was started before the code asked for it`,
    fix: 'gw up',
  });
}

function throwFailed({ resources }: EnvironmentState, needed = resources.map(({ name }) => name)): void {
  const failed = resources.find(({ name, state }) => state === 'failed' && needed.includes(name));
  if (!failed) return;
  throw new GroundworkError({
    code: failed.reason?.code ?? 'server.failed',
    message: `${failed.name} is not up: ${failed.reason?.message ?? 'its server failed'}`,
    ...(failed.log === null ? {} : { where: failed.log }),
    fix: failed.reason?.fix ?? 'gw up',
    exit: exitCodes.failed,
  });
}

async function runTasks(
  folder: EnvironmentFolder,
  launch: Launch,
  { dir, host, corrected, isUp }: BorrowOptions & { readonly corrected: Corrected; readonly isUp: boolean },
): Promise<void> {
  const timed = createTimedTask(folder, (event) => host.notify(event));
  const { signal } = host;
  const mender = createMender({ launch, corrected, timed, folder: dir, signal, renew: () => {} });
  for (const task of launch.tasks) {
    // What is up was released when it came up.
    if (isUp && task.kind === 'release') continue;
    const context = { run: `${launch.run}/${task.id}`, folder: dir, signal, corrected, mender };
    await timed(
      task.id,
      task,
      () => runTask(task, context),
      (outcome) => ({ outcome }),
    );
  }
}
