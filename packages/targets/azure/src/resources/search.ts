import type { Grant } from '@groundwork/provision';
import { expression, joined, resourceId, secretExpression, value } from '../arm/expression.ts';
import { nativeId } from '../arm/native.ts';
import { symbol } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { worldName } from '../names.ts';
import { quantity } from '../quantities.ts';
import type { BuiltInRole } from '../roles/table.ts';
import { namesIn } from './names.ts';
import { part, type PartRenderer } from './part.ts';

const service = 'Microsoft.Search/searchServices';

const rolesFor = ({ access }: Pick<Grant, 'access'>): BuiltInRole[] => [
  access.includes('write') || access.includes('admin') ? 'Search Index Data Contributor' : 'Search Index Data Reader',
  ...(access.includes('admin') ? (['Search Service Contributor'] as const) : []),
];

export const search: PartRenderer = (resource, { deployment, users }) => {
  const { id, name: title, settings } = resource;
  const name = worldName(id, 60);
  const own = symbol(id);
  const sku = settings.size ?? 'basic';
  const indexes = namesIn(resource, 'index');
  const keyed = users.some((user) =>
    user.service.env.some(({ binding }) => binding && 'resource' in binding && binding.resource === title && binding.property === 'apiKey'),
  );
  return part({
    title: `AI Search, ${sku}`,
    resources: {
      [own]: {
        type: service,
        apiVersion: apiVersions[service],
        name: value(name.name),
        location: value(location),
        tags: tagsOf(deployment),
        sku: { name: sku },
        identity: { type: 'SystemAssigned' },
        properties: {
          replicaCount: settings.highAvailability === true ? 3 : 1,
          partitionCount: 1,
          hostingMode: 'default',
          publicNetworkAccess: 'enabled',
          disableLocalAuth: !keyed,
          ...(keyed ? { authOptions: { aadOrApiKey: { aadAuthFailureMode: 'http401WithBearerChallenge' } } } : {}),
        },
      },
    },
    native: [nativeId(service, name)],
    reach: () => ({
      port: 443,
      user: null,
      properties: {
        url: [{ of: 'resource', name: title, property: 'url' }],
        endpoint: [{ of: 'resource', name: title, property: 'url' }],
        apiKey: [{ of: 'resource', name: title, property: 'apiKey' }],
        index: [indexes.all[0] ?? id],
      },
      variables: Object.fromEntries(Object.entries(indexes.variables).map(([variable, is]) => [variable, [is]])),
    }),
    values: {
      host: joined([name.name, '.search.windows.net']),
      url: joined(['https://', name.name, '.search.windows.net']),
      apiKey: secretExpression(`listAdminKeys(${resourceId(service, name.name)}, '${apiVersions[service]}').primaryKey`),
    },
    roles: (grant) =>
      keyed
        ? []
        : rolesFor(grant).map((role) => ({
            role,
            scope: { symbol: own, id: expression(resourceId(service, name.name)), native: nativeId(service, name) },
            on: title,
            evidence: grant.evidence,
          })),
    quantities: [quantity.search(sku)],
  });
};
