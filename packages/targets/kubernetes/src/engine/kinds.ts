import { unsupported } from '@groundwork/provision';
import { operators } from '../servers/operators.ts';

/** Where the objects of a kind are in the cluster's interface. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const row = (apiVersion: string, kind: string, plural: string, namespaced = true): Kind => ({ apiVersion, kind, plural, namespaced });

/** Every kind we make, in the order it is made; it is removed in the opposite one. */
export const kinds: readonly Kind[] = [
  row('v1', 'Namespace', 'namespaces', false),
  row('v1', 'ServiceAccount', 'serviceaccounts'),
  row('v1', 'Secret', 'secrets'),
  row('v1', 'ConfigMap', 'configmaps'),
  row('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies'),
  row('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
  row('v1', 'Service', 'services'),
  ...Object.values(operators).map(({ apiVersion, kind, plural }) => row(apiVersion, kind, plural)),
  row('apps/v1', 'StatefulSet', 'statefulsets'),
  row('batch/v1', 'Job', 'jobs'),
  row('apps/v1', 'Deployment', 'deployments'),
  row('batch/v1', 'CronJob', 'cronjobs'),
  row('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
  row('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  row('networking.k8s.io/v1', 'Ingress', 'ingresses'),
  row('gateway.networking.k8s.io/v1', 'HTTPRoute', 'httproutes'),
];

/** Kinds we only look at. */
const others: readonly Kind[] = [
  row('v1', 'Pod', 'pods'),
  row('v1', 'Event', 'events'),
  row('apps/v1', 'ReplicaSet', 'replicasets'),
  row('coordination.k8s.io/v1', 'Lease', 'leases'),
];

export const kindOf = (kind: string, apiVersion?: string): Kind => {
  const found = [...kinds, ...others].find((each) => each.kind === kind && (apiVersion === undefined || each.apiVersion === apiVersion));
  if (!found) throw unsupported(`${kind} is no kind that is made here`, 'Update Groundwork', { where: `${apiVersion ?? ''} ${kind}` });
  return found;
};

export const orderOf = (kind: string): number => kinds.findIndex((each) => each.kind === kind);

/** Path of a kind's collection, or of one object. */
export function pathOf({ apiVersion, plural, namespaced }: Kind, namespace: string, name?: string): string {
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${base}${place}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}
