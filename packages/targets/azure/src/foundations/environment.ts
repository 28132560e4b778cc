import type { Deployment } from '@groundwork/provision';
import { expression, parameter, resourceId, value, type Expression } from '../arm/expression.ts';
import type { ArmResource } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { environmentName, plainName, worldName, worldNameWithoutDashes, type ArmName } from '../names.ts';
import type { WorkloadProfile } from '../services/size.ts';
import { tagsOf } from './tags.ts';

/** Names of what an environment has one of. */
export interface EnvironmentNames {
  readonly workspace: ArmName;
  readonly apps: ArmName;
  readonly registry: ArmName;
  readonly vault: ArmName;
  readonly network: ArmName;
}

export function namesOf(deployment: Pick<Deployment, 'name' | 'environment'>): EnvironmentNames {
  const own = environmentName(deployment);
  return {
    workspace: plainName(own),
    apps: plainName(own),
    registry: worldNameWithoutDashes(own, 50),
    vault: worldName(own, 24),
    network: plainName(own),
  };
}

export const location: Expression = expression(parameter('location'));

/** Logs, registry, vault and the Container Apps environment everything runs in. */
export function environmentResources(
  deployment: Deployment,
  { profiles, inNetwork }: { readonly profiles: readonly WorkloadProfile[]; readonly inNetwork: boolean },
): Record<string, ArmResource> {
  const names = namesOf(deployment);
  const common = { location: value(location), tags: tagsOf(deployment) };
  return {
    workspace: {
      type: 'Microsoft.OperationalInsights/workspaces',
      apiVersion: apiVersions['Microsoft.OperationalInsights/workspaces'],
      name: value(names.workspace.name),
      ...common,
      properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30, features: { enableLogAccessUsingOnlyResourcePermissions: true } },
    },
    registry: {
      type: 'Microsoft.ContainerRegistry/registries',
      apiVersion: apiVersions['Microsoft.ContainerRegistry/registries'],
      name: value(names.registry.name),
      ...common,
      sku: { name: 'Basic' },
      // Without the administrator's password: who pulls and pushes does so as itself.
      properties: { adminUserEnabled: false, anonymousPullEnabled: false },
    },
    vault: { ...vaultResource(deployment, value(names.vault.name)), location: value(location) },
    apps: {
      type: 'Microsoft.App/managedEnvironments',
      apiVersion: apiVersions['Microsoft.App/managedEnvironments'],
      name: value(names.apps.name),
      ...common,
      dependsOn: ['workspace', ...(inNetwork ? ['network'] : [])],
      properties: {
        appLogsConfiguration: {
          destination: 'log-analytics',
          logAnalyticsConfiguration: {
            customerId: "[reference('workspace').customerId]",
            sharedKey: value(
              expression(
                `listKeys(${resourceId('Microsoft.OperationalInsights/workspaces', names.workspace.name)}, '${apiVersions['Microsoft.OperationalInsights/workspaces']}').primarySharedKey`,
              ),
            ),
          },
        },
        peerTrafficConfiguration: { encryption: { enabled: true } },
        ...(inNetwork ? { vnetConfiguration: { infrastructureSubnetId: subnetId(names.network, 'apps'), internal: false } } : {}),
        workloadProfiles: [...profiles],
        zoneRedundant: false,
      },
    },
  };
}

export const subnetId = (network: ArmName, subnet: string): string =>
  value(expression(resourceId('Microsoft.Network/virtualNetworks/subnets', network.name, expression(`'${subnet}'`))));

/**
 * Where secrets are: roles decide who reads them, deployments may fill secure parameters from it, and what was deleted by mistake can
 * be had back for a week; an environment that is destroyed with all its data purges it. The engine makes the same before there is a template, since secrets come first.
 */
export function vaultResource(deployment: Pick<Deployment, 'name' | 'environment'>, name: string): ArmResource {
  return {
    type: 'Microsoft.KeyVault/vaults',
    apiVersion: apiVersions['Microsoft.KeyVault/vaults'],
    name,
    tags: tagsOf(deployment),
    properties: {
      tenantId: '[subscription().tenantId]',
      sku: { family: 'A', name: 'standard' },
      enableRbacAuthorization: true,
      enabledForTemplateDeployment: true,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 7,
      // Nobody reads it over the network: deployments are let in as a service of Azure's own, and the engine writes through the manager.
      publicNetworkAccess: 'Disabled',
      networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' },
    },
  };
}
