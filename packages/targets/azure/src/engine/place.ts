import type { TargetContext } from '@groundwork/provision';
import { createHash } from 'node:crypto';
import { environmentName, suffixMark, type ArmName } from '../names.ts';
import { namesOf, type EnvironmentNames } from '../foundations/environment.ts';
import type { ArmClient } from './client.ts';

/** One environment in one resource group of one subscription: where everything of it is. */
export interface Place {
  readonly client: ArmClient;
  readonly subscription: string;
  readonly group: string;
  readonly region: string;
  readonly name: string;
  readonly environment: string;
  /** Whether the resource group is the environment's own, made and removed with it. */
  readonly ownGroup: boolean;
  readonly suffix: string;
  readonly names: EnvironmentNames;
}

export function placeOf(client: ArmClient, subscription: string, { environment, name, region, settings }: TargetContext): Place {
  const group = settings.resourceGroup ?? environmentName({ name, environment });
  return {
    client,
    subscription,
    group,
    region,
    name,
    environment,
    ownGroup: settings.resourceGroup === undefined,
    suffix: suffixOf(subscription, group),
    names: namesOf({ name, environment }),
  };
}

/** Thirteen letters and digits of the resource group, as `uniqueString` would make others of it. */
const suffixOf = (subscription: string, group: string): string =>
  createHash('sha256').update(`${subscription}/${group}`.toLowerCase()).digest('hex').slice(0, 13);

export const groupPath = ({ subscription, group }: Place): string => `/subscriptions/${subscription}/resourceGroups/${group}`;

/** The path of a resource by its native id. */
export const pathOf = (place: Place, native: string): string =>
  `${groupPath(place)}/providers/${native.replaceAll(suffixMark, place.suffix)}`;

export const nativeName = ({ suffix }: Place, { native }: ArmName): string => native.replaceAll(suffixMark, suffix);

export const vaultPath = (place: Place): string => pathOf(place, `Microsoft.KeyVault/vaults/${place.names.vault.native}`);

/** The native id of something by Azure's own id: what stands after `/providers/`, without what only makes it unique. */
export function nativeOf({ suffix }: Place, id: string, properties?: { readonly description?: unknown }): string {
  const [, ...after] = id.split(/\/providers\//i);
  const last = after.at(-1) ?? id;
  const own = /^Microsoft\.Authorization\/(roleAssignments|roleDefinitions)\//i.exec(last);
  if (own && typeof properties?.description === 'string') return `Microsoft.Authorization/${own[1]}/${properties.description}`;
  return last.replaceAll(suffix, suffixMark);
}

/** Names of the two stacks, of the plain deployments beside them, and of what is kept to go back to. */
export const stackNames = { foundations: 'groundwork-foundations', services: 'groundwork-services' } as const;
export const deploymentNames = { foundations: 'groundwork-prepare', migrations: 'groundwork-migrate', run: 'groundwork-run' } as const;
export const releasedSpec = 'groundwork-released';

export const apiVersion = {
  resources: '2021-04-01',
  groups: '2024-11-01',
  subscriptions: '2022-12-01',
  stacks: '2024-03-01',
  deployments: '2024-11-01',
  specs: '2022-02-01',
  vaults: '2024-11-01',
  storage: '2024-01-01',
  apps: '2025-01-01',
  registry: '2025-11-01',
  registryTasks: '2019-06-01-preview',
  workspaces: '2022-10-01',
} as const;
