import { GroundworkError } from '@groundwork/host';
import type { Drift, Drifted } from '@groundwork/provision';
import { nativeOf, type Json, type Manifest } from '../manifest/manifest.ts';
import { isObject } from '../manifest/yaml.ts';
import { inTurns } from './apply.ts';
import { fieldManager, stateManager } from './cluster.ts';
import { differencesOf } from './differences.ts';
import { jsonOf, type Live } from './live.ts';
import { namespaceState, type Scope } from './scope.ts';
import { withSecretVersions } from './secrets.ts';
import { readInventory, readRelease } from './state.ts';

/** The cluster's own, which writes what an object is for. */
const controllers = /^(?:kube-controller-manager|kube-scheduler|kubelet|kube-apiserver|cert-manager.*|.*-operator|manager)$/;

/** What differs from the last release: fields that were changed back, taken over or added, objects that are gone. */
export async function driftOf(scope: Scope): Promise<Drift> {
  const state = await namespaceState(scope);
  const inventory = state === 'absent' ? null : await readInventory(scope);
  if (inventory?.release === null || inventory === null) return { drifted: [], unchecked: [] };
  const manifests = (await readRelease(scope, inventory.release)) ?? [];
  const drifted: Drifted[] = [];
  await inTurns(await withSecretVersions(scope, manifests), async (manifest) => {
    if (manifest.kind === 'Namespace' && state === 'theirs') return;
    const live = await scope.cluster.get({ kind: manifest.kind, apiVersion: manifest.apiVersion, name: manifest.metadata.name });
    const native = nativeOf(manifest);
    if (live === null) return void drifted.push({ native, drift: 'deleted', differences: [] });
    const differences = [...(await changedFields(scope, manifest, live)), ...addedFields(live)];
    if (differences.length > 0) drifted.push({ native, drift: 'changed', differences: [...new Set(differences)] });
  });
  return { drifted: drifted.sort((left, right) => (left.native < right.native ? -1 : 1)), unchecked: [] };
}

/** What applying the last release once more would set: from how it is to how it was. */
async function changedFields({ cluster }: Scope, manifest: Manifest, live: Live): Promise<string[]> {
  try {
    const again = await cluster.apply(manifest, { dryRun: true, force: true });
    // As what happened since, not as what would mend it.
    return differencesOf(jsonOf(again), jsonOf(live), manifest.kind).filter(
      (each) => !each.startsWith('metadata.annotations.groundwork.dev/'),
    );
  } catch (cause) {
    if (cause instanceof GroundworkError && cause.code === 'deploy.failed') return [cause.message];
    throw cause;
  }
}

/** Fields that somebody else set beside ours. */
function addedFields({ metadata, kind }: Live): string[] {
  return (metadata.managedFields ?? []).flatMap(({ manager = '', subresource, fieldsV1 }) => {
    if (subresource !== undefined || [fieldManager, stateManager].includes(manager) || controllers.test(manager)) return [];
    return pathsIn(fieldsV1 ?? null)
      .filter((path) => /^(?:spec|data|metadata\.labels)\b/.test(path) && !(kind === 'Secret' && path.startsWith('data')))
      .slice(0, 8)
      .map((path) => `${path} set by ${manager}`);
  });
}

/** Leaves of a field set: `f:` is a field, `k:` an entry of a list by its keys. */
function pathsIn(fields: Json, path = ''): string[] {
  if (!isObject(fields)) return [];
  const entries = Object.entries(fields).filter(([key]) => key !== '.');
  if (entries.length === 0) return path === '' ? [] : [path];
  return entries.flatMap(([key, value]) => {
    const name = key.startsWith('f:') ? `${path === '' ? '' : '.'}${key.slice(2)}` : `[${nameIn(key)}]`;
    return pathsIn(value ?? null, `${path}${name}`);
  });
}

const nameIn = (key: string): string => /"name":"([^"]*)"/.exec(key)?.[1] ?? key.slice(2);
