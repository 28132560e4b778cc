// Writes packages/targets/azure/src/testing/schema/schemas.json: what Azure's own published clients know of each resource type this target
// renders (properties, types, what is required, read-only, enumerated), from the npm packages and versions below.
//   node scripts/azure-schemas.mjs        needs npm's registry; nothing else does, the file is committed
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Package, and for each of its resource types the API version and the class of the body of its PUT. */
const sources = {
  '@azure/arm-appcontainers@2.2.0': {
    'Microsoft.App/managedEnvironments': ['2025-01-01', 'ManagedEnvironment'],
    'Microsoft.App/managedEnvironments/storages': ['2025-01-01', 'ManagedEnvironmentStorage'],
    'Microsoft.App/containerApps': ['2025-01-01', 'ContainerApp'],
    'Microsoft.App/jobs': ['2025-01-01', 'Job'],
  },
  '@azure/arm-authorization@9.0.0': {
    'Microsoft.Authorization/roleAssignments': ['2022-04-01', 'RoleAssignmentCreateParameters'],
    'Microsoft.Authorization/roleDefinitions': ['2022-04-01', 'RoleDefinition'],
  },
  '@azure/arm-cognitiveservices@7.7.0': { 'Microsoft.CognitiveServices/accounts': ['2025-06-01', 'Account'] },
  '@azure/arm-containerregistry@11.0.0': { 'Microsoft.ContainerRegistry/registries': ['2025-11-01', 'Registry'] },
  '@azure/arm-cosmosdb@16.4.0': {
    'Microsoft.DocumentDB/databaseAccounts': ['2025-10-15', 'DatabaseAccountCreateUpdateParameters'],
    'Microsoft.DocumentDB/databaseAccounts/mongodbDatabases': ['2025-10-15', 'MongoDBDatabaseCreateUpdateParameters'],
  },
  '@azure/arm-eventhub@5.2.0': {
    'Microsoft.EventHub/namespaces': ['2024-01-01', 'EHNamespace'],
    'Microsoft.EventHub/namespaces/eventhubs': ['2024-01-01', 'Eventhub'],
    'Microsoft.EventHub/namespaces/authorizationRules': ['2024-01-01', 'AuthorizationRule'],
  },
  '@azure/arm-keyvault@3.2.0': { 'Microsoft.KeyVault/vaults': ['2024-11-01', 'VaultCreateOrUpdateParameters'] },
  '@azure/arm-msi@2.2.0': { 'Microsoft.ManagedIdentity/userAssignedIdentities': ['2024-11-30', 'Identity'] },
  '@azure/arm-mysql-flexible@3.1.0': {
    'Microsoft.DBforMySQL/flexibleServers': ['2021-05-01', 'Server'],
    'Microsoft.DBforMySQL/flexibleServers/configurations': ['2021-05-01', 'Configuration'],
    'Microsoft.DBforMySQL/flexibleServers/databases': ['2021-05-01', 'Database'],
  },
  '@azure/arm-network@33.5.0': {
    'Microsoft.Network/networkSecurityGroups': ['2024-05-01', 'NetworkSecurityGroup'],
    'Microsoft.Network/privateEndpoints': ['2024-05-01', 'PrivateEndpoint'],
    'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': ['2024-05-01', 'PrivateDnsZoneGroup'],
    'Microsoft.Network/virtualNetworks': ['2024-05-01', 'VirtualNetwork'],
  },
  '@azure/arm-operationalinsights@9.0.0': { 'Microsoft.OperationalInsights/workspaces': ['2022-10-01', 'Workspace'] },
  '@azure/arm-postgresql-flexible@8.0.0': {
    'Microsoft.DBforPostgreSQL/flexibleServers': ['2024-08-01', 'Server'],
    'Microsoft.DBforPostgreSQL/flexibleServers/configurations': ['2024-08-01', 'Configuration'],
    'Microsoft.DBforPostgreSQL/flexibleServers/databases': ['2024-08-01', 'Database'],
  },
  '@azure/arm-privatedns@3.2.0': {
    'Microsoft.Network/privateDnsZones': ['2020-06-01', 'PrivateZone'],
    'Microsoft.Network/privateDnsZones/virtualNetworkLinks': ['2020-06-01', 'VirtualNetworkLink'],
  },
  '@azure/arm-search@3.3.0': { 'Microsoft.Search/searchServices': ['2025-05-01', 'SearchService'] },
  '@azure/arm-servicebus@6.1.0': {
    'Microsoft.ServiceBus/namespaces': ['2021-11-01', 'SBNamespace'],
    'Microsoft.ServiceBus/namespaces/queues': ['2021-11-01', 'SBQueue'],
    'Microsoft.ServiceBus/namespaces/topics': ['2021-11-01', 'SBTopic'],
  },
  '@azure/arm-sql@10.0.0': {
    'Microsoft.Sql/servers': ['2021-11-01-preview', 'Server'],
    'Microsoft.Sql/servers/databases': ['2021-11-01-preview', 'Database'],
    'Microsoft.Sql/servers/virtualNetworkRules': ['2021-11-01-preview', 'VirtualNetworkRule'],
  },
  '@azure/arm-storage@18.6.0': {
    'Microsoft.Storage/storageAccounts': ['2024-01-01', 'StorageAccountCreateParameters'],
    'Microsoft.Storage/storageAccounts/blobServices': ['2024-01-01', 'BlobServiceProperties'],
    'Microsoft.Storage/storageAccounts/blobServices/containers': ['2024-01-01', 'BlobContainer'],
    'Microsoft.Storage/storageAccounts/fileServices/shares': ['2024-01-01', 'FileShare'],
  },
};

/** Types whose published client is older than the version we write: by hand, from learn.microsoft.com/azure/templates/microsoft.cache/2025-07-01. */
const string = (...values) => ({ type: 'string', ...(values.length > 0 ? { values } : {}) });
const switched = string('Disabled', 'Enabled');
const shape = (properties) => ({ type: 'object', shape: { properties } });
const required = (field) => ({ ...field, required: true });
const written = {
  'Microsoft.Cache/redisEnterprise@2025-07-01': {
    location: required(string()),
    tags: { type: 'map', of: string() },
    sku: required(shape({ name: required(string()), capacity: { type: 'number' } })),
    properties: required(
      shape({
        highAvailability: switched,
        minimumTlsVersion: string('1.2'),
        publicNetworkAccess: required(switched),
        encryption: { type: 'any' },
      }),
    ),
  },
  'Microsoft.Cache/redisEnterprise/databases@2025-07-01': {
    properties: shape({
      accessKeysAuthentication: switched,
      clientProtocol: string('Encrypted', 'Plaintext'),
      clusteringPolicy: string('EnterpriseCluster', 'NoCluster', 'OSSCluster'),
      evictionPolicy: string(
        'AllKeysLFU',
        'AllKeysLRU',
        'AllKeysRandom',
        'NoEviction',
        'VolatileLFU',
        'VolatileLRU',
        'VolatileRandom',
        'VolatileTTL',
      ),
      persistence: { type: 'any' },
      port: { type: 'number' },
    }),
  },
};

const target = join(import.meta.dirname, '../packages/targets/azure/src/testing/schema/schemas.json');
const work = mkdtempSync(join(tmpdir(), 'azure-schemas-'));
const result = {};
try {
  for (const [source, types] of Object.entries(sources)) {
    const tarball = execFileSync('npm', ['pack', '--silent', source], { cwd: work, encoding: 'utf8' }).trim();
    const folder = join(work, tarball.replace('.tgz', ''));
    execFileSync('mkdir', [folder]);
    execFileSync('tar', ['xzf', join(work, tarball), '-C', folder, '--strip-components=1']);
    const [file] = globSync(['dist/esm/models/mappers.js', 'dist-esm/src/models/mappers.js'], { cwd: folder });
    const mappers = await import(pathToFileURL(join(folder, file)).href);
    const enums = enumsOf(folder, file);
    for (const [type, [apiVersion, name]] of Object.entries(types)) {
      const mapper = Object.values(mappers).find((each) => each?.type?.className === name);
      if (!mapper) throw new Error(`${source} has no ${name}`);
      const classes = {};
      const body = classOf(name, { mappers, enums, classes });
      result[`${type}@${apiVersion}`] = { source, body, classes };
    }
  }
} finally {
  rmSync(work, { recursive: true });
}
for (const [type, properties] of Object.entries(written))
  result[type] = { source: 'learn.microsoft.com/azure/templates', body: 'Body', classes: { Body: { properties } } };
writeFileSync(target, `${JSON.stringify(sorted(result))}\n`);
console.log(`${Object.keys(result).length} types`);

/** Class to property of the client to its known values, from the declarations: an extensible enumeration is a string to the mapper. */
function enumsOf(folder, file) {
  const [declarations] = globSync(
    [file.replace('.js', '.d.ts').replace('mappers', 'index'), 'types/*.d.ts', 'dist/esm/models/index.d.ts'],
    { cwd: folder },
  );
  const text = readFileSync(join(folder, declarations), 'utf8');
  const known = new Map(
    [...text.matchAll(/export declare enum Known(\w+) \{(.*?)^\s*\}/gms)].map(([, name, body]) => [
      name,
      [...body.matchAll(/= "([^"]*)"/g)].map(([, value]) => value),
    ]),
  );
  const classes = new Map();
  for (const [, name, body] of text.matchAll(/export (?:declare )?interface (\w+)[^{]*\{(.*?)^\}/gms)) {
    const properties = [...body.matchAll(/(?:\/\*\*(.*?)\*\/)?\s+(?:readonly )?(\w+)\??: (\w+)(?:\[\])?;/gs)];
    classes.set(
      name,
      new Map(
        properties.map(([, comment = '', property, type]) => [property, { values: known.get(type), constraints: limitsIn(comment) }]),
      ),
    );
  }
  return classes;
}

/** Limits that only stand in words: `Minimum value is 1. Maximum value is 10.` */
function limitsIn(comment) {
  const limit = (word) => new RegExp(`${word} value is (\\d+)`, 'i').exec(comment)?.[1];
  const [least, most] = [limit('minimum'), limit('maximum')];
  return { ...(least ? { InclusiveMinimum: Number(least) } : {}), ...(most ? { InclusiveMaximum: Number(most) } : {}) };
}

function classOf(name, context) {
  const { mappers, classes, enums } = context;
  if (!classes[name]) {
    const shape = { properties: {} };
    classes[name] = shape;
    const mapper = Object.values(mappers).find((each) => each?.type?.className === name);
    const families = Object.entries(mappers.discriminators ?? {})
      .filter(([key]) => key.split('.')[0] === (mapper.type.uberParent ?? name) && mapper.type.polymorphicDiscriminator)
      .map(([, each]) => each);
    for (const each of [mapper, ...families]) {
      for (const [property, field] of Object.entries(each.type.modelProperties ?? {})) {
        const declared = enums.get(each.type.className)?.get(property);
        place(
          shape,
          (field.serializedName ?? property)
            .replaceAll('\\.', '\0')
            .split('.')
            .map((part) => part.replaceAll('\0', '.')),
          fieldOf(field, declared, context),
        );
      }
    }
    if (mapper.type.additionalProperties) shape.open = true;
  }
  return name;
}

/** `properties.network.id` is a property inside of two objects. */
function place(shape, [first, ...rest], field) {
  if (rest.length === 0) {
    shape.properties[first] = field;
    return;
  }
  shape.properties[first] ??= { type: 'object', shape: { properties: {} } };
  place(shape.properties[first].shape, rest, field);
}

function fieldOf(field, declared, context) {
  const { type, required, readOnly } = field;
  const constraints = { ...declared?.constraints, ...field.constraints };
  return {
    ...typeOf(type, declared?.values, context),
    ...(required && !readOnly ? { required: true } : {}),
    ...(readOnly ? { readOnly: true } : {}),
    ...(Object.keys(constraints).length > 0
      ? { constraints: Object.fromEntries(Object.entries(constraints).map(([key, is]) => [key, is instanceof RegExp ? is.source : is])) }
      : {}),
  };
}

function typeOf(type, values, context) {
  switch (type.name) {
    case 'Composite':
      return { type: 'class', class: classOf(type.className, context) };
    case 'Sequence':
      return { type: 'list', of: typeOf(type.element.type, values, context) };
    case 'Dictionary':
      return { type: 'map', of: typeOf(type.value.type, values, context) };
    case 'Enum':
      return { type: typeof type.allowedValues[0] === 'number' ? 'number' : 'string', values: type.allowedValues.map(String) };
    case 'Number':
      return { type: 'number' };
    case 'Boolean':
      return { type: 'boolean' };
    case 'any':
    case 'Object':
      return { type: 'any' };
    default:
      return { type: 'string', ...(values ? { values } : {}) };
  }
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key])]),
  );
}
