import type { Blueprint } from '@groundwork/blueprint';
import type { Host } from '@groundwork/host';
import {
  isRunning,
  prepareEnvironmentFolder,
  readObserved,
  readSecrets,
  readState,
  withLock,
  writeSecrets,
  type EnvironmentFolder,
  type EnvironmentState,
  type Observation,
  type Plan,
} from '@groundwork/provision';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchHash, prepareLaunch, type LaunchInputs, type Prepared } from '../launch/prepare.ts';
import { findToolchains } from '../launch/toolchains.ts';
import { borrowersOf, inUse } from './borrowers.ts';
import { ServersMissing } from '../servers/missing.ts';
import { installMissing, type Consent } from '../servers/system-packages.ts';
import { createEventReader } from './events.ts';
import { stopEnvironment } from './stop.ts';
import { runningLaunch, startSupervisor, supervisorDied } from './supervisor-process.ts';

export interface BringUpOptions {
  /** Absolute real folder of the repository. */
  readonly dir: string;
  readonly blueprint: Blueprint;
  readonly plan: Plan;
  /** Values a person gives now for what the code asks for; kept for this environment. */
  readonly given: Readonly<Record<string, string>>;
  /** It stops when this process ends. */
  readonly attached: boolean;
  /** Consent to install missing servers with the system's package manager; without it a person is asked. */
  readonly install?: boolean;
  /** It will be changed while it runs: see `changeEnvironment`. */
  readonly watched: boolean;
  /** Somebody else reads what its supervisor says. */
  readonly eventsElsewhere?: boolean;
  readonly host: Host;
}

export interface Session {
  /** It was up already, from the same code and tools. */
  readonly already: boolean;
  /** Everything that could come up has, or has failed. Rejects when the supervisor died. */
  readonly settled: Promise<EnvironmentState>;
  /** Settles when nothing runs any more. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const pollMs = 40;

/** Brings a blueprint up on this machine under a supervisor of its own. Throws when something is missing before anything starts. */
export async function bringUp(options: BringUpOptions): Promise<Session> {
  const { dir, plan, host, attached, watched, eventsElsewhere = false } = options;
  const folder = prepareEnvironmentFolder(dir, plan.environment);
  return withLock(folder.lock, async () => {
    const secrets = readSecrets(folder);
    secrets.given = { ...secrets.given, ...options.given };
    Object.assign(secrets.ports, observedPorts(options.blueprint, readObserved(folder)));
    const inputs: LaunchInputs = { dir, folder, blueprint: options.blueprint, plan, secrets };
    const toolchains = findToolchains(inputs);
    const state = readState(folder);
    const running = runningLaunch(folder);
    if (running?.purpose === 'run' && borrowersOf(folder).some(({ yields }) => !yields)) throw inUse(folder);
    // A server may have ended a moment ago, before its supervisor said so.
    const whole =
      state?.resources.every((resource) => resource.state !== 'failed' && (!resource.process || isRunning(resource.process))) ?? false;
    if (
      running?.purpose === 'up' &&
      whole &&
      (running.watched || !watched) &&
      state?.phase === 'up' &&
      state.launch === launchHash(inputs, toolchains)
    )
      return sessionOf(folder, state.run, { already: true, eventsElsewhere, host });
    await stopEnvironment(folder);
    const consent = { host, install: options.install ?? false, log: join(folder.logs, 'packages.log') };
    const prepare = (): Promise<Prepared> => prepareLaunch(inputs, toolchains, { attached, watched, purpose: 'up' });
    const { launch, secrets: filled, warnings } = await installingWhatIsMissing(prepare, consent);
    for (const message of warnings) host.notify({ type: 'note', level: 'warning', code: 'up.prepared', message });
    writeSecrets(folder, filled);
    await startSupervisor(dir, folder, launch);
    return sessionOf(folder, launch.run, { already: false, eventsElsewhere, host });
  });
}

/** Where services really listen comes before the port they had last time. */
function observedPorts({ services }: Blueprint, observations: readonly Observation[]): Record<string, number> {
  const ports = observations.flatMap((each): [string, number][] =>
    each.kind === 'port' && services.some(({ name, port }) => name === each.service && port === each.port)
      ? [[`service:${each.service}`, each.port]]
      : [],
  );
  return Object.fromEntries(ports);
}

/** Once more after what was missing is installed: ports and servers are looked at anew. */
async function installingWhatIsMissing(prepare: () => Promise<Prepared>, consent: Consent): Promise<Prepared> {
  try {
    return await prepare();
  } catch (cause) {
    if (!(cause instanceof ServersMissing) || !(await installMissing(cause.missing, consent))) throw cause;
    return prepare();
  }
}

interface Following {
  readonly already: boolean;
  readonly eventsElsewhere: boolean;
  readonly host: Host;
}

function sessionOf(folder: EnvironmentFolder, run: string, { already, eventsElsewhere, host }: Following): Session {
  const stop = async (): Promise<void> => void (await stopEnvironment(folder));
  const events = createEventReader(folder.events);
  // What was said before is old news.
  if (already) events();
  const pass = (): void => {
    if (eventsElsewhere) return;
    for (const event of events()) host.notify(event);
  };
  const follow = async (): Promise<EnvironmentState> => {
    for (;;) {
      const state = readState(folder);
      // Read after the state: what led to it has been said by then.
      pass();
      if (state === null || state.run !== run) throw supervisorDied(folder);
      if (state.phase !== 'starting') return state;
      if (host.signal.aborted) {
        await stop();
        return readState(folder) ?? state;
      }
      if (!isRunning(state.supervisor)) throw supervisorDied(folder);
      await sleep(pollMs);
    }
  };
  const wait = async (): Promise<void> => {
    while (!host.signal.aborted) {
      const state = readState(folder);
      pass();
      if (state === null || state.run !== run || !isRunning(state.supervisor)) return;
      await sleep(200);
    }
    await stop();
  };
  let ended: Promise<void> | null = null;
  return {
    already,
    settled: follow(),
    get ended() {
      ended ??= wait();
      return ended;
    },
    stop,
  };
}
