import type { Evidence, Property, ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, DriverNaming, Library, ResourceChoice } from '../catalog/library.ts';
import type { Value, VariableRead } from '../evaluate/value.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';

/** One place where code tells a library how to reach a resource: a client constructed, or a setting of a framework. */
export interface Connection {
  readonly library: Library;
  readonly resource: ResourceChoice;
  /** What is told, with how it is told. */
  readonly told: readonly Told[];
  /** Variables the library reads by itself for what is not told. */
  readonly environment: Readonly<Record<string, Carries>>;
  /** Where it connects when nothing is told: `undefined` not known, `null` nowhere. */
  readonly silent: string | null | undefined;
  readonly localWhen: RegExp | undefined;
  /** It is told where to connect by something nobody can follow. */
  readonly untold?: boolean;
  /** It was told an argument that keeps it to files of its own. */
  readonly local?: boolean;
  /** It is told something, and nothing of that is in the code: a person sets it in the running application. */
  readonly setLater?: boolean;
  /** Types that a URL here can name; `undefined`: any. */
  readonly among?: readonly ResourceType[] | undefined;
  /** What it is where nothing tells. */
  readonly otherwise?: ResourceType | undefined;
  /** Its URL names its driver. */
  readonly naming?: DriverNaming | undefined;
  readonly need: 'optional' | undefined;
  readonly through?: ClientRule['through'] | undefined;
  readonly guards: readonly Expression[];
  readonly module: Module;
  readonly scope: Scope;
  readonly evidence: Evidence;
  /** Connections of one dictionary or block belong to one resource. */
  readonly group: string;
}

export interface Told {
  readonly property: Property;
  readonly form: string | null;
  readonly value: Value;
  /** Text that a choice of resource type looks at. */
  readonly key: string;
}

/** A variable of a connection with what it carries. */
export interface Wire {
  readonly read: VariableRead;
  readonly property: Property;
  readonly form: string | null;
  /** The library reads it where the code tells nothing. */
  readonly byItself?: boolean;
}

/** A connection with its type decided. */
export interface TypedConnection {
  readonly connection: Connection;
  readonly type: ResourceType;
  readonly wires: readonly Wire[];
  /** The code can do without: it is behind a condition that does not hold by default, or one of several choices that is not the default. */
  readonly optional: boolean;
  /** A constant host it connects to, `null` when the variables decide. */
  readonly host: string | null;
  readonly confidence: number;
  /** Only installed drivers tell what its URL may name, and these all fit: the first is taken until somebody says. */
  readonly fits?: readonly ResourceType[];
}
