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
  /** `null` for an outside service, of which only a person knows where it is. */
  readonly reach: Reach | null;
  /** What `reach` leaves to the target, as values of the foundations' stack. */
  readonly values: Readonly<Partial<Record<Property, Value>>>;
  /** Values of its single queues, topics and tables, by their name: references name them as `resource#queue`. */
  readonly parts?: Readonly<Record<string, Readonly<Partial<Record<Property, Value>>>>>;
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

/** Between a resource and one of its parts, in the name of a reference. */
export const partOf = '#';

/** The value of a resource's property, or of one of its parts; `null` where AWS has none. */
export function valueIn(served: Readonly<Record<string, Served>>, reference: string, property: Property): Value | null {
  const [name = '', part] = reference.split(partOf);
  const found = served[name];
  return (part === undefined ? found?.values[property] : found?.parts?.[part]?.[property]) ?? null;
}
