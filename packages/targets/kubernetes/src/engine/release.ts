import { GroundworkError } from '@groundwork/host';
import { unsupported, type Rendered } from '@groundwork/provision';
import { nativeOf, type Manifest } from '../manifest/manifest.ts';
import { operators } from '../servers/operators.ts';
import { files } from '../render/render.ts';
import { applyAll, goneFrom, inTurns, removeAll, requireFree } from './apply.ts';
import { removeFailed } from './jobs.ts';
import { kindOf } from './kinds.ts';
import { manifestsOf } from './parse.ts';
import { podNamesOf, waitForAll, type Patience } from './rollout.ts';
import type { Scope } from './scope.ts';
import { fillCredentials, keepLogin, withSecretVersions } from './secrets.ts';
import { announce, entryOf, keepRelease, keyOf, readInventory, readRelease, writeInventory } from './state.ts';

/** Kinds that hold nothing back: they are there before what reads them. */
const first = new Set(['Namespace', 'ServiceAccount', 'Secret', 'ConfigMap']);
const operated = new Set(Object.values(operators).map(({ kind }) => kind));

/** Makes servers, volumes, accounts and network, and waits until the servers serve. */
export async function prepareAll(scope: Scope, rendered: Rendered, patience: Patience): Promise<void> {
  const manifests = manifestsOf(rendered, 'foundation');
  const before = new Set((await readInventory(scope))?.objects.map(keyOf) ?? []);
  await requireOperators(scope, manifests);
  // Whether it may be made comes before it is written down as made.
  await applyable(scope, manifests, before);
  const known = new Set((await announce(scope, manifests)).objects.map(keyOf));
  await applyAll(
    scope,
    manifests.filter(({ kind }) => first.has(kind)),
    known,
  );
  await fillCredentials(scope, manifests);
  await keepLogin(scope);
  await applyAll(
    scope,
    manifests.filter(({ kind }) => !first.has(kind)),
    known,
  );
  await waitForAll(
    scope,
    manifests.filter(({ kind }) => kind === 'StatefulSet' || operated.has(kind)),
    patience,
  );
}

/** An object that nobody in the cluster makes a server of would stand there for ever. */
async function requireOperators({ cluster }: Scope, manifests: readonly Manifest[]): Promise<void> {
  for (const { kind, metadata } of manifests) {
    const operator = Object.values(operators).find((each) => each.kind === kind);
    if (!operator || (await cluster.knows(kindOf(kind, operator.apiVersion)))) continue;
    throw unsupported(
      `The cluster has no ${operator.title}, which ${metadata.name} is to be served by`,
      `Install it, or set resources.${metadata.name}.serving to container in groundwork.yaml`,
      { where: `${kind}/${metadata.name} in namespace ${cluster.namespace}` },
    );
  }
}

/** What was announced counts as ours, so that somebody else's is found before. */
async function applyable(scope: Scope, manifests: readonly Manifest[], known: ReadonlySet<string>): Promise<void> {
  await inTurns(
    manifests.filter((manifest) => manifest.kind !== 'Namespace' && !known.has(nativeOf(manifest))),
    (manifest) => requireFree(scope, manifest),
  );
}

/** Starts the new release beside the old one, waits until it is well, then removes what is no longer in it. */
export async function releaseAll(scope: Scope, rendered: Rendered, patience: Patience): Promise<void> {
  const own = manifestsOf(rendered, 'release');
  const before = await readInventory(scope);
  await applyable(scope, own, new Set(before?.objects.map(keyOf) ?? []));
  const announced = await announce(scope, own);
  const number = (announced.release ?? 0) + 1;
  await keepRelease(scope, number, `${rendered.files[files.foundation] ?? ''}${rendered.files[files.release] ?? ''}`);
  for (const { kind, metadata } of own) if (kind === 'Job') await removeFailed(scope, metadata.name);
  await applyAll(scope, await withSecretVersions(scope, own), new Set(announced.objects.map(keyOf)));
  await waitForAll(
    scope,
    own.filter(({ kind }) => kind === 'Deployment' || kind === 'Job'),
    patience,
  );
  const all = [...manifestsOf(rendered, 'foundation'), ...manifestsOf(rendered, 'migration'), ...own];
  const wanted = new Set(all.map(nativeOf));
  const gone = goneFrom(announced.objects, wanted);
  await removeAll(
    scope,
    gone.filter(({ stateful }) => !stateful),
  );
  await writeInventory(scope, {
    phase: 'deployed',
    release: number,
    released: new Date().toISOString(),
    reason: null,
    objects: [...all.map(entryOf), ...gone.filter(({ stateful }) => stateful)],
  });
}

/** Brings back the services of the release before; without one, removes what never was well. Says what it did. */
export async function rollBackAll(scope: Scope, patience: Patience): Promise<string> {
  const inventory = await readInventory(scope);
  if (!inventory) return 'Nothing had been made';
  const before = inventory.release === null ? null : await readRelease(scope, inventory.release);
  const own = (before ?? []).filter((manifest) => entryOf(manifest).step === 'release');
  const deployments = own.filter(({ kind }) => kind === 'Deployment');
  // Pods of the release that failed are still there for a while.
  const past = await podNamesOf(scope, deployments);
  for (const manifest of await withSecretVersions(scope, own)) await applyUnlessTaken(scope, manifest);
  const wanted = new Set(own.map(nativeOf));
  const failed = inventory.objects.filter((entry) => entry.step === 'release' && !entry.stateful && !wanted.has(keyOf(entry)));
  await removeAll(scope, failed);
  const objects = inventory.objects.filter((entry) => !failed.includes(entry));
  if (before === null) {
    await writeInventory(scope, { ...inventory, phase: 'failed', reason: 'the first release did not become well', objects });
    return 'Nothing of the release is left, since there was none before it; servers and their data stay';
  }
  try {
    await waitForAll(scope, deployments, patience, past);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    await writeInventory(scope, { ...inventory, phase: 'failed', reason: why, objects });
    return `The release of before was brought back and is not well either: ${why}`;
  }
  await writeInventory(scope, { ...inventory, phase: 'deployed', reason: null, objects });
  return `The release of before is back, as it was on ${inventory.released ?? 'its day'}`;
}

/** What somebody else has taken over was not changed by the release either. */
async function applyUnlessTaken(scope: Scope, manifest: Manifest): Promise<void> {
  try {
    await scope.cluster.apply(manifest);
  } catch (cause) {
    if (!(cause instanceof GroundworkError) || cause.code !== 'target.conflict') throw cause;
  }
}
