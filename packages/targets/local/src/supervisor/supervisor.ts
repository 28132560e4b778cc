import { GroundworkError } from '@groundwork/host';
import type { Reason } from '@groundwork/provision';
import type { Launch, LaunchedResource, LaunchedService, LaunchedTask } from '../launch/schema.ts';
import { rotate } from '../process/log.ts';
import type { ProcessGroup } from '../process/group.ts';
import { obtain } from '../servers/obtain/obtain.ts';
import { startServer } from '../servers/start.ts';
import { runGraph, type Node } from './graph.ts';
import type { Journal } from './journal.ts';
import { scheduleService } from './schedule.ts';
import { superviseService, type SupervisedService } from './service.ts';
import { createMender, type Mender } from './mender.ts';
import { runTask } from './task.ts';
import { folderOfTask, inTurns } from './turns.ts';

const rotateEveryMs = 5_000;

/**
 * Brings up everything of a launch, in order, and keeps it up until `signal` says stop or nothing is left to keep.
 * Servers stop last: what the services still want to write, they can.
 */
export async function supervise(launch: Launch, journal: Journal, folder: string, signal: AbortSignal): Promise<void> {
  const servers = new Map<string, ProcessGroup>();
  const services = new Map<string, SupervisedService>();
  const rotation = setInterval(() => {
    for (const log of logsOf(launch)) rotate(log);
  }, rotateEveryMs);

  const renew = (names: readonly string[]): void => names.forEach((name) => services.get(name)?.renew());
  const { corrected, task: timed } = journal;
  const mender = createMender({ launch, corrected, timed, folder, signal, renew });
  const closing = new AbortController();
  const stopped = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
  const bringUp = async (): Promise<void> => {
    const nodes = [
      ...launch.resources.map((resource) => resourceNode(resource, { launch, journal, servers, signal, closing: closing.signal })),
      ...inTurns(
        launch.tasks.map((task) => ({ folder: folderOfTask(task), node: taskNode(task, { launch, journal, folder, signal, mender }) })),
      ),
      ...launch.services.map((service) => serviceNode(service, { launch, journal, folder, services, signal, mender })),
    ];
    await runGraph(nodes);
    if (signal.aborted) return;
    const failed =
      journal.state.services.some(({ state }) => state === 'failed') || journal.state.resources.some(({ state }) => state === 'failed');
    journal.update({ phase: failed ? 'failed' : 'up' });
    // Servers that others use have no end of their own.
    await (launch.purpose === 'run' ? stopped : Promise.all([...services.values()].map(({ over }) => over)));
  };

  try {
    await Promise.race([bringUp(), stopped]);
  } finally {
    clearInterval(rotation);
    closing.abort();
    if (signal.aborted) journal.update({ phase: 'stopping' });
    await Promise.all([...services.values()].map((service) => service.stop()));
    await Promise.all([...servers.values()].map((group) => group.stop()));
    for (const { name, state } of journal.state.resources)
      if (state !== 'failed') journal.resource(name, { state: 'stopped', process: null });
    for (const { name, state } of journal.state.services)
      if (state === 'starting') journal.service(name, { state: 'stopped', process: null });
    if (journal.state.phase !== 'failed') journal.update({ phase: 'stopped' });
  }
}

interface NodeContext {
  readonly launch: Launch;
  readonly journal: Journal;
  readonly signal: AbortSignal;
}

function resourceNode(
  resource: LaunchedResource,
  { launch, journal, servers, signal, closing }: NodeContext & { servers: Map<string, ProcessGroup>; closing: AbortSignal },
): Node {
  const { name, title } = resource;
  const run = `${launch.run}/${name}`;
  return {
    id: `resource:${name}`,
    needs: [],
    skip: () => {},
    run: async () => {
      try {
        const { obtain: request, log } = resource;
        if (request) await journal.task(`fetch:${name}`, request.label, () => obtain(request, { log: log ?? '/dev/null', run, signal }));
        const running = await journal.task(`resource:${name}`, title, () => startServer(resource, run, signal));
        if (running.group) {
          servers.set(name, running.group);
          void running.group.ended.then(({ code }) => {
            if (!closing.aborted) serverEnded(resource, code, journal);
          });
        }
        journal.resource(name, { state: 'ready', process: running.record });
        return true;
      } catch (cause) {
        journal.resource(name, { state: 'failed', reason: reasonFrom(cause, resource.log) });
        return false;
      }
    },
  };
}

/** Servers are made to stay: one that ends is shown as failed, and `gw up` starts it again. */
function serverEnded({ name, title, log }: LaunchedResource, code: number | null, journal: Journal): void {
  const message = `${title} ended with ${code ?? 'a signal'}`;
  journal.resource(name, { state: 'failed', process: null, reason: { code: 'server.ended', message, where: log, fix: 'gw up' } });
  journal.notify({ type: 'note', level: 'warning', code: 'server.ended', message: `${name}: ${message}` });
}

function taskNode(task: LaunchedTask, { launch, journal, folder, signal, mender }: NodeContext & { folder: string; mender: Mender }): Node {
  const failed = (reason: Reason): void => {
    // The first reason is the one to mend.
    const open = journal.state.services.filter(({ name, state }) => task.services.includes(name) && state !== 'failed');
    for (const { name } of open) journal.service(name, { state: 'failed', reason });
  };
  return {
    id: task.id,
    needs: task.needs,
    skip: (missing) => failed(waitingFor(missing)),
    run: async () => {
      try {
        await journal.task(
          task.id,
          task.label,
          () => runTask(task, { run: `${launch.run}/${task.id}`, folder, signal, corrected: journal.corrected, mender }),
          (outcome) => ({ outcome }),
        );
        return true;
      } catch (cause) {
        if (!signal.aborted) failed(reasonFrom(cause, task.log));
        return false;
      }
    },
  };
}

function serviceNode(
  service: LaunchedService,
  {
    launch,
    journal,
    folder,
    services,
    signal,
    mender,
  }: NodeContext & { folder: string; services: Map<string, SupervisedService>; mender: Mender },
): Node {
  const { name, kind } = service;
  return {
    id: `start:${name}`,
    needs: service.needs,
    skip: (missing) => {
      const { state } = journal.state.services.find((each) => each.name === name) ?? {};
      if (state !== 'failed') journal.service(name, { state: 'failed', reason: waitingFor(missing) });
    },
    run: async () => {
      if (signal.aborted) return false;
      const context = { journal, run: launch.run, folder, mender };
      const supervised = service.mode === 'scheduled' ? scheduleService(service, context) : superviseService(service, context);
      services.set(name, supervised);
      return journal.task(
        `start:${name}`,
        kind,
        () => supervised.settled,
        (well) => ({ outcome: well ? 'done' : 'failed' }),
      );
    },
  };
}

function waitingFor(id: string): Reason {
  const [kind = '', name = ''] = id.split(':');
  const what = kind === 'resource' || kind === 'start' ? name : `${kind} of ${name}`;
  return { code: 'service.waits', message: `it waits for ${what}, which did not come up`, where: null, fix: null };
}

function reasonFrom(cause: unknown, log: string | null): Reason {
  if (cause instanceof GroundworkError) return { code: cause.code, message: cause.message, where: cause.where ?? log, fix: cause.fix };
  return { code: 'internal', message: cause instanceof Error ? cause.message : String(cause), where: log, fix: null };
}

function logsOf({ resources, services }: Launch): string[] {
  return [...resources, ...services].flatMap(({ log }) => log ?? []);
}
