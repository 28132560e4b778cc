import type { Property } from '@groundwork/blueprint';
import type { Quantity } from '@groundwork/cost';
import type { DeployedService, Deployment, Grant, Permission, Reach } from '@groundwork/provision';
import type { Block } from '../terraform/block.ts';
import type { Expression } from '../terraform/value.ts';

export interface Context {
  readonly deployment: Deployment;
  readonly given: ReadonlySet<string>;
  readonly images: Readonly<Record<string, string>>;
}

/** A text, or an expression that Terraform knows the text of. */
export type Text = string | Expression;

/** What a resource of the blueprint comes to on Google Cloud. */
export interface Made {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** How services reach it. */
  readonly reach: Reach;
  /** What references to its properties stand for, where they are no secrets. */
  readonly values: Readonly<Partial<Record<Property, Text>>>;
  /** Further things of it by name, which references call `resource/name`: several buckets of one resource. */
  readonly named?: Readonly<Record<string, Text>>;
  readonly quantities: readonly Quantity[];
  readonly stateful: boolean;
  /**
   * Where in the network it is: nowhere, behind the peering of Google's own services, on a machine in the subnet, or on Cloud Run,
   * reached only from inside.
   */
  readonly network: 'none' | 'peered' | 'subnet' | 'inside';
  /** APIs that no block of its own needs. */
  readonly apis?: readonly string[];
  /** An account whose password the engine sets, since Terraform would keep it in its state. */
  readonly sqlUser?: SqlUser;
  /** What a role of a service needs on it. */
  readonly access?: (service: DeployedService, grant: Grant) => Access;
  /** S3's interface is signed with a key of the service's own account. */
  readonly hmac?: boolean;
  /** Names the environment has for a password its server is started with. */
  readonly passwords?: readonly string[];
  readonly notes?: readonly string[];
}

export interface SqlUser {
  /** Name of the instance in the project. */
  readonly instance: string;
  readonly user: string;
  readonly server: 'postgres' | 'mysql' | 'mssql';
}

/** Blocks that let a service use a resource, and the same for a person. */
export interface Access {
  readonly blocks: readonly Block[];
  readonly permissions: readonly Permission[];
}

export const noAccess: Access = { blocks: [], permissions: [] };
