import { deployFailed, quotaRefused } from '@groundwork/provision';
import type { GroundworkError } from '@groundwork/host';
import { setTimeout as pause } from 'node:timers/promises';
import { nativeOf, type Manifest } from '../manifest/manifest.ts';
import { inTurns } from './apply.ts';
import { workloadSchema, type Workload } from './live.ts';
import type { Scope } from './scope.ts';
import { newest, podsOf, troubleOf } from './trouble.ts';

export interface Patience {
  /** How long it may take in all. */
  readonly ms: number;
  /** How long something that looks lasting may last. */
  readonly troubleMs: number;
  readonly everyMs: number;
}

export const usualPatience: Patience = { ms: 15 * 60_000, troubleMs: 60_000, everyMs: 1000 };

/**
 * Waits until every workload is well; throws with what keeps the first one that does not become so. Pods in `past` are of a release that is
 * on its way out: what troubles them says nothing of this one.
 */
export async function waitForAll(
  scope: Scope,
  manifests: readonly Manifest[],
  patience: Patience,
  past: ReadonlySet<string> = new Set(),
): Promise<void> {
  await inTurns(manifests, (manifest) => waitFor(scope, manifest, patience, past));
}

/** Names of the pods that workloads have now. */
export async function podNamesOf(scope: Scope, manifests: readonly Manifest[]): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  await inTurns(manifests, async (manifest) => {
    for (const { metadata } of await podsOf(scope, idOf(manifest))) names.add(metadata.name);
  });
  return names;
}

const idOf = ({ metadata }: Manifest): string => metadata.labels?.['app.kubernetes.io/name'] ?? metadata.name;

async function waitFor(scope: Scope, manifest: Manifest, { ms, troubleMs, everyMs }: Patience, past: ReadonlySet<string>): Promise<void> {
  const { cluster } = scope;
  const started = Date.now();
  let troubled: number | null = null;
  for (;;) {
    const live = await cluster.get({ kind: manifest.kind, apiVersion: manifest.apiVersion, name: manifest.metadata.name });
    const workload = live && workloadSchema.parse(live);
    if (workload && isWell(workload)) return;
    const refused = workload && isObserved(workload) ? refusedOf(workload) : null;
    if (refused)
      throw quotaRefused(refused, `Ask for more in namespace ${cluster.namespace}, or for less in groundwork.yaml`, {
        where: whereOf(scope, manifest),
      });
    const pods = await podsOf(scope, idOf(manifest));
    const trouble = troubleOf(newest(pods.filter(({ metadata }) => !past.has(metadata.name))));
    troubled = trouble?.lasting ? (troubled ?? Date.now()) : null;
    if (trouble && troubled !== null && Date.now() - troubled >= troubleMs) throw stuck(scope, manifest, trouble);
    if (Date.now() - started > ms || (workload && isExceeded(workload)))
      throw stuck(
        scope,
        manifest,
        trouble ?? {
          message: `${nativeOf(manifest)} did not become well in ${Math.round(ms / 60_000)} minutes`,
          fix: 'gw logs and gw status say how far it came',
        },
      );
    await pause(everyMs, undefined, { signal: cluster.signal });
  }
}

const whereOf = ({ cluster }: Scope, manifest: Manifest): string => `${nativeOf(manifest)} in namespace ${cluster.namespace}`;

const stuck = (scope: Scope, manifest: Manifest, { message, fix }: { readonly message: string; readonly fix: string }): GroundworkError =>
  deployFailed(message, fix, { where: whereOf(scope, manifest) });

/** As `kubectl rollout status` decides; a custom resource by the condition its operator gives. */
export function isWell(workload: Workload): boolean {
  const { kind, spec, status } = workload;
  if (kind === 'Deployment') {
    const wanted = spec?.replicas ?? 1;
    if (!isObserved(workload)) return false;
    return (
      (status?.updatedReplicas ?? 0) >= wanted &&
      (status?.replicas ?? 0) <= (status?.updatedReplicas ?? 0) &&
      (status?.availableReplicas ?? 0) >= wanted
    );
  }
  if (kind === 'StatefulSet') {
    const wanted = spec?.replicas ?? 1;
    if (!isObserved(workload)) return false;
    return (status?.readyReplicas ?? 0) >= wanted && status?.currentRevision === status?.updateRevision;
  }
  if (kind === 'Job') return status?.conditions?.some(({ type, status: is }) => type === 'Complete' && is === 'True') ?? false;
  if (kind === 'CronJob') return true;
  return (
    status?.conditions?.some(({ type, status: is }) => /^(?:Ready|AllReplicasReady|ClusterAvailable)$/.test(type) && is === 'True') ?? false
  );
}

export const hasFailed = ({ kind, status }: Workload): boolean =>
  kind === 'Job' && (status?.conditions?.some(({ type, status: is }) => type === 'Failed' && is === 'True') ?? false);

/** What its controller has not looked at yet is still said of what was before. */
const isObserved = ({ metadata, status }: Workload): boolean => (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);

const isExceeded = (workload: Workload): boolean =>
  hasFailed(workload) ||
  ((workload.kind !== 'Deployment' || isObserved(workload)) &&
    workload.status?.conditions?.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded') === true);

/** What a controller was refused when it made pods: a quota, a policy. */
const refusedOf = ({ status }: Workload): string | null =>
  status?.conditions?.find(
    ({ type, status: is, message }) => type === 'ReplicaFailure' && is === 'True' && /exceeded quota/.test(message ?? ''),
  )?.message ?? null;
