import { nameTaken } from '@groundwork/provision';
import { nativeOf, type Manifest } from '../manifest/manifest.ts';
import { orderOf } from './kinds.ts';
import { isOurs, namespaceState, type Scope } from './scope.ts';
import { keyOf, type Entry } from './state.ts';

/** Applies manifests in the order of their kinds, several of one kind at a time. Throws `target.conflict`, `target.name_taken`. */
export async function applyAll(scope: Scope, manifests: readonly Manifest[], known: ReadonlySet<string>): Promise<void> {
  const theirs = (await namespaceState(scope)) === 'theirs';
  const groups = Map.groupBy(manifests, ({ kind }) => orderOf(kind));
  for (const [, group] of [...groups].sort(([left], [right]) => left - right))
    await inTurns(group, async (manifest) => {
      if (manifest.kind === 'Namespace' && theirs) return;
      if (!known.has(nativeOf(manifest))) await requireFree(scope, manifest);
      await scope.cluster.apply(manifest);
    });
}

/** Nothing of somebody else's is taken over. */
export async function requireFree(scope: Scope, manifest: Manifest): Promise<void> {
  const live = await scope.cluster.get({ kind: manifest.kind, apiVersion: manifest.apiVersion, name: manifest.metadata.name });
  if (live === null || isOurs(scope, live)) return;
  throw nameTaken(
    `There is a ${nativeOf(manifest)} in namespace ${scope.cluster.namespace} that Groundwork did not make`,
    'Remove or rename it, or choose another namespace in groundwork.yaml',
    { where: `${nativeOf(manifest)} in namespace ${scope.cluster.namespace}` },
  );
}

/** Deletes objects in the opposite order; gives those that are still there. */
export async function removeAll({ cluster }: Scope, entries: readonly Entry[]): Promise<void> {
  const sorted = entries.toSorted((left, right) => orderOf(right.kind) - orderOf(left.kind));
  for (const { kind, apiVersion, name } of sorted) await cluster.remove({ kind, apiVersion, name });
}

/** Everything of one release that is not in the next. */
export const goneFrom = (entries: readonly Entry[], wanted: ReadonlySet<string>): Entry[] =>
  entries.filter((entry) => !wanted.has(keyOf(entry)));

const atOnce = 6;

/** A few at a time: a cluster's interface has little patience for many. */
export async function inTurns<T>(all: readonly T[], action: (each: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  await Promise.all(
    Array.from({ length: Math.min(atOnce, waiting.length) }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await action(next);
    }),
  );
}
