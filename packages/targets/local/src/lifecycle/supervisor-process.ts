import { exitCodes, GroundworkError } from '@groundwork/host';
import { holderOf, isRunning, readJson, readState, replacePrivateFile, type EnvironmentFolder } from '@groundwork/provision';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { launchSchema, type Launch } from '../launch/schema.ts';
import { readTail } from '../process/log.ts';
import { entryFile } from '../supervisor/entry.ts';

const pollMs = 40;

/** What a living supervisor runs, with its secrets; `null` when none does. */
export function runningLaunch(folder: EnvironmentFolder): Launch | null {
  const state = readState(folder);
  if (state === null || !isRunning(state.supervisor) || holderOf(folder.supervisorLock) === null) return null;
  return readJson(folder.launch, launchSchema);
}

/** What an environment does before its services start, as it was launched last; nothing where it never was. */
export function tasksOf({ launch }: EnvironmentFolder): readonly { readonly services: readonly string[]; readonly log: string }[] {
  return readJson(launch, tasksSchema)?.tasks ?? [];
}

const tasksSchema = z.object({ tasks: z.array(z.object({ services: z.array(z.string()), log: z.string() })) });

/** Starts what keeps an environment up, and returns once it has written its state. Throws `supervisor.ended`. */
export async function startSupervisor(dir: string, folder: EnvironmentFolder, launch: Launch): Promise<void> {
  replacePrivateFile(folder.launch, JSON.stringify(launch));
  for (const file of [folder.events, folder.requests]) writeFileSync(file, '', { mode: 0o600 });
  await firstSign(spawnSupervisor(dir, folder, launch), folder, launch);
}

function spawnSupervisor(dir: string, folder: EnvironmentFolder, { environment, attached }: Launch): ChildProcess {
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

export function supervisorDied(folder: EnvironmentFolder): GroundworkError {
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
