import type { Property } from '@groundwork/blueprint';
import type { Quantity } from '@groundwork/cost';
import type { DeployedResource, DeployedService, Deployment, Grant, Reach } from '@groundwork/provision';
import type { Expression } from '../arm/expression.ts';
import type { ArmParameter, ArmResource } from '../arm/template.ts';
import type { Mount } from '../services/volumes.ts';
import type { WantedRole } from '../roles/wanted.ts';

/** Subnets a network can have; which ones it has follows from what is in it. */
export type Subnet = 'apps' | 'postgres' | 'mysql' | 'endpoints';

/** What every renderer of a resource is told. */
export interface PartContext {
  readonly deployment: Deployment;
  readonly users: readonly DeployedService[];
}

/** What a resource of the blueprint comes to on Azure. */
export interface Part {
  /** `Azure Database for PostgreSQL 16, Standard_B1ms, 32 GiB`. */
  readonly title: string;
  readonly resources: Readonly<Record<string, ArmResource>>;
  /** Secure parameters its resources and values name. */
  readonly parameters: Readonly<Record<string, ArmParameter>>;
  readonly native: readonly string[];
  /** How one service reaches it: what has to be written differs between libraries. `null` for what is given from outside. */
  reach(service: DeployedService): Reach | null;
  /** What stands for the references of `reach`, as expressions that hold in any template of the resource group. */
  readonly values: Readonly<Partial<Record<Property, Expression>>>;
  /** What a service may do with it, beyond what a password allows. */
  roles(grant: Grant, service: DeployedService): readonly WantedRole[];
  readonly quantities: readonly Quantity[];
  readonly subnets: readonly Subnet[];
  /** Private DNS zones that have to be linked to the network. */
  readonly zones: readonly string[];
  /** Service endpoints of the subnet of the apps: private roads that cost nothing. */
  readonly endpoints: readonly string[];
  /** Keeps files on the share of the environment. */
  readonly share: boolean;
  /** Folders of the share that its services see. */
  readonly mounts: readonly Mount[];
  readonly notes: readonly string[];
}

/** A part with nothing but what is given. */
export const part = (fields: Partial<Part> & Pick<Part, 'title' | 'reach'>): Part => ({
  resources: {},
  parameters: {},
  native: [],
  values: {},
  roles: () => [],
  quantities: [],
  subnets: [],
  zones: [],
  endpoints: [],
  share: false,
  mounts: [],
  notes: [],
  ...fields,
});

/** Renders one resource, or says why it cannot be had here. */
export type PartRenderer = (resource: DeployedResource, context: PartContext) => Part | { readonly unsupported: string };
