import type { Blueprint, Question } from '@groundwork/blueprint';
import type { Host } from '@groundwork/host';
import { carrierOf, environmentFolder, type EnvironmentState, type ProcessState, type Reason } from '@groundwork/provision';
import { currentState, lastRuns, type LastRun } from '@groundwork/target-local';
import { scanFolder } from '../scan-folder.ts';
import { localEnvironment, realFolder } from './folder.ts';

/** What `gw status --json` prints. */
export interface Status {
  readonly environment: string;
  readonly target: string;
  readonly services: readonly {
    readonly name: string;
    readonly kind: string;
    readonly state: ProcessState;
    readonly url: string | null;
    readonly pid: number | null;
    readonly port: number | null;
    readonly exit: number | null;
    readonly log: string;
    readonly reason: Reason | null;
  }[];
  readonly resources: readonly {
    readonly name: string;
    readonly type: string;
    readonly state: ProcessState;
    readonly server: string | null;
    /** Without its password. */
    readonly url: string | null;
    readonly reason: Reason | null;
  }[];
  readonly questions: readonly Question[];
}

/** What runs of a folder now, with the questions still open. A folder that was never up has all its services stopped. */
export async function status(folder: string, { host }: { readonly host: Host }): Promise<Status> {
  const dir = realFolder(folder);
  const { blueprint } = await scanFolder(dir, { host });
  const { now, up, runs } = wholeStatus(dir, blueprint);
  // A training beside what serves is no news where nobody ran it.
  return up ? { ...now, services: now.services.filter(({ name, state }) => state !== 'stopped' || runs.has(name) || up.has(name)) } : now;
}

/**
 * The status of a folder, by its real path, that was read into `blueprint`, with everything it could run and every server it needs.
 * `running`: it was brought up; servers that a client or a program borrows do not count.
 */
export function statusWith(dir: string, blueprint: Blueprint): Status & { readonly running: boolean } {
  const { now } = wholeStatus(dir, blueprint);
  const known = new Set(now.resources.map(({ name }) => name));
  const others = neverUp(blueprint).resources.filter(({ name }) => !known.has(name));
  const state = currentState(dir, localEnvironment);
  return { ...now, resources: [...now.resources, ...others], running: state?.supervisor != null && state.services.length > 0 };
}

interface WholeStatus {
  readonly now: Status;
  /** Services that were brought up last; `null` where nothing ever was. */
  readonly up: ReadonlySet<string> | null;
  readonly runs: ReadonlyMap<string, LastRun>;
}

function wholeStatus(dir: string, blueprint: Blueprint): WholeStatus {
  const state = currentState(dir, localEnvironment);
  const now = state ? statusOf(state, blueprint.questions) : neverUp(blueprint);
  const runs = lastRuns(environmentFolder(dir, localEnvironment), { own: true });
  const services = [...now.services, ...(state ? besides(now, blueprint) : [])];
  return {
    now: { ...now, services: services.map((service) => withRun(service, runs.get(service.name))) },
    up: state && new Set(state.services.map(({ name }) => name)),
    runs,
  };
}

/** Services that `up` does not start for themselves: one that another's command starts is as well as that one. */
function besides({ services }: Status, blueprint: Blueprint): Status['services'] {
  const known = new Map(services.map((service) => [service.name, service]));
  return neverUp(blueprint)
    .services.filter(({ name }) => !known.has(name))
    .map((stopped) => {
      const service = blueprint.services.find(({ name }) => name === stopped.name);
      const carrier = known.get((service && carrierOf(service, blueprint)?.name) ?? '');
      return carrier ? { ...stopped, state: carrier.state, pid: carrier.pid, log: carrier.log, reason: carrier.reason } : stopped;
    });
}

function neverUp({ services, resources, questions }: Blueprint): Status {
  const stopped = { state: 'stopped', url: null, reason: null } as const;
  return {
    environment: localEnvironment,
    target: 'local',
    services: services.map(({ name, kind, port }) => ({ ...stopped, name, kind, pid: null, port, exit: null, log: '' })),
    resources: resources.filter(({ need }) => need === 'required').map(({ name, type }) => ({ ...stopped, name, type, server: null })),
    questions,
  };
}

/** What ran by `gw run` is told where nothing else runs under that name: a training is done when it ended with 0. */
function withRun(service: Status['services'][number], run: LastRun | undefined): Status['services'][number] {
  if (!run || service.state !== 'stopped') return service;
  const log = run.log ?? service.log;
  if (run.running) return { ...service, state: 'ready', pid: run.process.pid, log };
  const hasEnd = service.kind === 'job' || service.kind === 'training' || service.kind === 'cron';
  return hasEnd && run.exit !== null ? { ...service, state: run.exit === 0 ? 'done' : 'failed', exit: run.exit, log } : service;
}

export function statusOf(state: EnvironmentState, questions: readonly Question[]): Status {
  return {
    environment: state.environment,
    target: state.target,
    services: state.services.map(({ name, kind, state: now, url, process, port, exit, log, reason }) => ({
      name,
      kind,
      state: now,
      url: now === 'stopped' ? null : url,
      pid: process?.pid ?? null,
      port,
      exit,
      log,
      reason,
    })),
    resources: state.resources.map(({ name, type, state: now, server, url, reason }) => ({ name, type, state: now, server, url, reason })),
    questions,
  };
}
