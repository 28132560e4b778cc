import type { ProgressEvent } from '@groundwork/host';
import {
  environmentFolder,
  writeState,
  type EnvironmentFolder,
  type EnvironmentState,
  type ResourceState,
  type ServiceState,
} from '@groundwork/provision';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Launch } from '../launch/schema.ts';
import { createObserver, type Observer } from '../observe/observer.ts';
import { createCorrected, type Corrected } from './corrected.ts';
import { createTimedTask, type TimedTask } from './timed.ts';

/** What the supervisor says: its state for whoever asks, its progress for whoever watches, and how long things took. */
export interface Journal {
  readonly folder: EnvironmentFolder;
  readonly state: EnvironmentState;
  readonly corrected: Corrected;
  readonly observer: Observer;
  update(change: Partial<EnvironmentState>): void;
  service(name: string, change: Partial<ServiceState>): void;
  resource(name: string, change: Partial<ResourceState>): void;
  /** Runs an action as a task that a person sees, with the time it took last time. */
  readonly task: TimedTask;
  notify(event: ProgressEvent): void;
}

export function createJournal(dir: string, launch: Launch, initial: EnvironmentState): Journal {
  const folder = environmentFolder(dir, launch.environment);
  let state = initial;
  const save = (next: EnvironmentState): void => {
    state = next;
    writeState(folder, state);
  };
  const notify = (event: ProgressEvent): void => appendFileSync(folder.events, `${JSON.stringify(event)}\n`, { mode: 0o600 });
  return {
    folder,
    get state() {
      return state;
    },
    update: (change) => save({ ...state, ...change }),
    service: (name, change) =>
      save({ ...state, services: state.services.map((each) => (each.name === name ? { ...each, ...change } : each)) }),
    resource: (name, change) =>
      save({ ...state, resources: state.resources.map((each) => (each.name === name ? { ...each, ...change } : each)) }),
    notify,
    corrected: createCorrected(join(folder.root, 'corrected.json'), (message) =>
      notify({ type: 'note', level: 'warning', code: 'service.corrected', message }),
    ),
    observer: createObserver({ folder, dir, starts: Object.fromEntries(launch.services.map(({ name, start }) => [name, start])) }),
    task: createTimedTask(folder, notify),
  };
}

/** The state before anything runs. */
export function initialState(launch: Launch): EnvironmentState {
  return {
    version: 1,
    name: launch.name,
    environment: launch.environment,
    target: launch.target,
    launch: launch.hash,
    run: launch.run,
    change: 0,
    phase: 'starting',
    supervisor: null,
    services: [
      ...launch.services.map(({ name, kind, port, log }) => ({
        ...nothingYet,
        name,
        kind,
        port,
        log,
        url: port === null ? null : `http://127.0.0.1:${port}`,
      })),
      ...launch.leftOut.map(({ name, kind, code, why, fix }) => ({
        ...nothingYet,
        name,
        kind,
        port: null,
        log: '',
        url: null,
        state: 'failed' as const,
        reason: { code, message: why, where: null, fix },
      })),
    ],
    resources: launch.resources.map(({ name, type, title, url, port, page, log }) => ({
      name,
      type,
      state: 'starting',
      server: title,
      url,
      port,
      page,
      process: null,
      log,
      reason: null,
    })),
    reason: null,
  };
}

const nothingYet = { state: 'starting' as const, process: null, exit: null, restarts: 0, reason: null };
