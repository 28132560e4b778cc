import {
  holderOf,
  isRunning,
  readJson,
  readState,
  writeState,
  type EnvironmentFolder,
  type EnvironmentState,
  type ProcessRecord,
} from '@groundwork/provision';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchSchema } from '../launch/schema.ts';
import { killEscaped, processesOf } from '../process/escaped.ts';
import { signalGroup } from '../process/group.ts';
import { containersOf, removeContainer } from '../servers/container/remains.ts';

/** A supervisor gets this long to stop its services in an orderly way. */
const graceMs = 30_000;

/** Stops everything of an environment and leaves nothing running, whatever was killed before. `false` when nothing ran. */
export async function stopEnvironment(folder: EnvironmentFolder): Promise<boolean> {
  const supervisor = holderOf(folder.supervisorLock);
  if (supervisor) await stopProcess(supervisor);
  const state = readState(folder);
  const left = state ? await mend(state) : false;
  // A supervisor that was killed has nobody who removes them.
  const launch = readJson(folder.launch, launchSchema);
  if (launch) await Promise.all(containersOf(launch).map(removeContainer));
  rmSync(folder.supervisorLock, { force: true });
  if (state) writeState(folder, stopped(state));
  return supervisor !== null || left;
}

async function stopProcess(record: ProcessRecord): Promise<void> {
  kill(record, 'SIGTERM');
  for (let waited = 0; isRunning(record); waited += 25) {
    if (waited > graceMs) kill(record, 'SIGKILL');
    await sleep(25);
  }
}

function kill({ pid }: ProcessRecord, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Ended in the meantime.
  }
}

/** Ends what a killed supervisor left: its guards do that by themselves, this waits for them and then makes sure. */
async function mend(state: EnvironmentState): Promise<boolean> {
  const records = (): ProcessRecord[] =>
    [...state.services, ...state.resources].flatMap(({ process }) => (process !== null && isRunning(process) ? [process] : []));
  const remains = (): boolean => records().length > 0 || processesOf(state.run).length > 0;
  if (!remains()) return false;
  for (const { process, type } of [...state.services.map((each) => ({ ...each, type: null })), ...state.resources]) {
    if (process !== null && isRunning(process)) signalGroup(process.pid, type === 'postgres' ? 'SIGINT' : 'SIGTERM');
  }
  for (let waited = 0; remains(); waited += 50) {
    if (waited > 10_000) {
      for (const { pid } of records()) signalGroup(pid, 'SIGKILL');
      killEscaped(state.run);
    }
    await sleep(50);
  }
  return true;
}

function stopped(state: EnvironmentState): EnvironmentState {
  return {
    ...state,
    phase: 'stopped',
    supervisor: null,
    services: state.services.map((each) => ({
      ...each,
      process: null,
      state: each.state === 'done' || each.state === 'failed' ? each.state : 'stopped',
    })),
    resources: state.resources.map((each) => ({ ...each, process: null, state: each.state === 'failed' ? each.state : 'stopped' })),
  };
}
