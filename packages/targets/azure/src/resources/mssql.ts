import { expression, resourceId, value } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import { symbol } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location, namesOf, subnetId } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { plainName, worldName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { nameIn } from './names.ts';
import { part, type PartRenderer } from './part.ts';
import { passwordOf } from './password.ts';

const server = 'Microsoft.Sql/servers';

export const mssql: PartRenderer = (resource, { deployment }) => {
  const { id, settings } = resource;
  const name = worldName(id, 63);
  const own = symbol(id);
  const size = settings.size ?? 'Basic';
  const database = plainName(nameIn(resource, 'database', deployment.name));
  const user = nameIn(resource, 'user', deployment.name);
  const { parameters, password } = passwordOf(resource);
  const rule = plainName('apps');
  return part({
    title: `SQL Database, ${size}`,
    resources: {
      [own]: {
        type: server,
        apiVersion: apiVersions[server],
        name: value(name.name),
        location: value(location),
        tags: tagsOf(deployment),
        properties: {
          administratorLogin: user,
          administratorLoginPassword: value(password),
          minimalTlsVersion: '1.2',
          // Open to the subnet of the apps alone, by the rule below: no address of the internet gets in.
          publicNetworkAccess: 'Enabled',
        },
      },
      [symbol(id, 'database')]: {
        type: `${server}/databases`,
        apiVersion: apiVersions[`${server}/databases`],
        name: childName(name, database),
        location: value(location),
        tags: tagsOf(deployment),
        sku: { name: size },
        dependsOn: [own],
        properties: { collation: 'SQL_Latin1_General_CP1_CI_AS', requestedBackupStorageRedundancy: 'Local' },
      },
      [symbol(id, 'network')]: {
        type: `${server}/virtualNetworkRules`,
        apiVersion: apiVersions[`${server}/virtualNetworkRules`],
        name: childName(name, rule),
        dependsOn: [own, 'network'],
        properties: { virtualNetworkSubnetId: subnetId(namesOf(deployment).network, 'apps') },
      },
    },
    parameters,
    native: [
      nativeId(server, name),
      nativeId(`${server}/databases`, name, database),
      nativeId(`${server}/virtualNetworkRules`, name, rule),
    ],
    reach: () => ({ port: 1433, user: [user], database: [database.native] }),
    values: {
      host: expression(`reference(${resourceId(server, name.name)}, '${apiVersions[server]}').fullyQualifiedDomainName`),
      password,
    },
    quantities: [quantity.sql(size)],
    subnets: ['apps'],
    endpoints: ['Microsoft.Sql'],
  });
};
