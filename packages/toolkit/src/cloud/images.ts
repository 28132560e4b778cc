import type { Deployment, Engine } from '@groundwork/provision';
import type { Host } from '@groundwork/host';

/** Images of the last deployment whose content is what the folder has now: image name to `repository@sha256:...`. */
export async function knownImages(_dir: string, _deployment: Deployment): Promise<Readonly<Record<string, string>>> {
  return {};
}

export interface BuiltImage {
  readonly reference: string;
  /** Hash of what it was built from. */
  readonly content: string;
}

/** Builds and pushes every image of a deployment, or only the one that a service runs. */
export async function buildImages(
  _dir: string,
  _deployment: Deployment,
  _engine: Engine,
  _host: Host,
  _service?: string,
): Promise<Readonly<Record<string, BuiltImage>>> {
  return {};
}
