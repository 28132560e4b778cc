import type { Property } from '@groundwork/blueprint';
import type { DeployedResource, Reach } from '@groundwork/provision';
import type { Value } from '../cloudformation/value.ts';
import type { Canvas } from '../render/canvas.ts';

/** Where a secret lies: the ARN of a Secrets Manager secret, and which key of its JSON. */
export interface SecretPlace {
  readonly arn: Value;
  readonly key: string | null;
}

/** How a resource is served on AWS, for those who use it. */
export interface Served {
  readonly reach: Reach;
  /** What `reach` leaves to the target, as values of the foundations' stack. */
  readonly values: Readonly<Partial<Record<Property, Value>>>;
  readonly secrets: Readonly<Partial<Record<Property, SecretPlace>>>;
  /** Ports that the security groups of users are let in at, and the group that lets them in; `null` for what is reached by its API. */
  readonly door: { readonly group: string; readonly ports: readonly number[] } | null;
  /** Actions for operations seen on it, or for an access where none were. */
  readonly actions: ActionTable | null;
  /** What is mounted into the containers of its users. */
  readonly mount?: Mount;
}

export interface Mount {
  /** Of its volume: the identifier of the resource. */
  readonly name: string;
  readonly path: string;
  readonly fileSystem: Value;
  readonly accessPoint: Value;
}

export interface ActionTable {
  /** What one operation takes: actions, each with what it is allowed on. */
  readonly operations: Readonly<Record<string, readonly Scoped[]>>;
  readonly access: Readonly<Record<'read' | 'write' | 'admin', readonly Scoped[]>>;
}

export interface Scoped {
  readonly action: string;
  readonly on: readonly Value[];
}

/** Draws a resource onto the foundations. */
export type Draw = (resource: DeployedResource, canvas: Canvas) => Served;
