import type { Blueprint } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import {
  holderOf,
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
} from '@groundwork/provision';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findToolchains, launchHash, prepareLaunch, type LaunchInputs } from '../launch/prepare.ts';
import type { Launch } from '../launch/schema.ts';
import { readTail } from '../process/log.ts';
import { entryFile } from '../supervisor/entry.ts';
import { createEventReader } from './events.ts';
import { stopEnvironment } from './stop.ts';

export interface BringUpOptions {
  /** Absolute real folder of the repository. */
  readonly dir: string;
  readonly blueprint: Blueprint;
  readonly plan: Plan;
  /** Values a person gives now for what the code asks for; kept for this environment. */
  readonly given: Readonly<Record<string, string>>;
  /** It stops when this process ends. */
  readonly attached: boolean;
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
  const { dir, plan, host, attached } = options;
  const folder = prepareEnvironmentFolder(dir, plan.environment);
  return withLock(folder.lock, async () => {
    const secrets = readSecrets(folder);
    secrets.given = { ...secrets.given, ...options.given };
    const inputs: LaunchInputs = { dir, folder, blueprint: options.blueprint, plan, secrets };
    const toolchains = findToolchains(inputs);
    const state = readState(folder);
    const running = state !== null && isRunning(state.supervisor) && holderOf(folder.supervisorLock) !== null;
    if (running && state.phase === 'up' && state.launch === launchHash(inputs, toolchains))
      return sessionOf(folder, state.run, { already: true, host });
    await stopEnvironment(folder);
    const { launch, secrets: filled, warnings } = await prepareLaunch(inputs, toolchains, attached);
    for (const message of warnings) host.notify({ type: 'note', level: 'warning', code: 'up.prepared', message });
    writeSecrets(folder, filled);
    replacePrivateFile(folder.launch, JSON.stringify(launch));
    writeFileSync(folder.events, '', { mode: 0o600 });
    const child = startSupervisor(dir, folder, launch);
    await firstSign(child, folder, launch);
    return sessionOf(folder, launch.run, { already: false, host });
  });
}

function startSupervisor(dir: string, folder: EnvironmentFolder, { environment, attached }: Launch): ChildProcess {
  const log = openSync(join(folder.logs, 'supervisor.log'), 'a', 0o600);
  try {
    // It is small and lives long: the heap need not grow to what a large machine would allow.
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=64', '--max-semi-space-size=1', ...entryFile('supervisor'), dir, environment],
      {
        cwd: dir,
        detached: true,
        stdio: [attached ? 'pipe' : 'ignore', log, log],
      },
    );
    child.on('error', () => {});
    child.stdin?.on('error', () => {});
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Waits until the new supervisor has written its state. */
async function firstSign(child: ChildProcess, folder: EnvironmentFolder, launch: Launch): Promise<void> {
  for (let waited = 0; readState(folder)?.run !== launch.run; waited += pollMs) {
    if (child.exitCode !== null || child.signalCode !== null || waited > 20_000) throw supervisorDied(folder);
    await sleep(pollMs);
  }
}

function sessionOf(folder: EnvironmentFolder, run: string, { already, host }: { already: boolean; host: Host }): Session {
  const stop = async (): Promise<void> => void (await stopEnvironment(folder));
  const events = createEventReader(folder.events);
  // What was said before is old news.
  if (already) events();
  const pass = (): void => {
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

function supervisorDied(folder: EnvironmentFolder): GroundworkError {
  const log = join(folder.logs, 'supervisor.log');
  const last = readTail(log, 0, 2_000).trim().split('\n').at(-1) ?? '';
  const full = /ENOSPC|no space left|The disk is full/i.test(last);
  return new GroundworkError({
    code: full ? 'state.disk_full' : 'supervisor.ended',
    message: full ? 'The disk is full' : `What keeps the services up ended${last === '' ? '' : `: ${last}`}`,
    where: log,
    fix: full ? 'Free some space, then gw up again' : 'gw up again',
    exit: full ? exitCodes.notPossibleHere : exitCodes.failed,
  });
}
