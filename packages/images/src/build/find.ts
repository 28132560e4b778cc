import { silentHost, type Host } from '@groundwork/host';
import { findBuildah } from './buildah.ts';
import type { Builder } from './builder.ts';
import { findDocker } from './docker.ts';

/** The first builder that works on this machine, in the order in which people have set them up; `null` when there is none. */
export async function findBuilder(host: Host = silentHost): Promise<Builder | null> {
  return (await findDocker(host)) ?? (await findBuildah('podman', host)) ?? (await findBuildah('buildah', host));
}
