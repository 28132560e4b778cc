import type { NativeChange } from '@groundwork/provision';
import { jobName, stemOf } from '../manifest/job-name.ts';
import { nativeOf, type Json, type Manifest } from '../manifest/manifest.ts';
import { isObject } from '../manifest/yaml.ts';
import { isPlaceholder } from '../render/service.ts';
import { withLiveImages } from './differences.ts';
import { jsonOf } from './live.ts';
import type { Scope } from './scope.ts';
import type { Entry } from './state.ts';

/**
 * What becomes of a job, which is called after its image, that a plan does not know: with the image of one that was there before it
 * is either that one, or one that runs anew.
 */
export async function jobChange({ cluster }: Scope, job: Manifest, made: readonly Entry[]): Promise<NativeChange | null> {
  const earlier = made.filter(({ kind, name }) => kind === 'Job' && stemOf(name) === stemOf(job.metadata.name));
  for (const { kind, name } of earlier) {
    const live = await cluster.get({ kind, name });
    if (live === null) continue;
    const before = jsonOf(live);
    const spec = withLiveImages(specOf(job), isObject(before) ? (before['spec'] ?? null) : null, isPlaceholder);
    if (jobName(stemOf(name), spec) === name) return { native: nativeOf(job), action: 'none', differences: [] };
  }
  return earlier.length === 0
    ? null
    : { native: nativeOf(job), action: 'update', differences: ['runs anew, since it does something else'] };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was parsed from JSON
const specOf = ({ spec }: Manifest): Json => (spec ?? null) as Json;
