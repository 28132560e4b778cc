import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ControlPlane } from './control-plane.fixture.ts';

const paths = [
  'api/v1 services',
  'api/v1 secrets',
  'api/v1 serviceaccounts',
  'api/v1 persistentvolumeclaims',
  'apis/apps/v1 deployments',
  'apis/apps/v1 statefulsets',
  'apis/batch/v1 jobs',
  'apis/batch/v1 cronjobs',
  'apis/networking.k8s.io/v1 networkpolicies',
  'apis/networking.k8s.io/v1 ingresses',
  'apis/policy/v1 poddisruptionbudgets',
  'apis/autoscaling/v2 horizontalpodautoscalers',
  'apis/coordination.k8s.io/v1 leases',
];

const listSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string() }),
      spec: z.unknown().optional(),
      data: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/** Everything of a namespace as the cluster has it, each with a digest of what it is, but for what the cluster assigns. */
export async function nativeOf({ ask }: ControlPlane, namespace: string): Promise<string[]> {
  const all = await Promise.all(
    paths.map(async (each) => {
      const [group = '', plural = ''] = each.split(' ');
      const { items } = listSchema.parse((await ask('GET', `/${group}/namespaces/${namespace}/${plural}`)).json);
      return items.map(
        ({ metadata, spec, data }) => `${plural}/${metadata.name} ${digestOf([plain(spec), Object.keys(data ?? {}).sort()])}`,
      );
    }),
  );
  const { status } = await ask('GET', `/api/v1/namespaces/${namespace}`);
  return [...(status === 404 ? [] : [`namespaces/${namespace}`]), ...all.flat()].sort();
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 10);

/** What each object of a cluster has of its own, and the versions of Secrets, whose values are made up anew. */
const assigned = new Set([
  'clusterIP',
  'clusterIPs',
  'volumeName',
  'groundwork.dev/secrets-version',
  'batch.kubernetes.io/controller-uid',
  'controller-uid',
]);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !assigned.has(key));
  return Object.fromEntries(entries.sort(([left], [right]) => left.localeCompare(right)).map(([key, each]) => [key, plain(each)]));
}
