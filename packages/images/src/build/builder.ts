import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import type { Context } from './context.ts';
import type { RegistryLogin } from './login.ts';

/** One image to build and push. */
export interface BuildRequest {
  /** What it is called while it is built. */
  readonly name: string;
  readonly context: Context;
  readonly dockerfile: string;
  /** `registry/repository`, without a tag. */
  readonly repository: string;
  /** Tag it is found by again: made of its content. */
  readonly tag: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `linux/amd64`. */
  readonly platform: string;
  readonly login: RegistryLogin | null;
  /** Plain HTTP: a registry of this machine. */
  readonly insecure: boolean;
  readonly host: Host;
}

/** Something on this machine that builds images. */
export interface Builder {
  readonly name: 'docker' | 'podman' | 'buildah';
  /** `buildah 1.28.2, chroot`. */
  readonly title: string;
  /** Whether the same request gives the same layers every time. */
  readonly reproducible: boolean;
  /** Builds and pushes; gives the digest, `sha256:...`. Throws `images.build_failed`, `images.push_failed`. */
  build(request: BuildRequest): Promise<string>;
}

export const registryOf = (repository: string): string => repository.split('/')[0] ?? repository;

export function buildFailed(name: string, program: string, last: readonly string[]): GroundworkError {
  return new GroundworkError({
    code: 'images.build_failed',
    message: `The image of ${name} could not be built: ${reasonIn(last)}`,
    where: program,
    fix: 'Read what it said above; `gw export dockerfile` writes the Dockerfile it was built by',
  });
}

export function pushFailed(reference: string, program: string, last: readonly string[]): GroundworkError {
  const denied = last.some((line) => /denied|unauthorized|authentication required|403|401/i.test(line));
  return new GroundworkError({
    code: denied ? 'images.push_denied' : 'images.push_failed',
    message: `The image could not be pushed to ${reference}: ${reasonIn(last)}`,
    where: program,
    fix: denied ? 'Log in to the registry as somebody who may write there' : 'Run the same command again',
    exit: denied ? exitCodes.failed : exitCodes.tryAgain,
  });
}

/** The last thing said that is an error, else the last thing said. */
function reasonIn(last: readonly string[]): string {
  const error = last.findLast((line) => /error|failed|fatal|not found|no such|denied/i.test(line));
  return (error ?? last.at(-1) ?? 'it said nothing').trim().slice(0, 300);
}
