import { createServer } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ControlPlane } from './control-plane.fixture.ts';

/**
 * A node that runs nothing: it does what a scheduler and a kubelet would say of each pod, by what its image is. A digest of `b` cannot
 * be pulled, one of `c` ends again and again, one of `f` ends with 1; everything else is well, and what should end does with 0.
 */
export interface FakeNode {
  /** Whether pods find a node. */
  full: boolean;
  stop(): Promise<void>;
}

interface Options {
  readonly port: number;
  readonly certificate: Buffer;
  readonly key: Buffer;
}

const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string(),
  env: z
    .array(
      z.looseObject({
        valueFrom: z.looseObject({ secretKeyRef: z.looseObject({ name: z.string(), key: z.string() }).optional() }).optional(),
      }),
    )
    .optional(),
});

const podSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string(), uid: z.string(), deletionTimestamp: z.string().optional() }),
  spec: z.looseObject({ nodeName: z.string().optional(), restartPolicy: z.string().optional(), containers: z.array(containerSchema) }),
  status: z.looseObject({ phase: z.string().optional() }).optional(),
});

type Pod = z.infer<typeof podSchema>;

const nodeName = 'oven';

export async function startNode(ask: ControlPlane['ask'], { port, certificate, key }: Options): Promise<FakeNode> {
  const logs = createServer({ cert: certificate, key }, (request, response) => {
    const [, , namespace = '', pod = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    const stamp = request.url?.includes('timestamps=true') ? '2026-01-01T03:00:00.000000000Z ' : '';
    response.end(`${stamp}flour, water, salt\n${stamp}${namespace} ${pod.replace(/-[a-z0-9]{5}$/, '')}\n`);
  });
  await new Promise<void>((resolve) => logs.listen(port, '127.0.0.1', resolve));
  await ask('POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: nodeName } });
  await ask(
    'PATCH',
    `/api/v1/nodes/${nodeName}/status`,
    {
      status: {
        addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
        daemonEndpoints: { kubeletEndpoint: { Port: port } },
        capacity: { cpu: '64', memory: '256Gi', pods: '500' },
        conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      },
    },
    'application/merge-patch+json',
  );
  const stopping = new AbortController();
  const seen = new Map<string, string>();
  const node: FakeNode = {
    full: false,
    stop: async () => {
      stopping.abort();
      await looking;
      logs.closeAllConnections();
      await new Promise((resolve) => logs.close(resolve));
    },
  };
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await look(ask, node, seen).catch(() => {});
      await pause(100);
    }
  })();
  return node;
}

async function look(ask: ControlPlane['ask'], { full }: FakeNode, seen: Map<string, string>): Promise<void> {
  const { json } = await ask('GET', '/api/v1/pods');
  const { items } = z.looseObject({ items: z.array(podSchema) }).parse(json);
  await Promise.all(items.map((pod) => tend(ask, pod, { full, seen })));
}

async function tend(ask: ControlPlane['ask'], pod: Pod, { full, seen }: { full: boolean; seen: Map<string, string> }): Promise<void> {
  const { metadata, spec, status } = pod;
  const path = `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;
  const say = async (next: string, body: object): Promise<void> => {
    if (seen.get(metadata.uid) === next) return;
    await ask('PATCH', `${path}/status`, { status: body }, 'application/merge-patch+json');
    seen.set(metadata.uid, next);
  };
  if (metadata.deletionTimestamp !== undefined) {
    await ask('DELETE', path, { gracePeriodSeconds: 0 });
    return;
  }
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return;
  if (spec.nodeName === undefined) {
    if (full)
      return say('full', {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available: 1 Insufficient cpu.' },
        ],
      });
    await ask('POST', `${path}/binding`, {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { name: metadata.name },
      target: { apiVersion: 'v1', kind: 'Node', name: nodeName },
    });
    return;
  }
  const state = await stateOf(ask, pod);
  const ends = spec.restartPolicy === 'Never';
  if (state !== 'well' && !(state === 'ends' && ends))
    return say(state, { phase: 'Pending', conditions: conditions(false), containerStatuses: statuses(pod, false, waitingFor(state)) });
  if (!ends)
    return say('ready', {
      phase: 'Running',
      podIP: '10.1.0.1',
      conditions: conditions(true),
      containerStatuses: statuses(pod, true, { running: { startedAt: '2026-01-01T03:00:00Z' } }),
    });
  if (seen.get(metadata.uid) !== 'started')
    return say('started', {
      phase: 'Running',
      conditions: conditions(true),
      containerStatuses: statuses(pod, true, { running: { startedAt: '2026-01-01T03:00:00Z' } }),
    });
  const exitCode = state === 'ends' ? 1 : 0;
  await say('ended', {
    phase: exitCode === 0 ? 'Succeeded' : 'Failed',
    conditions: conditions(false),
    containerStatuses: statuses(pod, false, {
      terminated: {
        exitCode,
        reason: exitCode === 0 ? 'Completed' : 'Error',
        startedAt: '2026-01-01T03:00:00Z',
        finishedAt: '2026-01-01T03:00:01Z',
      },
    }),
  });
}

const conditions = (ready: boolean) =>
  ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({
    type,
    status: ready || type === 'PodScheduled' ? 'True' : 'False',
  }));

const statuses = ({ spec }: Pod, ready: boolean, state: object) =>
  spec.containers.map(({ name, image }) => ({
    name,
    image,
    imageID: image,
    ready,
    started: ready,
    restartCount: 'waiting' in state ? 4 : 0,
    state,
  }));

const waitingFor = (state: string): object =>
  state === 'unpulled'
    ? { waiting: { reason: 'ImagePullBackOff', message: 'manifest unknown' } }
    : state === 'unset'
      ? { waiting: { reason: 'CreateContainerConfigError', message: 'couldn\u0027t find key in Secret' } }
      : { waiting: { reason: 'CrashLoopBackOff' } };

async function stateOf(ask: ControlPlane['ask'], { metadata, spec }: Pod): Promise<'well' | 'unpulled' | 'crashes' | 'ends' | 'unset'> {
  const images = spec.containers.map(({ image }) => image);
  if (images.some((image) => image.endsWith('b'.repeat(64)))) return 'unpulled';
  if (images.some((image) => image.endsWith('c'.repeat(64)))) return 'crashes';
  if (images.some((image) => image.endsWith('f'.repeat(64)))) return 'ends';
  for (const { env = [] } of spec.containers)
    for (const { valueFrom } of env) {
      if (!valueFrom?.secretKeyRef) continue;
      const { name, key } = valueFrom.secretKeyRef;
      const { json } = await ask('GET', `/api/v1/namespaces/${metadata.namespace}/secrets/${name}`);
      const { data } = z.looseObject({ data: z.record(z.string(), z.string()).optional() }).parse(json);
      if (data?.[key] === undefined) return 'unset';
    }
  return 'well';
}
