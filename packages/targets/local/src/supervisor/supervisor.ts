import type { Launch } from '../launch/schema.ts';
import { rotate } from '../process/log.ts';
import { changeOf, type Change } from './change.ts';
import { runGraph, type Node } from './graph.ts';
import { initialState, type Journal } from './journal.ts';
import { createMender } from './mender.ts';
import { resourceNode, serviceNode, taskNode, type Running } from './nodes.ts';
import type { Requests } from './requests.ts';
import { folderOfTask, inTurns } from './turns.ts';

const rotateEveryMs = 5_000;

export interface SupervisionOptions {
  readonly journal: Journal;
  /** Folder of the repository. */
  readonly folder: string;
  /** Says to stop. */
  readonly signal: AbortSignal;
  /** What is to be changed while it runs. */
  readonly requests: Requests;
}

/**
 * Brings up everything of a launch, in order, and keeps it up until `signal` says stop or nothing is left to keep.
 * Servers stop last: what the services still want to write, they can.
 */
export async function supervise(first: Launch, { journal, folder, signal, requests }: SupervisionOptions): Promise<void> {
  const servers: Running['servers'] = new Map();
  const services: Running['services'] = new Map();
  const renew = (names: readonly string[]): void => names.forEach((name) => services.get(name)?.renew());
  const { corrected, task: timed } = journal;
  const runningOf = (launch: Launch): Running => {
    const mender = createMender({ launch, corrected, timed, folder, signal, renew });
    return { launch, journal, folder, signal, servers, services, mender };
  };
  let running = runningOf(first);
  const rotation = setInterval(() => {
    for (const log of logsOf(running.launch)) rotate(log);
  }, rotateEveryMs);
  const stopped = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));

  const live = async (): Promise<void> => {
    await runGraph(nodesOf(running, null));
    if (signal.aborted) return;
    settle(journal, 0);
    for await (const { launch, ...request } of requests) {
      const change = changeOf(running.launch, launch, request, journal.state);
      running = { ...runningOf(launch), mender: null };
      await makeWay(change, running);
      await runGraph(nodesOf(running, change));
      // Told to stop in the middle of it: that is done below.
      if (signal.aborted) return;
      settle(journal, request.number);
    }
    // Servers that others use have no end of their own.
    await (first.purpose === 'run' ? stopped : Promise.all([...running.services.values()].map(({ over }) => over)));
  };

  try {
    await Promise.race([live(), stopped]);
  } finally {
    clearInterval(rotation);
    if (signal.aborted) journal.update({ phase: 'stopping' });
    await stopAll(running);
    if (journal.state.phase !== 'failed') journal.update({ phase: 'stopped' });
  }
}

/** Everything of a launch, in order; of a change, only what it brings up, the rest counts as being up. */
function nodesOf(running: Running, change: Change | null): Node[] {
  const { resources, tasks, services } = running.launch;
  const only = (node: Node, part: ReadonlySet<string> | undefined, name: string): Node =>
    !part || part.has(name) ? node : { ...node, run: async () => true };
  return [
    ...resources.map((resource) => only(resourceNode(resource, running), change?.start.resources, resource.name)),
    ...inTurns(tasks.map((task) => ({ folder: folderOfTask(task), node: only(taskNode(task, running), change?.start.tasks, task.id) }))),
    ...services.map((service) => only(serviceNode(service, running), change?.start.services, service.name)),
  ];
}

/** Stops what a change takes away, and says what will be there after it. */
async function makeWay({ stop, start }: Change, { launch, journal, servers, services }: Running): Promise<void> {
  await Promise.all(stop.services.flatMap((name) => services.get(name)?.stop() ?? []));
  for (const name of stop.services) services.delete(name);
  const groups = stop.resources.flatMap((name) => servers.get(name) ?? []);
  for (const name of stop.resources) servers.delete(name);
  await Promise.all(groups.map((group) => group.stop()));
  const { services: before, resources } = journal.state;
  const next = initialState(launch);
  journal.update({
    phase: 'starting',
    launch: launch.hash,
    services: next.services.map((fresh) => {
      const old = before.find(({ name }) => name === fresh.name);
      return old && (!start.services.has(fresh.name) || old.state === 'ready') ? old : fresh;
    }),
    resources: next.resources.map((fresh) => resources.find(({ name }) => name === fresh.name && !start.resources.has(name)) ?? fresh),
  });
}

/** In one step: whoever waits for a change reads how it went at the same time. */
function settle(journal: Journal, change: number): void {
  const { services, resources } = journal.state;
  const failed = [...services, ...resources].some(({ state }) => state === 'failed');
  journal.update({ change, phase: failed ? 'failed' : 'up' });
}

async function stopAll({ journal, servers, services }: Running): Promise<void> {
  await Promise.all([...services.values()].map((service) => service.stop()));
  const groups = [...servers.values()];
  servers.clear();
  await Promise.all(groups.map((group) => group.stop()));
  for (const { name, state } of journal.state.resources)
    if (state !== 'failed') journal.resource(name, { state: 'stopped', process: null });
  for (const { name, state } of journal.state.services)
    if (state === 'starting') journal.service(name, { state: 'stopped', process: null });
}

function logsOf({ resources, services }: Launch): string[] {
  return [...resources, ...services].flatMap(({ log }) => log ?? []);
}
