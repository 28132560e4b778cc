import { joined, value } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import { symbol, type ArmResource } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location, subnetId, namesOf } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { zoneId, zoneSymbol } from '../foundations/network.ts';
import { environmentName, plainName, worldName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { nameIn } from './names.ts';
import { part, type PartRenderer } from './part.ts';
import { passwordOf } from './password.ts';
import { tierOf } from './tier.ts';

const server = 'Microsoft.DBforPostgreSQL/flexibleServers';

/** Major versions that new servers can have (learn.microsoft.com/azure/postgresql/flexible-server/concepts-supported-versions). */
const versions = ['13', '14', '15', '16'];
const usualVersion = '16';

/** Extensions that work only when they are loaded with the server. */
const preloaded = new Set(['age', 'pg_cron', 'pg_partman_bgw', 'pg_stat_statements', 'timescaledb']);

export const postgres: PartRenderer = (resource, { deployment }) => {
  const { id, settings } = resource;
  const { version, type } = resource.resource;
  const name = worldName(id, 63);
  const own = symbol(id);
  const major = versions.find((each) => version?.startsWith(each)) ?? usualVersion;
  const database = plainName(nameIn(resource, 'database', deployment.name));
  const user = nameIn(resource, 'user', deployment.name);
  const size = settings.size ?? 'Standard_B1ms';
  const storage = Math.max(32, settings.storage ?? 32);
  const extensions = [...new Set([...resource.resource.extensions, ...(type === 'pgvector' ? ['vector'] : [])])].toSorted();
  const zone = `${environmentName(deployment)}.private.postgres.database.azure.com`;
  const { parameters, password } = passwordOf(resource);
  const configurations: Record<string, string> = {
    ...(extensions.length === 0 ? {} : { 'azure.extensions': extensions.join(',').toUpperCase() }),
    ...(extensions.some((each) => preloaded.has(each))
      ? { shared_preload_libraries: extensions.filter((each) => preloaded.has(each)).join(',') }
      : {}),
  };
  const resources: Record<string, ArmResource> = {
    [own]: {
      type: server,
      apiVersion: apiVersions[server],
      name: value(name.name),
      location: value(location),
      tags: tagsOf(deployment),
      sku: { name: size, tier: tierOf(size) },
      dependsOn: ['network', symbol(zoneSymbol(zone), 'link')],
      properties: {
        version: major,
        administratorLogin: user,
        administratorLoginPassword: value(password),
        authConfig: { passwordAuth: 'Enabled', activeDirectoryAuth: 'Disabled' },
        storage: { storageSizeGB: storage, autoGrow: 'Enabled' },
        backup: { backupRetentionDays: Math.max(7, settings.backupDays ?? 7), geoRedundantBackup: 'Disabled' },
        highAvailability: { mode: settings.highAvailability === true ? 'ZoneRedundant' : 'Disabled' },
        network: {
          delegatedSubnetResourceId: subnetId(namesOf(deployment).network, 'postgres'),
          privateDnsZoneArmResourceId: zoneId(zone),
        },
      },
    },
    [symbol(id, 'database')]: {
      type: `${server}/databases`,
      apiVersion: apiVersions[`${server}/databases`],
      name: childName(name, database),
      dependsOn: [own],
      properties: { charset: 'UTF8', collation: 'en_US.utf8' },
    },
  };
  // A server takes one change of its configuration at a time.
  let before = symbol(id, 'database');
  for (const [key, text] of Object.entries(configurations)) {
    const next = symbol(id, 'configuration', key);
    resources[next] = {
      type: `${server}/configurations`,
      apiVersion: apiVersions[`${server}/configurations`],
      name: childName(name, plainName(key)),
      dependsOn: [own, before],
      properties: { source: 'user-override', value: text },
    };
    before = next;
  }
  return part({
    title: `PostgreSQL ${major} flexible server, ${size}, ${storage} GiB, private`,
    resources,
    parameters,
    native: [
      nativeId(server, name),
      nativeId(`${server}/databases`, name, database),
      ...Object.keys(configurations).map((key) => nativeId(`${server}/configurations`, name, plainName(key))),
    ],
    reach: ({ service }) => ({
      port: 5432,
      user: [user],
      database: [database.native],
      // Every other client tries TLS by itself, which is all the server answers to; this one has to be asked.
      ...(service.language === 'node' ? { query: 'sslmode=require' } : {}),
    }),
    values: { host: joined([name.name, '.postgres.database.azure.com']), password },
    quantities: [quantity.postgres(size), quantity.postgresStorage(storage), quantity.privateZone()],
    subnets: ['postgres'],
    zones: [zone],
    notes:
      extensions.length === 0
        ? []
        : [
            `${resource.name}: ${extensions.join(', ')} may be used; migrations make it with CREATE EXTENSION, as the server's administrator`,
          ],
  });
};
