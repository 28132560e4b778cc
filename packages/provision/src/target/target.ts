import type { CloudTarget, EnvironmentSettings, Evidence, ResourceType } from '@groundwork/blueprint';
import type { Quantity } from '@groundwork/cost';
import type { Host } from '@groundwork/host';
import type { Deployment } from '../deployment/deployment.ts';
import type { Engine } from './engine.ts';

/**
 * Whether a target has a resource type: what serves it there, or why nothing does. `except` says for which code nothing does, where
 * that depends on how the code speaks to it.
 */
export type Support = { readonly title: string; readonly except?: string } | { readonly unsupported: string };

/** Where a blueprint can be deployed to. One object per cloud; everything but `open` is pure. */
export interface Target {
  readonly name: CloudTarget;
  readonly title: string;
  /** Every resource type: a new one does not compile until this target renders it or says why not. */
  readonly support: Readonly<Record<ResourceType, Support>>;
  /** Where an environment goes whose settings name no region: from the person's own configuration, else a usual one. */
  defaultRegion(env: Readonly<Record<string, string | undefined>>): string;
  /**
   * The native artefact of a deployment. Throws only what a person can mend: `target.unsupported`, naming every part that cannot
   * be rendered, unless `leaveOut` asks for the rest.
   */
  render(deployment: Deployment, options: RenderOptions): Rendered;
  /** Finds credentials and the account, and changes nothing. Throws `target.*` errors with the fix. */
  open(context: TargetContext): Promise<Engine>;
}

export interface RenderOptions {
  /** Image name to what was pushed: `repository@sha256:...`. An image that is not in it stands as a placeholder that plans can show. */
  readonly images: Readonly<Record<string, string>>;
  /** Names of secrets a person gave to this environment, whose values the secret store has. */
  readonly given: ReadonlySet<string>;
  /** Leave out what the target does not have instead of throwing: it is in `Rendered.unsupported`. */
  readonly leaveOut?: boolean;
}

export interface TargetContext {
  readonly environment: string;
  readonly settings: EnvironmentSettings;
  readonly region: string;
  /** The project's identifier, `Deployment.name`. */
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of this environment for what the target keeps here: nothing it could not do without. */
  readonly folder: string;
  readonly host: Host;
}

export interface Rendered {
  readonly target: CloudTarget;
  /** File name to text: `template.json`, `main.tf.json`, `manifests.yaml`. Works without us; holds no secret. */
  readonly files: Readonly<Record<string, string>>;
  readonly items: readonly Item[];
  readonly unsupported: readonly Unsupported[];
  /** What a person should know: a choice that was made, what is not kept. */
  readonly notes: readonly string[];
}

export interface Unsupported {
  readonly resource: string;
  readonly type: ResourceType;
  readonly why: string;
  readonly evidence: readonly Evidence[];
}

/** One line of a plan: something a person would name, and everything native it consists of. */
export interface Item {
  /** `service:api`, `resource:db`, `role:api`, `network`. */
  readonly id: string;
  readonly kind: 'service' | 'resource' | 'role' | 'network' | 'registry' | 'secret' | 'environment';
  /** Name of the service or resource of the blueprint, or of the thing itself. */
  readonly name: string;
  /** `Fargate 0.5 vCPU 1 GB ×1, load balancer`. */
  readonly title: string;
  /** Its parts in the engine's own words: logical ids, `Deployment/api`, Terraform addresses. */
  readonly native: readonly string[];
  /** What a role may do, each with the places in the code that need it. */
  readonly permissions: readonly Permission[];
  readonly quantities: readonly Quantity[];
  /** Deleting it loses data a person would miss. */
  readonly stateful: boolean;
  readonly evidence: readonly Evidence[];
}

export interface Permission {
  /** `s3:GetObject`, `roles/storage.objectViewer`. */
  readonly action: string;
  /** On what, for a person: `uploads`. */
  readonly on: string;
  readonly evidence: readonly Evidence[];
}
