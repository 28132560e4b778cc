import { joined, value } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import { symbol } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location, namesOf, subnetId } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { zoneId, zoneSymbol } from '../foundations/network.ts';
import { environmentName, plainName, worldName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { nameIn } from './names.ts';
import { part, type PartRenderer } from './part.ts';
import { passwordOf } from './password.ts';
import { tierOf } from './tier.ts';

const server = 'Microsoft.DBforMySQL/flexibleServers';

/** Drivers of these languages ask for TLS without being told. */
const asksForTls = new Set(['java', 'dotnet']);

export const mysql: PartRenderer = (resource, { deployment, users }) => {
  const { id, settings } = resource;
  const name = worldName(id, 63);
  const own = symbol(id);
  const size = settings.size ?? 'Standard_B1ms';
  const storage = Math.max(20, settings.storage ?? 20);
  const database = plainName(nameIn(resource, 'database', deployment.name));
  const user = nameIn(resource, 'user', deployment.name);
  const zone = `${environmentName(deployment)}.private.mysql.database.azure.com`;
  const { parameters, password } = passwordOf(resource);
  const plain = users.some(({ service }) => !asksForTls.has(service.language));
  const tls = plainName('require_secure_transport');
  return part({
    title: `MySQL 8.0 flexible server, ${size}, ${storage} GiB, private`,
    resources: {
      [own]: {
        type: server,
        apiVersion: apiVersions[server],
        name: value(name.name),
        location: value(location),
        tags: tagsOf(deployment),
        sku: { name: size, tier: tierOf(size) },
        dependsOn: ['network', symbol(zoneSymbol(zone), 'link')],
        properties: {
          version: '8.0.21',
          administratorLogin: user,
          administratorLoginPassword: value(password),
          storage: { storageSizeGB: storage, autoGrow: 'Enabled' },
          backup: { backupRetentionDays: Math.max(7, settings.backupDays ?? 7), geoRedundantBackup: 'Disabled' },
          highAvailability: { mode: settings.highAvailability === true ? 'ZoneRedundant' : 'Disabled' },
          network: { delegatedSubnetResourceId: subnetId(namesOf(deployment).network, 'mysql'), privateDnsZoneResourceId: zoneId(zone) },
        },
      },
      [symbol(id, 'database')]: {
        type: `${server}/databases`,
        apiVersion: apiVersions[`${server}/databases`],
        name: childName(name, database),
        dependsOn: [own],
        properties: { charset: 'utf8mb4', collation: 'utf8mb4_0900_ai_ci' },
      },
      [symbol(id, 'tls')]: {
        type: `${server}/configurations`,
        apiVersion: apiVersions[`${server}/configurations`],
        name: childName(name, tls),
        dependsOn: [own, symbol(id, 'database')],
        properties: { source: 'user-override', value: plain ? 'OFF' : 'ON' },
      },
    },
    parameters,
    native: [nativeId(server, name), nativeId(`${server}/databases`, name, database), nativeId(`${server}/configurations`, name, tls)],
    reach: () => ({ port: 3306, user: [user], database: [database.native] }),
    values: { host: joined([name.name, '.mysql.database.azure.com']), password },
    quantities: [quantity.mysql(size), quantity.mysqlStorage(storage), quantity.privateZone()],
    subnets: ['mysql'],
    zones: [zone],
    notes: plain
      ? [
          `${resource.name}: TLS is not demanded, since the code's driver does not ask for it; the server is reached from the environment's own network only`,
        ]
      : [],
  });
};
