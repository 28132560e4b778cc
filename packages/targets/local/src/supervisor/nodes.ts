import { GroundworkError } from '@groundwork/host';
import type { Reason } from '@groundwork/provision';
import type { Launch, LaunchedResource, LaunchedService, LaunchedTask } from '../launch/schema.ts';
import { explain } from '../observe/reason.ts';
import { readTail } from '../process/log.ts';
import type { ProcessGroup } from '../process/group.ts';
import { obtain } from '../servers/obtain/obtain.ts';
import { startServer } from '../servers/start.ts';
import type { Node } from './graph.ts';
import type { Journal } from './journal.ts';
import { scheduleService } from './schedule.ts';
import { superviseService, type SupervisedService } from './service.ts';
import type { Mender } from './mender.ts';
import { runTask } from './task.ts';

/** What is up of a launch, and what it takes to bring more of it up. */
export interface Running {
  readonly launch: Launch;
  readonly journal: Journal;
  /** Folder of the repository. */
  readonly folder: string;
  readonly servers: Map<string, ProcessGroup>;
  readonly services: Map<string, SupervisedService>;
  readonly signal: AbortSignal;
  /** `null` where a person changes the code: that is theirs to mend. */
  readonly mender: Mender | null;
}

export function resourceNode(resource: LaunchedResource, { launch, journal, servers, signal }: Running): Node {
  const { name, title } = resource;
  const run = `${launch.run}/${name}`;
  return {
    id: `resource:${name}`,
    needs: [],
    skip: () => {},
    run: async () => {
      try {
        const { obtain: request, log } = resource;
        if (request)
          await journal.task(`fetch:${name}`, { label: request.label, log }, () =>
            obtain(request, { log: log ?? '/dev/null', run, signal }),
          );
        const start = () => startServer(resource, run, signal);
        // A file has nothing that starts.
        const running = log === null ? await start() : await journal.task(`resource:${name}`, { label: title, log }, start);
        const { group } = running;
        if (group) {
          servers.set(name, group);
          void group.ended.then(({ code }) => {
            // One that is put away is taken out of the list first.
            if (servers.get(name) === group) serverEnded(resource, code, journal);
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

export function taskNode(task: LaunchedTask, { launch, journal, folder, signal, mender }: Running): Node {
  const failed = (reason: Reason): void => {
    // The first reason is the one to mend. What still runs from before goes on.
    const open = journal.state.services.filter(
      ({ name, state }) => task.services.includes(name) && state !== 'failed' && state !== 'ready',
    );
    for (const { name } of open) journal.service(name, { state: 'failed', reason });
    if (open.length > 0 || reason.code === 'service.waits') return;
    const message = `${task.services.join(', ')} goes on as before: ${reason.message}`;
    journal.notify({
      type: 'note',
      level: 'warning',
      code: reason.code,
      message,
      ...(reason.where === null ? {} : { where: reason.where }),
    });
  };
  return {
    id: task.id,
    needs: task.needs,
    skip: (missing) => failed(waitingFor(missing)),
    run: async () => {
      try {
        await journal.task(
          task.id,
          task,
          () => runTask(task, { run: `${launch.run}/${task.id}`, folder, signal, corrected: journal.corrected, mender }),
          (outcome) => ({ outcome }),
        );
        return true;
      } catch (cause) {
        if (signal.aborted) return false;
        const reason = reasonFrom(cause, task.log);
        noteTask(task, reason, { journal, folder });
        failed(reason);
        return false;
      }
    },
  };
}

/** A migration may end for want of the same things as the service. */
function noteTask(
  { services: [service], kind, log }: LaunchedTask,
  { where }: Reason,
  { journal, folder }: Pick<Running, 'journal' | 'folder'>,
): void {
  if (service === undefined || kind === 'install') return;
  const { seen } = explain({ service, log: readTail(log), code: 1, signal: null, folder });
  if (seen) journal.observer.seen(seen, { service, where: where === log ? null : where, log });
}

/** Starts a service; in the place of the one of that name that may still run. */
export function serviceNode(service: LaunchedService, { launch, journal, folder, services, signal, mender }: Running): Node {
  const { name } = service;
  return {
    id: `start:${name}`,
    needs: service.needs,
    skip: (missing) => {
      const { state } = journal.state.services.find((each) => each.name === name) ?? {};
      if (state !== 'failed' && state !== 'ready') journal.service(name, { state: 'failed', reason: waitingFor(missing) });
    },
    run: async () => {
      await services.get(name)?.stop();
      if (signal.aborted) return false;
      const context = { journal, run: launch.run, folder, mender };
      const supervised = service.mode === 'scheduled' ? scheduleService(service, context) : superviseService(service, context);
      services.set(name, supervised);
      return journal.task(
        `start:${name}`,
        { label: 'start', log: service.log },
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
