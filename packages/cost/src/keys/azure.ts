import type { PriceKind, Unit } from './kind.ts';

/**
 * Where the Retail Prices API has a price: the row of `service` with these fields (`meterName`, `productName`, `skuName`,
 * `armSkuName`). `times` of the list's units are one of ours.
 */
export interface AzurePlace {
  readonly service: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly times?: number;
}

const of = (key: string, unit: Unit, what: string, place: AzurePlace | null = null): PriceKind<AzurePlace> => ({
  key: `azure.${key}`,
  unit,
  what,
  place,
});

/** What Azure charges for what targets make there. */
export const azurePrices: readonly PriceKind<AzurePlace>[] = [
  of('container-apps.vcpu', 'vCPU-hour', 'Container Apps, a vCPU at work'),
  of('container-apps.memory', 'GB-hour', 'Container Apps, memory at work'),
  of('container-apps-idle.vcpu', 'vCPU-hour', 'Container Apps, a vCPU of an idle replica'),
  of('container-apps-idle.memory', 'GB-hour', 'Container Apps, memory of an idle replica'),
  of('container-apps.request', 'million requests', 'Container Apps, requests'),
  of('container-apps-gpu.{class}', 'hour', 'Container Apps, a GPU (T4, A100)'),
  of('container-apps-dedicated.plan', 'hour', 'Container Apps, management of a dedicated plan'),
  of('container-apps-dedicated.vcpu', 'vCPU-hour', 'Container Apps dedicated, a vCPU'),
  of('container-apps-dedicated.memory', 'GB-hour', 'Container Apps dedicated, memory'),
  of('postgres.{class}', 'hour', 'PostgreSQL flexible server'),
  of('postgres-storage', 'GB-month', 'its storage'),
  of('postgres-backup', 'GB-month', 'its backups beyond its size'),
  of('mysql.{class}', 'hour', 'MySQL flexible server'),
  of('mysql-storage', 'GB-month', 'its storage'),
  of('sql-serverless.vcpu', 'vCPU-hour', 'SQL Database serverless, general purpose'),
  of('sql.{class}', 'month', 'SQL Database by DTU (Basic, S0)'),
  of('sql-storage', 'GB-month', 'SQL Database storage'),
  of('redis.{class}', 'hour', 'Cache for Redis (Basic_C0, Standard_C1)'),
  of('managed-redis.{class}', 'hour', 'Managed Redis (Balanced_B0), one node'),
  of('storage.blob', 'GB-month', 'blobs, hot, locally redundant'),
  of('storage.write', 'thousand requests', 'blobs, writes'),
  of('storage.read', 'thousand requests', 'blobs, reads'),
  of('storage.files', 'GB-month', 'files, hot, locally redundant'),
  of('acr.{class}', 'day', 'Container Registry (Basic, Standard, Premium)'),
  of('acr-task.vcpu', 'vCPU-hour', 'Container Registry tasks, a vCPU'),
  of('key-vault.operation', 'thousand requests', 'Key Vault, operations on secrets'),
  of('service-bus.basic.operation', 'million requests', 'Service Bus Basic, operations'),
  of('service-bus.standard', 'month', 'Service Bus Standard, a namespace'),
  of('service-bus.standard.operation', 'million requests', 'Service Bus Standard, operations beyond the first 13 million'),
  of('event-hubs.{class}', 'hour', 'Event Hubs, a throughput unit (Basic, Standard)'),
  of('event-hubs-event', 'million messages', 'Event Hubs, events written'),
  of('cosmos.ru', 'hour', 'Cosmos DB, 100 request units a second'),
  of('cosmos-serverless.ru', 'million requests', 'Cosmos DB serverless, request units'),
  of('cosmos.storage', 'GB-month', 'Cosmos DB, what it holds'),
  of('ai-search.{class}', 'hour', 'AI Search, a unit (Basic, Standard_S1)'),
  of('log-analytics.in', 'GB', 'Log Analytics, written'),
  of('log-analytics.storage', 'GB-month', 'Log Analytics, kept beyond 31 days'),
  of('email.message', 'thousand messages', 'Communication Services, mail sent'),
  of('vm.{class}', 'hour', 'virtual machine with Linux'),
  of('disk.{class}', 'month', 'managed disk (P10, E10)'),
  of('ipv4', 'hour', 'public IPv4 address, standard'),
  of('nat.hour', 'hour', 'NAT gateway'),
  of('nat.data', 'GB', 'what goes through a NAT gateway'),
  of('private-endpoint', 'hour', 'private endpoint'),
  of('transfer.out', 'GB', 'data to the internet beyond the first 100 GB'),
];
