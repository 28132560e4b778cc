import { expression, resourceId, secretExpression, value } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import { symbol } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location, namesOf, subnetId } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { zoneId, zoneSymbol } from '../foundations/network.ts';
import { plainName, worldName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { toldByUrl } from './names.ts';
import { part, type PartRenderer } from './part.ts';
import type { Template } from '@groundwork/provision';

const cluster = 'Microsoft.Cache/redisEnterprise';
const zone = 'privatelink.redis.azure.net';
const port = 10_000;

/**
 * Azure Managed Redis. Azure Cache for Redis is closed to new customers since April 2026 and retires in 2028
 * (learn.microsoft.com/azure/azure-cache-for-redis/retirement-faq).
 */
export const redis: PartRenderer = (resource, { deployment, users }) => {
  const { id, settings, name: title } = resource;
  const name = worldName(id, 60);
  const own = symbol(id);
  const sku = settings.size ?? 'Balanced_B0';
  const database = plainName('default');
  const endpoint = plainName(`${id}-endpoint`);
  const group = plainName('default');
  // Who is told an address finds TLS in it; who is told host and port speaks plainly, inside the network.
  const encrypted = users.length > 0 && users.every((user) => toldByUrl(user, resource));
  const reference = (property: 'host' | 'password') => ({ of: 'resource', name: title, property }) as const;
  const url = (query: string): Template => ['rediss://:', reference('password'), '@', reference('host'), `:${port}/0${query}`];
  return part({
    title: `Azure Managed Redis, ${sku}, private${encrypted ? ', TLS' : ''}`,
    resources: {
      [own]: {
        type: cluster,
        apiVersion: apiVersions[cluster],
        name: value(name.name),
        location: value(location),
        tags: tagsOf(deployment),
        sku: { name: sku },
        properties: {
          minimumTlsVersion: '1.2',
          highAvailability: settings.highAvailability === true ? 'Enabled' : 'Disabled',
          publicNetworkAccess: 'Disabled',
        },
      },
      [symbol(id, 'database')]: {
        type: `${cluster}/databases`,
        apiVersion: apiVersions[`${cluster}/databases`],
        name: childName(name, database),
        dependsOn: [own],
        properties: {
          accessKeysAuthentication: 'Enabled',
          clientProtocol: encrypted ? 'Encrypted' : 'Plaintext',
          // One address and every command, as with a server of one's own.
          clusteringPolicy: 'NoCluster',
          evictionPolicy: 'NoEviction',
          port,
        },
      },
      [symbol(id, 'endpoint')]: {
        type: 'Microsoft.Network/privateEndpoints',
        apiVersion: apiVersions['Microsoft.Network/privateEndpoints'],
        name: value(endpoint.name),
        location: value(location),
        tags: tagsOf(deployment),
        dependsOn: ['network', own, symbol(id, 'database')],
        properties: {
          subnet: { id: subnetId(namesOf(deployment).network, 'endpoints') },
          privateLinkServiceConnections: [
            {
              name: id,
              properties: { privateLinkServiceId: value(expression(resourceId(cluster, name.name))), groupIds: ['redisEnterprise'] },
            },
          ],
        },
      },
      [symbol(id, 'names')]: {
        type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
        apiVersion: apiVersions['Microsoft.Network/privateEndpoints/privateDnsZoneGroups'],
        name: childName(endpoint, group),
        dependsOn: [symbol(id, 'endpoint'), symbol(zoneSymbol(zone), 'link')],
        properties: { privateDnsZoneConfigs: [{ name: 'redis', properties: { privateDnsZoneId: zoneId(zone) } }] },
      },
    },
    native: [
      nativeId(cluster, name),
      nativeId(`${cluster}/databases`, name, database),
      nativeId('Microsoft.Network/privateEndpoints', endpoint),
      nativeId('Microsoft.Network/privateEndpoints/privateDnsZoneGroups', endpoint, group),
    ],
    reach: (service) => ({
      port,
      user: null,
      database: ['0'],
      ...(encrypted
        ? {
            variables: Object.fromEntries(
              resource.told.variables
                .filter(({ property }) => property === 'url')
                // Python's Celery does not start without it; clients of other languages refuse what they do not know.
                .map((variable) => [variable.name, url(service.service.language === 'python' ? '?ssl_cert_reqs=required' : '')]),
            ),
          }
        : {}),
    }),
    values: {
      host: expression(`reference(${resourceId(cluster, name.name)}, '${apiVersions[cluster]}').hostName`),
      password: secretExpression(
        `listKeys(${resourceId(`${cluster}/databases`, name.name, database.name)}, '${apiVersions[`${cluster}/databases`]}').primaryKey`,
      ),
    },
    quantities: [quantity.redis(sku, settings.highAvailability === true ? 2 : 1), quantity.privateEndpoint(), quantity.privateZone()],
    subnets: ['endpoints'],
    zones: [zone],
    notes: encrypted
      ? []
      : [`${title}: the code is told host and port and does not speak TLS; traffic stays inside the environment's network`],
  });
};
