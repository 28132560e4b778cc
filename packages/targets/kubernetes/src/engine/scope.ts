import type { TargetContext } from '@groundwork/provision';
import { nameTaken } from '@groundwork/provision';
import { labelValue, ownLabels } from '../manifest/labels.ts';
import type { Cluster } from './cluster.ts';
import { terminating } from './errors.ts';
import type { Live } from './live.ts';

/** One environment in its namespace: what it is called, and what of the cluster is its own. */
export interface Scope {
  readonly cluster: Cluster;
  readonly name: string;
  readonly environment: string;
  /** Somebody named the namespace: one that is there already is used, and never deleted. */
  readonly named: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly host: TargetContext['host'];
  readonly settings: TargetContext['settings'];
  readonly env: TargetContext['env'];
}

export const scopeOf = (cluster: Cluster, { name, environment, settings, host, env }: TargetContext): Scope => ({
  cluster,
  name,
  environment,
  named: settings.namespace !== undefined,
  labels: ownLabels({ name, environment }),
  host,
  settings,
  env,
});

/** Labels of one service's or server's pods and objects. */
export const labelsIn = ({ name, environment }: Scope, id: string): Record<string, string> => ({
  'app.kubernetes.io/name': id,
  'app.kubernetes.io/instance': labelValue(`${name}-${environment}`),
});

export const isOurs = ({ labels }: Scope, live: Live): boolean =>
  Object.entries(labels).every(([name, value]) => live.metadata.labels?.[name] === value);

export type Namespace = 'absent' | 'ours' | 'theirs';

/** What there is of the namespace. Throws where it is going, or is somebody else's and nobody named it. */
export async function namespaceState(scope: Scope): Promise<Namespace> {
  const { cluster, named } = scope;
  const { namespace } = cluster;
  const live = await cluster.get({ kind: 'Namespace', name: namespace });
  const told = { where: `namespace ${namespace}` };
  if (live === null) return 'absent';
  if (live.metadata.deletionTimestamp !== undefined) throw terminating(namespace, told);
  if (isOurs(scope, live)) return 'ours';
  if (named) return 'theirs';
  throw nameTaken(
    `There is a namespace ${namespace} that Groundwork did not make for this environment`,
    `Choose another (environments.${scope.environment}.namespace); naming this one there says that it may be used`,
    told,
  );
}

/** Makes the namespace where it is missing, before anything can be locked in it. */
export async function makeNamespace(scope: Scope): Promise<Namespace> {
  const state = await namespaceState(scope);
  if (state !== 'absent') return state;
  const { cluster, labels } = scope;
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: cluster.namespace, labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });
  return 'ours';
}
