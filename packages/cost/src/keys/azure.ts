import type { PriceKind, Unit } from './kind.ts';

/**
 * Where the Retail Prices API has a price: the meter of `service` with these fields, `*` being any words. The list's price times
 * `times` is that of our unit. https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export interface AzurePlace {
  readonly service: string;
  readonly fields: Readonly<Partial<Record<'productName' | 'skuName' | 'armSkuName' | 'meterName' | 'unitOfMeasure', string>>>;
  /** The class it is the price of, where the list says it in other words. */
  readonly class?: string;
  readonly times?: number;
}

const of = (key: string, unit: Unit, what: string, ...places: readonly AzurePlace[]): PriceKind<AzurePlace> => ({
  key: `azure.${key}`,
  unit,
  what,
  places,
});
const at = (service: string, fields: AzurePlace['fields'], rest: Pick<AzurePlace, 'class' | 'times'> = {}): AzurePlace => ({
  service,
  fields,
  ...rest,
});

const apps = (meterName: string, times = 3600): AzurePlace =>
  at('Azure Container Apps', { productName: 'Azure Container Apps', meterName }, { times });
const appsGpu = (meter: string, name: string): AzurePlace => ({ ...apps(`Standard ${meter} GPU Usage`), class: name });
/** Burstable servers are named otherwise in the list than in a template. */
const burstable = (engine: string): AzurePlace[] =>
  ['B1ms', 'B2s', 'B2ms', 'B4ms', 'B8ms'].map((size) =>
    at(
      `Azure Database for ${engine}`,
      { productName: `Azure Database for ${engine} Flexible Server Burstable BS Series Compute`, meterName: meterOf(engine, size) },
      { class: size },
    ),
  );
const dedicated = at('Azure Database for PostgreSQL', {
  productName: 'Azure Database for PostgreSQL Flexible Server * Series Compute',
  armSkuName: 'Standard_{class}',
});
/** Larger MySQL servers are listed by the vCore of their series. */
const series = { 'General Purpose': 'ds_v4', 'General Purpose Ddsv5': 'ds_v5', 'General Purpose Dadsv5': 'ads_v5' };
const byCore = Object.entries(series).flatMap(([name, suffix]) =>
  [2, 4, 8, 16].map((cores) =>
    at(
      'Azure Database for MySQL',
      { productName: `Azure Database for MySQL Flexible Server ${name} Series Compute`, skuName: 'vCore' },
      { class: `D${cores}${suffix}`, times: cores },
    ),
  ),
);
const registry = (name: string): AzurePlace => at('Container Registry', { meterName: `${name} Registry Unit` }, { class: name });
const blob = (meterName: string): AzurePlace => at('Storage', { productName: 'General Block Blob v2', skuName: 'Hot LRS', meterName });
const tenThousand = { times: 0.1 };

/** What Azure charges for what targets make there. */
export const azurePrices: readonly PriceKind<AzurePlace>[] = [
  of('container-apps.vcpu', 'vCPU-hour', 'Container Apps, a vCPU at work', apps('Standard vCPU Active Usage')),
  of('container-apps.memory', 'GB-hour', 'Container Apps, memory at work', apps('Standard Memory Active Usage')),
  of('container-apps-idle.vcpu', 'vCPU-hour', 'Container Apps, a vCPU of an idle replica', apps('Standard vCPU Idle Usage')),
  of('container-apps-idle.memory', 'GB-hour', 'Container Apps, memory of an idle replica', apps('Standard Memory Idle Usage')),
  of('container-apps.request', 'million requests', 'Container Apps, requests', apps('Standard Requests', 1)),
  of('container-apps-gpu.{class}', 'hour', 'Container Apps, a GPU (T4, A100)', appsGpu('NC T4 v3', 'T4'), appsGpu('NC A100 v4', 'A100')),
  of('container-apps-dedicated.plan', 'hour', 'Container Apps, management of a dedicated plan', apps('Dedicated Plan Management', 1)),
  of('container-apps-dedicated.vcpu', 'vCPU-hour', 'Container Apps dedicated, a vCPU', apps('Dedicated vCPU Usage', 1)),
  of('container-apps-dedicated.memory', 'GB-hour', 'Container Apps dedicated, memory', apps('Dedicated Memory Usage', 1)),
  of('postgres.Standard_{class}', 'hour', 'PostgreSQL flexible server', dedicated, ...burstable('PostgreSQL')),
  of('postgres-storage', 'GB-month', 'its storage', storage('PostgreSQL', 'Az DB for PostgreSQL Flexible Server Storage')),
  of('postgres-backup', 'GB-month', 'its backups beyond its size', backup('PostgreSQL')),
  of('mysql.Standard_{class}', 'hour', 'MySQL flexible server', ...byCore, ...burstable('MySQL')),
  of('mysql-storage', 'GB-month', 'its storage', storage('MySQL', 'Azure Database for MySQL Flexible Server Storage')),
  of('sql-serverless.vcpu', 'vCPU-hour', 'SQL Database serverless, general purpose', serverless()),
  of('sql.{class}', 'day', 'SQL Database by DTU (Basic, S0)', dtu('B DTU', 'Basic'), dtu('S0 DTUs', 'S0'), dtu('S1 DTUs', 'S1')),
  of(
    'sql-storage',
    'GB-month',
    'SQL Database storage, general purpose',
    at('SQL Database', {
      productName: 'SQL Database Single/Elastic Pool General Purpose - Storage',
      meterName: 'General Purpose Data Stored',
    }),
  ),
  of(
    'redis.{class}',
    'hour',
    'Cache for Redis (Basic_C0, Standard_C1)',
    at('Redis Cache', { armSkuName: 'Azure_Redis_Cache_{class}_Cache', meterName: '* Cache' }),
  ),
  of(
    'managed-redis.{class}',
    'hour',
    'Managed Redis (Balanced_B0), one node',
    at('Redis Cache', { armSkuName: 'Azure_Managed_Redis_{class}', meterName: '* Cache Instance' }),
  ),
  of('storage.blob', 'GB-month', 'blobs, hot, locally redundant', blob('Hot LRS Data Stored')),
  of('storage.write', 'thousand requests', 'blobs, writes', { ...blob('Hot LRS Write Operations'), ...tenThousand }),
  of('storage.read', 'thousand requests', 'blobs, reads', { ...blob('Hot Read Operations'), ...tenThousand }),
  of(
    'storage.files',
    'GB-month',
    'files, hot, locally redundant',
    at('Storage', { productName: 'Files v2', meterName: 'Hot LRS Data Stored' }),
  ),
  of(
    'storage.files-premium',
    'GB-month',
    'files, premium (SSD), as provisioned',
    at('Storage', { productName: 'Premium Files', meterName: 'Premium LRS Provisioned' }),
  ),
  of('acr.{class}', 'day', 'Container Registry (Basic, Standard, Premium)', registry('Basic'), registry('Standard'), registry('Premium')),
  of(
    'acr-task.vcpu',
    'vCPU-hour',
    'Container Registry tasks, a vCPU',
    at('Container Registry', { skuName: 'Basic', meterName: 'Task vCPU Duration' }, { times: 3600 }),
  ),
  of(
    'key-vault.operation',
    'thousand requests',
    'Key Vault, operations on secrets',
    at('Key Vault', { skuName: 'Standard', meterName: 'Operations' }, tenThousand),
  ),
  of('service-bus.basic.operation', 'million requests', 'Service Bus Basic, operations', bus('Basic Messaging Operations')),
  of('service-bus.standard', 'month', 'Service Bus Standard, a namespace', bus('Standard Base Unit', '1/Month')),
  of(
    'service-bus.standard.operation',
    'million requests',
    'Service Bus Standard, operations beyond the first 13 million',
    bus('Standard Messaging Operations'),
  ),
  of(
    'event-hubs.{class}',
    'hour',
    'Event Hubs, a throughput unit (Basic, Standard)',
    at('Event Hubs', { meterName: '{class} Throughput Unit' }),
  ),
  of('event-hubs-event', 'million messages', 'Event Hubs, events written', at('Event Hubs', { meterName: 'Standard Ingress Events' })),
  of('cosmos.ru', 'hour', 'Cosmos DB, 100 request units a second', cosmos({ skuName: 'RUs', meterName: '100 RU/s' })),
  of(
    'cosmos-serverless.ru',
    'million requests',
    'Cosmos DB serverless, request units',
    at('Azure Cosmos DB', { productName: 'Azure Cosmos DB serverless', meterName: '1M RUs' }),
  ),
  of('cosmos.storage', 'GB-month', 'Cosmos DB, what it holds', cosmos({ skuName: 'RUs', meterName: 'Data Stored' })),
  of(
    'ai-search.{class}',
    'hour',
    'AI Search, a unit (Basic, S1)',
    search('Basic', 'Basic'),
    search('Standard S1', 'S1'),
    search('Standard S2', 'S2'),
  ),
  of('log-analytics.in', 'GB', 'Log Analytics, written', at('Log Analytics', { meterName: 'Analytics Logs Data Ingestion' })),
  of(
    'log-analytics.storage',
    'GB-month',
    'Log Analytics, kept beyond 31 days',
    at('Log Analytics', { meterName: 'Analytics Logs Data Retention' }),
  ),
  of('email.message', 'thousand messages', 'Communication Services, mail sent'),
  of('vm.{class}', 'hour', 'virtual machine with Linux'),
  of(
    'disk.{class}',
    'month',
    'managed disk (P10, E10)',
    at('Storage', { productName: '* SSD Managed Disks', meterName: '{class} LRS Disk' }),
  ),
  of(
    'ipv4',
    'hour',
    'public IPv4 address, standard',
    at('Virtual Network', { productName: 'IP Addresses', meterName: 'Standard IPv4 Static Public IP' }),
  ),
  of('nat.hour', 'hour', 'NAT gateway'),
  of('nat.data', 'GB', 'what goes through a NAT gateway'),
  of('private-endpoint', 'hour', 'private endpoint'),
  of('private-dns-zone', 'month', 'private DNS zone'),
  of('load-balancer', 'hour', 'load balancer, standard, its first rules'),
  of('transfer.out', 'GB', 'data to the internet beyond the first 100 GB'),
];

function meterOf(engine: string, size: string): string {
  if (size === 'B1ms' || size === 'B2s' || engine === 'MySQL') return size.toUpperCase();
  return `${size} vCore`;
}

function storage(engine: string, productName: string): AzurePlace {
  return at(`Azure Database for ${engine}`, { productName, meterName: 'Storage Data Stored' });
}

function backup(engine: string): AzurePlace {
  return at(`Azure Database for ${engine}`, {
    productName: `* ${engine} Flexible Server Backup Storage`,
    meterName: 'Backup Storage LRS Data Stored',
  });
}

function serverless(): AzurePlace {
  return at('SQL Database', {
    productName: 'SQL Database General Purpose - Serverless - Compute Gen5',
    skuName: '1 vCore',
    meterName: 'vCore',
  });
}

function dtu(meterName: string, name: string): AzurePlace {
  return at('SQL Database', { productName: 'SQL Database Single *', meterName }, { class: name });
}

function bus(meterName: string, unitOfMeasure = '1M'): AzurePlace {
  return at('Service Bus', { meterName, unitOfMeasure });
}

function cosmos(fields: AzurePlace['fields']): AzurePlace {
  return at('Azure Cosmos DB', { productName: 'Azure Cosmos DB', ...fields });
}

function search(unit: string, name: string): AzurePlace {
  return at('Azure Cognitive Search', { meterName: `${unit} Unit` }, { class: name });
}
