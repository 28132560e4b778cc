import { exitCodes, GroundworkError, silentHost, type Host, type ProgressEvent } from '@groundwork/host';
import type { EnvironmentStatus, ParsedParamsOf, ResultOf } from '@groundwork/protocol';
import { createMask, down, followEvents, isLeftAlone, isWell, reset, restartService, up } from '@groundwork/toolkit';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import { blueprintOf } from './blueprint.ts';
import { createJoined, type Asking } from './joined.ts';
import { observe } from './observation.ts';
import { statusOf } from './status.ts';
import { createWatching } from './watching.ts';

type UpAsked = ParsedParamsOf<'environment/up'>;

/** The one environment of a workspace: every window sees the same, and what one of them does. */
export interface Environment {
  status(): Promise<EnvironmentStatus>;
  /** What is under way, for a window that comes in the middle of it. */
  readonly running: readonly ProgressEvent[];
  up(asked: UpAsked, who?: Asking): Promise<ResultOf<'environment/up'>>;
  /** Stops and starts one service of what is up. */
  restart(service: string, signal: AbortSignal): Promise<EnvironmentStatus>;
  down(): Promise<EnvironmentStatus>;
  reset(): Promise<EnvironmentStatus>;
  /** Tells windows when something they see is different now. */
  changed(): Promise<void>;
  /** Called with every change of what runs. */
  onChange(listener: () => void): void;
}

type Started = Extract<ProgressEvent, { type: 'started' }>;

export const environmentOf = perWorkspace(createEnvironment);

function createEnvironment(workspace: Workspace): Environment {
  const { dir, signal, example } = workspace;
  const blueprint = blueprintOf(workspace);
  const listeners = new Set<() => void>();
  const started = new Map<string, { readonly event: Started; readonly at: number }>();
  const events = followEvents(dir);
  const mask = createMask(dir);
  let underway: EnvironmentStatus['underway'] = null;
  let told = '';

  const tell = (event: ProgressEvent): void => {
    if (event.type === 'started') started.set(event.task, { event, at: performance.now() });
    else if (event.type === 'finished') started.delete(event.task);
    workspace.tell('environment/progress', event);
  };
  const watching = createWatching({ dir, rescan: blueprint.read, tell });
  const statusNow = async (): Promise<EnvironmentStatus> => statusOf(dir, blueprint.last ?? (await blueprint.read()), { underway, mask });
  const changed = async (): Promise<void> => {
    const status = await statusNow();
    const text = JSON.stringify(status);
    if (text === told) return;
    told = text;
    workspace.tell('environment/changed', status);
    for (const listener of listeners) listener();
    // Down, or without anybody who watches: by whomever.
    if (!status.running) await watching.end();
    else if (underway === null && isLeftAlone(dir)) watching.begin(null);
  };
  const say = (): void => void changed().catch(() => {});

  /** One thing at a time, seen by every window. */
  const doing = async <T>(what: NonNullable<EnvironmentStatus['underway']>, action: () => Promise<T>): Promise<T> => {
    underway = what;
    say();
    try {
      return await action();
    } finally {
      underway = null;
      events.next().forEach(tell);
      say();
    }
  };
  const ups = createJoined(async ({ trust, install }: UpAsked, stop) => {
    await watching.end();
    return doing('up', async () => {
      const since = Date.now();
      const read = await blueprint.read();
      if (blueprint.wrong) throw blueprint.wrong;
      const { paths } = blueprint;
      const host: Host = { ...silentHost, notify: tell, signal: stop };
      const yes = trust || example;
      const session = await up(dir, {
        host,
        yes,
        install,
        blueprint: read,
        attached: false,
        watched: true,
        eventsElsewhere: true,
        env: process.env,
        ask: async () => null,
      });
      const state = await session.settled;
      if (stop.aborted) throw stopped();
      watching.begin(session.blueprint, { since, had: (path) => paths.has(path) });
      await blueprint.read();
      return isWell(state);
    });
  });
  const ending = createJoined(async (what: 'down' | 'reset') => {
    await ups.stop();
    await watching.end();
    return doing(what, async () => (what === 'down' ? down(dir) : reset(dir, async () => true)));
  });

  const environment: Environment = {
    status: async () => {
      await blueprint.read();
      return statusNow();
    },
    get running() {
      return [...started.values()].map(({ event, at }) => ({ ...event, agoMs: Math.round(performance.now() - at) }));
    },
    up: async (asked, who) => {
      await ending.settled();
      const well = await ups.ask(asked, who);
      return { well, status: await statusNow() };
    },
    restart: async (service, signal) => {
      await ups.settled();
      const read = await blueprint.read();
      if (blueprint.wrong) throw blueprint.wrong;
      // How it goes is told from the files of the environment, as of every run.
      await restartService(dir, service, { blueprint: read, host: { ...silentHost, notify: tell, signal } });
      return statusNow();
    },
    down: async () => {
      await ending.ask('down');
      return statusNow();
    },
    reset: async () => {
      await ending.settled();
      await ending.ask('reset');
      return statusNow();
    },
    changed,
    onChange: (listener) => void listeners.add(listener),
  };
  observe(dir, { looked: () => events.next().forEach(tell), changed: say, signal });
  workspace.onClose(() => watching.end());
  // What was found running is taken over.
  say();
  return environment;
}

function stopped(): GroundworkError {
  return new GroundworkError({ code: 'up.stopped', message: 'It was stopped before it was up', exit: exitCodes.failed });
}
