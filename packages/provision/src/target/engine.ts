import type { Deployment } from '../deployment/deployment.ts';
import type { ProcessState } from '../state/schema.ts';
import type { Rendered } from './target.ts';

export type Action = 'create' | 'update' | 'replace' | 'delete' | 'none';

/** What the engine itself says would happen to one native thing. */
export interface NativeChange {
  /** As in `Item.native`. */
  readonly native: string;
  readonly action: Action;
  /** What differs, for a person: `Memory 512 → 1024`. Holds no secret. */
  readonly differences: readonly string[];
}

export interface Preview {
  /** Nothing of it is there yet. */
  readonly fresh: boolean;
  readonly changes: readonly NativeChange[];
  /** What the engine could not say before doing it. */
  readonly unknown: readonly string[];
}

/** One native thing that is not as it was deployed. */
export interface Drifted {
  readonly native: string;
  readonly drift: 'changed' | 'deleted' | 'added';
  readonly differences: readonly string[];
}

export interface Drift {
  readonly drifted: readonly Drifted[];
  /** Native things the engine has no drift detection for. */
  readonly unchecked: readonly string[];
}

/** What is deployed, as the engine sees it now. */
export interface Observed {
  /** `absent` before the first deployment and after it was destroyed; `half` when something was left by one that was cut off. */
  readonly phase: 'absent' | 'working' | 'deployed' | 'failed' | 'half';
  readonly services: readonly {
    readonly name: string;
    readonly state: ProcessState;
    readonly url: string | null;
    /** Copies that run and are well, of those wanted. */
    readonly ready: number;
    readonly wanted: number;
    readonly reason: string | null;
  }[];
  readonly resources: readonly { readonly name: string; readonly state: ProcessState; readonly server: string | null }[];
  /** When the release that runs was made, ISO; `null` before the first. */
  readonly released: string | null;
  readonly reason: string | null;
  /** Something stateful that still stands, by its item's name. */
  readonly stateful: readonly string[];
}

export interface LogLine {
  readonly service: string;
  /** ISO, `null` where the engine gives none. */
  readonly at: string | null;
  readonly text: string;
}

/** Where images go, and how a client logs in there. */
export interface Registry {
  /** `123456789012.dkr.ecr.eu-west-1.amazonaws.com/harbour-staging`; an image is `${repository}/${name}` or as `nameOf` says. */
  reference(image: string): string;
  /** Never logged. `null` where the registry asks for none. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Plain HTTP, for a registry of this machine. */
  readonly insecure: boolean;
}

/** What is built in the cloud where this machine has no builder. */
export interface CloudBuild {
  /** Builds the folder's image from a tar of it and pushes it; gives `repository@sha256:...`. */
  build(image: { readonly name: string; readonly context: AsyncIterable<Uint8Array>; readonly dockerfile: string }): Promise<string>;
}

/**
 * The door to what is deployed: one environment, one account. Every method can be killed and called again. Throws `target.*` errors
 * that name what was asked of the engine and the fix.
 */
export interface Engine {
  /** For a person: `AWS 123456789012 eu-west-1`, `context kind-harbour, namespace shop-staging`. */
  readonly where: string;
  /** Takes the environment for one deployment, across machines; throws `target.locked` (exit 75) naming who has it. */
  lock<T>(action: () => Promise<T>): Promise<T>;
  preview(rendered: Rendered): Promise<Preview>;

  readonly secrets: {
    list(): Promise<readonly string[]>;
    /** The value never is in an argument list, log or template. */
    set(name: string, value: string): Promise<void>;
    remove(name: string): Promise<void>;
    /** Makes random values for names that have none; the others stay. */
    generate(names: readonly string[]): Promise<void>;
  };

  /** Makes registries, networks, servers of resources and roles: everything but what runs the person's code. */
  prepare(rendered: Rendered, deployment: Deployment): Promise<void>;
  registry(): Promise<Registry>;
  readonly builds: CloudBuild | null;
  /** Runs the release commands of services (migrations) as jobs with the new images; throws `deploy.release_failed` with their last words. */
  migrate(rendered: Rendered, deployment: Deployment): Promise<void>;
  /** Converges the services, removes what is no longer in it, and waits until they are well. Throws when they do not become so. */
  release(rendered: Rendered, deployment: Deployment): Promise<void>;
  /** After `release` threw: brings back the release of before, or removes what was never well. Says what it did. */
  rollBack(): Promise<string>;

  /** Removes everything of the environment but what `keep` names, as `Observed.stateful` does; gives what it could not remove. */
  destroy(options: { readonly keep: readonly string[] }): Promise<{ readonly left: readonly string[] }>;
  drift(): Promise<Drift>;
  status(): Promise<Observed>;
  logs(options: { readonly service: string | null; readonly follow: boolean; readonly lines: number }): AsyncIterable<LogLine>;
  /** Runs one service's program as a job: its own command with further words, or another one. Gives its exit code. */
  run(job: CloudJob, rendered: Rendered, deployment: Deployment): Promise<number>;
}

export interface CloudJob {
  readonly service: string;
  /** For `sh -c`. */
  readonly command: string;
  onLine(line: LogLine): void;
}
