import { GroundworkError } from '@groundwork/host';
import type { Observed } from '@groundwork/provision';
import { z } from 'zod';
import { annotations } from '../manifest/manifest.ts';
import { operators } from '../servers/operators.ts';
import { workloadSchema, type Workload } from './live.ts';
import { hasFailed, isWell } from './rollout.ts';
import { namespaceState, type Scope } from './scope.ts';
import { readInventory, type Inventory } from './state.ts';
import { newest, podsOf, troubleOf } from './trouble.ts';

type State = Observed['services'][number]['state'];

const nothing: Observed = { phase: 'absent', services: [], resources: [], released: null, reason: null, stateful: [] };

/** What runs, as the cluster sees it now. */
export async function statusOf(scope: Scope): Promise<Observed> {
  try {
    if ((await namespaceState(scope)) === 'absent') return nothing;
  } catch (cause) {
    if (cause instanceof GroundworkError && cause.code === 'target.half_deleted')
      return { ...nothing, phase: 'half', reason: cause.message };
    throw cause;
  }
  const inventory = await readInventory(scope);
  if (inventory === null) return nothing;
  const [services, resources] = await Promise.all([servicesOf(scope), resourcesOf(scope, inventory)]);
  const stateful = [...new Set(inventory.objects.filter((entry) => entry.stateful).map(({ item }) => nameIn(item)))].sort();
  const onlyData = inventory.objects.every((entry) => entry.stateful);
  return {
    phase: onlyData && stateful.length > 0 ? 'half' : inventory.phase,
    services,
    resources,
    released: inventory.released,
    reason: inventory.reason,
    stateful,
  };
}

const nameIn = (item: string): string => item.slice(item.indexOf(':') + 1);

async function servicesOf(scope: Scope): Promise<Observed['services']> {
  const urls = await urlsOf(scope);
  const found = await Promise.all(
    ['Deployment', 'CronJob', 'Job'].map(async (kind) =>
      (await scope.cluster.list(kind, scope.labels)).map((live) => workloadSchema.parse({ ...live, kind })),
    ),
  );
  const own = found
    .flat()
    .filter(
      ({ metadata }) =>
        metadata.annotations?.[annotations.service] !== undefined &&
        !['migration', 'job'].includes(metadata.labels?.['app.kubernetes.io/component'] ?? ''),
    );
  const services = await Promise.all(own.map((workload) => serviceOf(scope, workload, urls)));
  return services.sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function serviceOf(scope: Scope, workload: Workload, urls: ReadonlyMap<string, string>): Promise<Observed['services'][number]> {
  const { metadata, spec, status, kind } = workload;
  const id = metadata.labels?.['app.kubernetes.io/name'] ?? metadata.name;
  const wanted = kind === 'Deployment' ? (spec?.replicas ?? 1) : kind === 'Job' ? 1 : 0;
  const ready = kind === 'Deployment' ? (status?.readyReplicas ?? 0) : (status?.succeeded ?? 0);
  const well = isWell(workload);
  const trouble = well ? null : troubleOf(newest(await podsOf(scope, id)));
  return {
    name: metadata.annotations?.[annotations.service] ?? metadata.name,
    state: stateOf(workload, { well, wanted, lasting: trouble?.lasting ?? false }),
    url: urls.get(id) ?? null,
    ready,
    wanted,
    reason: trouble?.message ?? null,
  };
}

function stateOf(workload: Workload, { well, wanted, lasting }: { well: boolean; wanted: number; lasting: boolean }): State {
  const { kind, spec } = workload;
  if (kind === 'CronJob') return spec?.suspend === true ? 'stopped' : 'scheduled';
  if (kind === 'Job') return well ? 'done' : hasFailed(workload) || lasting ? 'failed' : 'starting';
  if (wanted === 0) return 'stopped';
  return well ? 'ready' : lasting ? 'failed' : 'starting';
}

const doorSchema = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()).optional() }),
  spec: z
    .looseObject({ rules: z.array(z.looseObject({ host: z.string().optional() })).optional(), hostnames: z.array(z.string()).optional() })
    .optional(),
});

async function urlsOf({ cluster, labels }: Scope): Promise<ReadonlyMap<string, string>> {
  const doors = (await Promise.all([cluster.list('Ingress', labels), cluster.list('HTTPRoute', labels)])).flat();
  return new Map(
    doors.flatMap((live) => {
      const { metadata, spec } = doorSchema.parse(live);
      const host = spec?.rules?.[0]?.host ?? spec?.hostnames?.[0];
      const id = metadata.labels?.['app.kubernetes.io/name'];
      return host === undefined || id === undefined ? [] : [[id, `https://${host}`] as const];
    }),
  );
}

async function resourcesOf({ cluster }: Scope, { objects }: Inventory): Promise<Observed['resources']> {
  const operated = new Set(Object.values(operators).map(({ kind }) => kind));
  const items = [...new Set(objects.filter(({ item }) => item.startsWith('resource:')).map(({ item }) => item))].sort();
  return Promise.all(
    items.map(async (item) => {
      const server = objects.find((entry) => entry.item === item && (entry.kind === 'StatefulSet' || operated.has(entry.kind)));
      if (!server) return { name: nameIn(item), state: 'ready' as const, server: null };
      const live = await cluster.get(server);
      const workload = live && workloadSchema.parse({ ...live, kind: server.kind });
      return {
        name: nameIn(item),
        state: workload === null ? ('stopped' as const) : isWell(workload) ? ('ready' as const) : ('starting' as const),
        server: `${server.kind}/${server.name}`,
      };
    }),
  );
}
