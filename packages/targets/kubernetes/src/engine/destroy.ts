import { setTimeout as pause } from 'node:timers/promises';
import { environmentSecret } from '../render/environment.ts';
import { registrySecret } from '../render/pod.ts';
import { removeAll } from './apply.ts';
import type { Named } from './cluster.ts';
import { namespaceState, type Scope } from './scope.ts';
import { readInventory, writeInventory, type Entry } from './state.ts';

const patienceMs = 5 * 60_000;

/**
 * Removes what an environment has made, the services first. Data stays where its name is in `keep`, with the passwords that open it;
 * else the namespace goes with everything in it, where it is ours. Gives what is still there.
 */
export async function destroyAll(scope: Scope, keep: readonly string[]): Promise<string[]> {
  const { cluster } = scope;
  const state = await namespaceState(scope);
  if (state === 'absent') return [];
  const inventory = await readInventory(scope);
  const objects = inventory?.objects ?? [];
  const kept = objects.filter((entry) => entry.stateful && keep.includes(nameOf(entry)));
  const goes = objects.filter((entry) => !kept.includes(entry) && entry.kind !== 'Namespace');
  await removeAll(scope, goes);
  await removeRuns(scope);
  if (kept.length > 0) {
    await cluster.remove({ kind: 'Secret', name: environmentSecret });
    if (inventory)
      await writeInventory(scope, {
        ...inventory,
        phase: 'failed',
        release: null,
        released: null,
        reason: `destroyed; kept: ${keep.join(', ')}`,
        objects: kept,
      });
    return gone(scope, goes);
  }
  if (state === 'ours') {
    await cluster.remove({ kind: 'Namespace', name: cluster.namespace }, 'Foreground');
    return gone(scope, [{ kind: 'Namespace', apiVersion: 'v1', name: cluster.namespace }]);
  }
  const left = await gone(scope, goes);
  for (const name of [environmentSecret, registrySecret]) await removeOurs(scope, { kind: 'Secret', name });
  for (const config of await cluster.list('ConfigMap', scope.labels))
    await cluster.remove({ kind: 'ConfigMap', name: config.metadata.name });
  return left;
}

const nameOf = ({ item }: Entry): string => item.slice(item.indexOf(':') + 1);

/** Jobs that `gw run` started, which no inventory knows, and what an operator or a schedule made of ours. */
async function removeRuns(scope: Scope): Promise<void> {
  for (const { metadata } of await scope.cluster.list('Job', scope.labels))
    await scope.cluster.remove({ kind: 'Job', name: metadata.name });
}

async function removeOurs({ cluster, labels }: Scope, named: Named): Promise<void> {
  const live = await cluster.get(named);
  if (live && Object.entries(labels).every(([name, value]) => live.metadata.labels?.[name] === value)) await cluster.remove(named);
}

/** Waits for what was deleted; a finalizer may hold it for ever, which is said. */
async function gone({ cluster }: Scope, entries: readonly (Named & { apiVersion: string })[]): Promise<string[]> {
  const started = Date.now();
  let left = [...entries];
  while (left.length > 0) {
    const found = await Promise.all(left.map(async (entry) => ((await cluster.get(entry)) ? [entry] : [])));
    left = found.flat();
    if (left.length === 0 || Date.now() - started > patienceMs) break;
    await pause(500, undefined, { signal: cluster.signal });
  }
  return left.map(({ kind, name }) => `${kind}/${name}, which waits for a finalizer`);
}
