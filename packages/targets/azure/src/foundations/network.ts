import type { Deployment } from '@groundwork/provision';
import { expression, quoted, resourceId, value } from '../arm/expression.ts';
import { symbol, type ArmResource } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import type { Subnet } from '../resources/part.ts';
import { location, namesOf } from './environment.ts';
import { tagsOf } from './tags.ts';

/** Addresses of the subnets; a Container Apps environment with workload profiles wants /27 or larger. */
const prefixes: Readonly<Record<Subnet, string>> = {
  apps: '10.0.0.0/23',
  postgres: '10.0.2.0/28',
  mysql: '10.0.2.16/28',
  endpoints: '10.0.3.0/27',
};

/** Who may put servers into a subnet. */
const delegations: Readonly<Record<Subnet, string | null>> = {
  apps: 'Microsoft.App/environments',
  postgres: 'Microsoft.DBforPostgreSQL/flexibleServers',
  mysql: 'Microsoft.DBforMySQL/flexibleServers',
  endpoints: null,
};

export interface NetworkNeeds {
  readonly subnets: readonly Subnet[];
  readonly zones: readonly string[];
  readonly endpoints: readonly string[];
}

/** The network of an environment: only where something in it is reached privately, since it brings a load balancer and addresses. */
export function networkResources(deployment: Deployment, { subnets, zones, endpoints }: NetworkNeeds): Record<string, ArmResource> {
  const { network } = namesOf(deployment);
  const common = { location: value(location), tags: tagsOf(deployment) };
  const wanted: readonly Subnet[] = [...new Set<Subnet>(['apps', ...subnets])].toSorted();
  return {
    ...Object.fromEntries(wanted.map((subnet) => [symbol(subnet, 'rules'), securityGroup(subnet, common)])),
    network: {
      type: 'Microsoft.Network/virtualNetworks',
      apiVersion: apiVersions['Microsoft.Network/virtualNetworks'],
      name: value(network.name),
      ...common,
      dependsOn: wanted.map((subnet) => symbol(subnet, 'rules')),
      properties: {
        addressSpace: { addressPrefixes: ['10.0.0.0/22'] },
        subnets: wanted.map((subnet) => ({
          name: subnet,
          properties: {
            addressPrefix: prefixes[subnet],
            networkSecurityGroup: {
              id: value(expression(resourceId('Microsoft.Network/networkSecurityGroups', expression(quoted(subnet))))),
            },
            ...(delegations[subnet] === null
              ? {}
              : { delegations: [{ name: 'servers', properties: { serviceName: delegations[subnet] } }] }),
            ...(subnet === 'apps' && endpoints.length > 0
              ? { serviceEndpoints: [...new Set(endpoints)].toSorted().map((service) => ({ service })) }
              : {}),
          },
        })),
      },
    },
    ...Object.fromEntries([...new Set(zones)].toSorted().flatMap((zone) => zoneResources(zone, deployment))),
  };
}

/** Azure's own rules: everything of the network may speak with each other, nothing comes in from outside but through the ingress. */
const securityGroup = (subnet: Subnet, common: { location: string; tags: Record<string, string> }): ArmResource => ({
  type: 'Microsoft.Network/networkSecurityGroups',
  apiVersion: apiVersions['Microsoft.Network/networkSecurityGroups'],
  name: subnet,
  ...common,
  properties: {
    securityRules:
      subnet === 'apps'
        ? [
            {
              name: 'web',
              properties: {
                description: 'The ingress of Container Apps',
                priority: 100,
                direction: 'Inbound',
                access: 'Allow',
                protocol: 'Tcp',
                sourceAddressPrefix: 'Internet',
                sourcePortRange: '*',
                destinationAddressPrefix: '*',
                // 80 sends browsers on to 443; the others are where the ingress itself listens.
                destinationPortRanges: ['80', '443', '31080', '31443'],
              },
            },
          ]
        : [],
  },
});

export const zoneSymbol = (zone: string): string => symbol('zone', zone);

export const zoneId = (zone: string): string =>
  value(expression(resourceId('Microsoft.Network/privateDnsZones', expression(quoted(zone)))));

function zoneResources(zone: string, deployment: Deployment): [string, ArmResource][] {
  const own = zoneSymbol(zone);
  const { network } = namesOf(deployment);
  return [
    [
      own,
      {
        type: 'Microsoft.Network/privateDnsZones',
        apiVersion: apiVersions['Microsoft.Network/privateDnsZones'],
        name: zone,
        location: 'global',
        tags: tagsOf(deployment),
      },
    ],
    [
      symbol(own, 'link'),
      {
        type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
        apiVersion: apiVersions['Microsoft.Network/privateDnsZones/virtualNetworkLinks'],
        name: `${zone}/network`,
        location: 'global',
        tags: tagsOf(deployment),
        dependsOn: [own, 'network'],
        properties: {
          registrationEnabled: false,
          virtualNetwork: { id: value(expression(resourceId('Microsoft.Network/virtualNetworks', network.name))) },
        },
      },
    ],
  ];
}
