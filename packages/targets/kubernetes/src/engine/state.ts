import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { annotations, steps, type Manifest } from '../manifest/manifest.ts';
import { itemOf } from './cluster.ts';
import { configSchema } from './live.ts';
import { parseManifests } from './parse.ts';
import type { Scope } from './scope.ts';

const entrySchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  item: z.string(),
  step: z.enum(steps),
  stateful: z.boolean(),
});

/** One object an environment has made. */
export type Entry = z.infer<typeof entrySchema>;

const inventorySchema = z.strictObject({
  phase: z.enum(['working', 'deployed', 'failed']),
  /** Number of the release that runs, `null` before the first. */
  release: z.int().nullable(),
  released: z.string().nullable(),
  reason: z.string().nullable(),
  /** Everything that was made, or was about to be: nothing is left that is not in it. */
  objects: z.array(entrySchema),
});

export type Inventory = z.infer<typeof inventorySchema>;

const inventoryName = 'groundwork-inventory';
const releaseName = (number: number): string => `groundwork-release-${number}`;
/** Releases that are kept to go back to. */
const keptReleases = 3;

export const entryOf = (manifest: Manifest): Entry => ({
  apiVersion: manifest.apiVersion,
  kind: manifest.kind,
  name: manifest.metadata.name,
  item: itemOf(manifest),
  step: steps.find((step) => step === manifest.metadata.annotations?.[annotations.step]) ?? 'foundation',
  stateful: manifest.metadata.annotations?.[annotations.stateful] === 'true',
});

export const keyOf = ({ kind, name }: Pick<Entry, 'kind' | 'name'>): string => `${kind}/${name}`;

/** What was made so far; `null` where nothing was. */
export async function readInventory({ cluster }: Scope): Promise<Inventory | null> {
  const live = await cluster.get({ kind: 'ConfigMap', name: inventoryName });
  const text = live && configSchema.parse(live).data?.['inventory'];
  return text ? inventorySchema.parse(JSON.parse(text)) : null;
}

export async function writeInventory(scope: Scope, inventory: Inventory): Promise<void> {
  await writeConfig(scope, inventoryName, { inventory: JSON.stringify(inventory) });
}

async function writeConfig({ cluster, labels }: Scope, name: string, data: Readonly<Record<string, string>>): Promise<void> {
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: cluster.namespace, labels }, data };
  if (!(await cluster.create(config))) await cluster.patch({ kind: 'ConfigMap', name }, { data });
}

/** Adds what is about to be made, before it is: a deployment that is killed leaves nothing that is not known. */
export async function announce(scope: Scope, manifests: readonly Manifest[], phase: Inventory['phase'] = 'working'): Promise<Inventory> {
  const before = await readInventory(scope);
  const known = new Map((before?.objects ?? []).map((entry) => [keyOf(entry), entry]));
  for (const manifest of manifests) known.set(keyOf(entryOf(manifest)), entryOf(manifest));
  const inventory: Inventory = { release: null, released: null, ...before, phase, reason: null, objects: [...known.values()] };
  await writeInventory(scope, inventory);
  return inventory;
}

/** Keeps the manifests of a release in the cluster; they hold no secret. */
export async function keepRelease(scope: Scope, number: number, text: string): Promise<void> {
  await writeConfig(scope, releaseName(number), { manifests: gzipSync(text, { level: 9 }).toString('base64') });
  if (number > keptReleases) await scope.cluster.remove({ kind: 'ConfigMap', name: releaseName(number - keptReleases) });
}

export async function readRelease({ cluster }: Scope, number: number): Promise<Manifest[] | null> {
  const live = await cluster.get({ kind: 'ConfigMap', name: releaseName(number) });
  const packed = live && configSchema.parse(live).data?.['manifests'];
  return packed ? parseManifests(gunzipSync(Buffer.from(packed, 'base64')).toString()) : null;
}
