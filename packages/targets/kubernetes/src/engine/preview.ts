import { GroundworkError } from '@groundwork/host';
import type { NativeChange, Preview, Rendered } from '@groundwork/provision';
import { stemOf } from '../manifest/job-name.ts';
import { nativeOf, type Manifest } from '../manifest/manifest.ts';
import { operators } from '../servers/operators.ts';
import { isPlaceholder } from '../render/service.ts';
import { inTurns, requireFree } from './apply.ts';
import { differencesOf, withLiveImages } from './differences.ts';
import { jobChange } from './job-change.ts';
import { kindOf } from './kinds.ts';
import { jsonOf, type Live } from './live.ts';
import { manifestsOf, parseManifests } from './parse.ts';
import { isOurs, namespaceState, type Scope } from './scope.ts';
import { withSecretVersions } from './secrets.ts';
import { keyOf, readInventory } from './state.ts';

/** What the cluster says it would do: every object is applied as a dry run. Changes nothing. */
export async function previewOf(scope: Scope, rendered: Rendered): Promise<Preview> {
  const namespace = await namespaceState(scope);
  const manifests = [...manifestsOf(rendered, 'foundation'), ...manifestsOf(rendered, 'migration'), ...manifestsOf(rendered, 'release')];
  const inventory = namespace === 'absent' ? null : await readInventory(scope);
  if (namespace === 'absent')
    return {
      fresh: true,
      changes: manifests.map((manifest) => ({ native: nativeOf(manifest), action: 'create', differences: [] })),
      unknown: [],
    };
  const changes: NativeChange[] = [];
  const unknown: string[] = [];
  await inTurns(await withSecretVersions(scope, manifests), async (manifest) => {
    const native = nativeOf(manifest);
    if (manifest.kind === 'Namespace' && namespace === 'theirs') return void changes.push({ native, action: 'none', differences: [] });
    const again = manifest.kind === 'Job' ? await jobChange(scope, manifest, inventory?.objects ?? []) : null;
    if (again !== null) return void changes.push(again);
    const live = await scope.cluster.get({ kind: manifest.kind, apiVersion: manifest.apiVersion, name: manifest.metadata.name });
    changes.push(live === null ? await created(scope, manifest, unknown) : await changed(scope, manifest, live, unknown));
  });
  const wanted = new Set(manifests.map(nativeOf));
  const jobs = new Set(manifests.filter(({ kind }) => kind === 'Job').map(({ metadata }) => stemOf(metadata.name)));
  for (const entry of inventory?.objects ?? []) {
    // One that is done gives way to the next of its kind.
    if (wanted.has(keyOf(entry)) || (entry.kind === 'Job' && jobs.has(stemOf(entry.name)))) continue;
    changes.push({
      native: keyOf(entry),
      action: entry.stateful ? 'none' : 'delete',
      differences: entry.stateful ? ['no longer asked for; kept, since it holds data'] : [],
    });
  }
  await adviseOperators(scope, rendered, unknown);
  return { fresh: inventory === null, changes: changes.sort((left, right) => (left.native < right.native ? -1 : 1)), unknown };
}

async function created(scope: Scope, manifest: Manifest, unknown: string[]): Promise<NativeChange> {
  const native = nativeOf(manifest);
  try {
    await scope.cluster.apply(manifest, { dryRun: true });
  } catch (cause) {
    unknown.push(reasonOf(native, cause));
  }
  return { native, action: 'create', differences: [] };
}

async function changed(scope: Scope, manifest: Manifest, live: Live, unknown: string[]): Promise<NativeChange> {
  const native = nativeOf(manifest);
  if (!isOurs(scope, live)) await requireFree(scope, manifest);
  const before = jsonOf(live);
  try {
    const [asIt = manifest] = parseManifests(
      JSON.stringify(withLiveImages({ ...manifest, metadata: { ...manifest.metadata } }, before, isPlaceholder)),
    );
    const differences = differencesOf(before, jsonOf(await scope.cluster.apply(asIt, { dryRun: true })), manifest.kind);
    return { native, action: differences.length === 0 ? 'none' : 'update', differences };
  } catch (cause) {
    unknown.push(reasonOf(native, cause));
    return { native, action: 'update', differences: [cause instanceof GroundworkError ? cause.message : 'it would be refused'] };
  }
}

/** A refusal belongs into the plan; that nobody answers, or may not ask, ends it. */
function reasonOf(native: string, cause: unknown): string {
  if (!(cause instanceof GroundworkError) || /^target\.(?:credentials|unreachable|throttled|half_deleted)$/.test(cause.code)) throw cause;
  return `${native}: ${cause.message}${cause.fix === null ? '' : `. ${cause.fix}`}`;
}

/** Says of operators that the cluster has, and nobody asked for. */
async function adviseOperators(scope: Scope, rendered: Rendered, unknown: string[]): Promise<void> {
  for (const [type, operator] of Object.entries(operators)) {
    const mine = rendered.items.filter(
      ({ kind, native, title }) =>
        kind === 'resource' && native.some((each) => each.startsWith('StatefulSet/')) && title.startsWith(titles[type] ?? '?'),
    );
    if (mine.length === 0 || !(await scope.cluster.knows(kindOf(operator.kind, operator.apiVersion)))) continue;
    unknown.push(
      `The cluster has ${operator.title}, which keeps copies and backups: resources.${mine.map(({ name }) => name).join(', ')}.serving: operator`,
    );
  }
}

const titles: Readonly<Record<string, string>> = { postgres: 'PostgreSQL', mysql: 'MySQL', rabbitmq: 'RabbitMQ', redis: 'Redis' };
