import type { PriceKind, Unit } from './kind.ts';

/**
 * Where the Cloud Billing Catalog has a price: the SKU of `service` with the description `sku`, `*` being any words. The list's
 * price times `times` is that of our unit. https://docs.cloud.google.com/billing/v1/how-tos/catalog-api
 */
export interface GcpPlace {
  readonly service: string;
  readonly sku: string;
  /** Words of descriptions that are something else. */
  readonly not?: string;
  /** The class it is the price of, where the description says it in other words. */
  readonly class?: string;
  readonly times?: number;
}

const of = (key: string, unit: Unit, what: string, ...places: readonly GcpPlace[]): PriceKind<GcpPlace> => ({
  key: `gcp.${key}`,
  unit,
  what,
  places,
});
const at = (service: string, sku: string, rest: Omit<GcpPlace, 'service' | 'sku'> = {}): GcpPlace => ({ service, sku, ...rest });

const run = (sku: string): GcpPlace => at('Cloud Run', sku, { times: 3600 });
const runGpu = (name: string, gpu: string): GcpPlace => ({ ...run(`${name} GPU with no zonal redundancy in *`), class: gpu });
const sql = (sku: string, name?: string): GcpPlace => at('Cloud SQL', `Cloud SQL for PostgreSQL: ${sku} in *`, name ? { class: name } : {});
const redis = (tier: string): GcpPlace[] =>
  ['M1', 'M2', 'M3', 'M4', 'M5'].map((name) => at('Cloud Memorystore for Redis', `Redis Capacity ${tier} ${name} *`, { class: name }));
const gpu = (name: string, type: string): GcpPlace => at('Compute Engine', `Nvidia ${name} GPU running in *`, { class: type });
const thousand = 1000;
const million = 1_000_000;

/** What Google Cloud charges for what targets make there. GB are GiB. */
export const gcpPrices: readonly PriceKind<GcpPlace>[] = [
  of('run.vcpu', 'vCPU-hour', 'Cloud Run, a vCPU that is always there', run('Services CPU (Instance-based billing) in *')),
  of('run.memory', 'GB-hour', 'Cloud Run, memory that is always there', run('Services Memory (Instance-based billing) in *')),
  of('run-request.vcpu', 'vCPU-hour', 'Cloud Run, a vCPU while a request is answered', run('Services CPU*(Request-based billing)')),
  of('run-request.memory', 'GB-hour', 'Cloud Run, memory while a request is answered', run('Services Memory*(Request-based billing)')),
  of('run-request.request', 'million requests', 'Cloud Run, requests', at('Cloud Run', 'Requests', { times: million })),
  of(
    'run-idle.vcpu',
    'vCPU-hour',
    'Cloud Run, a vCPU of an idle minimum instance',
    run('Services Min Instance CPU*(Request-based billing)'),
  ),
  of(
    'run-idle.memory',
    'GB-hour',
    'Cloud Run, memory of an idle minimum instance',
    run('Services Min Instance Memory*(Request-based billing)'),
  ),
  of('run-job.vcpu', 'vCPU-hour', 'Cloud Run job, a vCPU', run('Jobs CPU in *')),
  of('run-job.memory', 'GB-hour', 'Cloud Run job, memory', run('Jobs Memory in *')),
  of('run-gpu.{class}', 'hour', 'Cloud Run, a GPU', runGpu('NVIDIA L4', 'nvidia-l4'), runGpu('NVIDIA RTX Pro 6000', 'nvidia-rtx-pro-6000')),
  of('sql.vcpu', 'vCPU-hour', 'Cloud SQL Enterprise, a vCPU in one zone', sql('Zonal - vCPU')),
  of('sql.memory', 'GB-hour', 'Cloud SQL Enterprise, memory in one zone', sql('Zonal - RAM')),
  of('sql-shared.{class}', 'hour', 'Cloud SQL Enterprise, a shared-core instance in one zone', ...shared('Zonal')),
  of('sql-storage.ssd', 'GB-month', 'Cloud SQL, SSD in one zone', sql('Zonal - Standard storage')),
  of('sql-standby.vcpu', 'vCPU-hour', 'Cloud SQL Enterprise, a vCPU with a standby', sql('Regional - vCPU')),
  of('sql-standby.memory', 'GB-hour', 'Cloud SQL Enterprise, memory with a standby', sql('Regional - RAM')),
  of('sql-standby-shared.{class}', 'hour', 'Cloud SQL Enterprise, a shared-core instance with a standby', ...shared('Regional')),
  of('sql-standby-storage.ssd', 'GB-month', 'Cloud SQL, SSD with a standby', sql('Regional - Standard storage')),
  of('sql-backup', 'GB-month', 'Cloud SQL, backups', at('Cloud SQL', 'Cloud SQL: Backups in *')),
  of('sql.mssql-express', 'hour', 'Cloud SQL, licence of SQL Server Express'),
  of('memorystore.redis.basic.{class}', 'GB-hour', 'Memorystore for Redis, basic, of a capacity tier (M1: up to 4 GB)', ...redis('Basic')),
  of('memorystore.redis.standard.{class}', 'GB-hour', 'Memorystore for Redis, with a replica, of a capacity tier', ...redis('Standard')),
  of('memorystore.valkey.{class}', 'hour', 'Memorystore for Valkey, a node'),
  of('memorystore.memcached.vcpu', 'vCPU-hour', 'Memorystore for Memcached, a vCPU'),
  of('memorystore.memcached.memory', 'GB-hour', 'Memorystore for Memcached, memory'),
  of('storage.standard', 'GB-month', 'Cloud Storage Standard', at('Cloud Storage', 'Standard Storage *', { not: 'Dual-region' })),
  of('storage.write', 'thousand requests', 'Cloud Storage, class A operations', operations('A')),
  of('storage.read', 'thousand requests', 'Cloud Storage, class B operations', operations('B')),
  of('artifact-registry.storage', 'GB-month', 'Artifact Registry, images', at('Artifact Registry', 'Artifact Registry Storage')),
  of('pubsub.data', 'GB', 'Pub/Sub, written and delivered', at('Cloud Pub/Sub', 'Message Delivery Basic', { times: 1 / 1024 })),
  of('scheduler.job', 'month', 'Cloud Scheduler, a job'),
  of('tasks', 'million requests', 'Cloud Tasks'),
  of('secret', 'month', 'Secret Manager, a version of a secret in one place'),
  of('secret.read', 'thousand requests', 'Secret Manager, reads'),
  of('kms.key', 'month', 'Cloud KMS, a key version'),
  of('logging.in', 'GB', 'Cloud Logging, written', at('Cloud Logging', 'Log Storage cost')),
  of('firestore.read', 'million requests', 'Firestore, documents read'),
  of('firestore.write', 'million requests', 'Firestore, documents written'),
  of('firestore.delete', 'million requests', 'Firestore, documents deleted'),
  of('firestore.storage', 'GB-month', 'Firestore, what it holds'),
  of('spanner.node', 'hour', 'Spanner, a node in one region'),
  of('spanner.storage', 'GB-month', 'Spanner, what it holds'),
  of('gce.{class}', 'hour', 'Compute Engine'),
  of('gpu.{class}', 'hour', 'a GPU of Compute Engine', gpu('L4', 'nvidia-l4'), gpu('Tesla T4', 'nvidia-tesla-t4')),
  of('disk.balanced', 'GB-month', 'balanced persistent disk', at('Compute Engine', 'Balanced PD Capacity*', { not: 'Regional' })),
  of('disk.ssd', 'GB-month', 'SSD persistent disk', at('Compute Engine', 'SSD backed PD Capacity*', { not: 'Regional' })),
  of('disk.standard', 'GB-month', 'standard persistent disk', at('Compute Engine', 'Storage PD Capacity*', { not: 'Regional' })),
  of('filestore.{class}', 'GB-month', 'Filestore'),
  of(
    'lb.rule',
    'hour',
    'load balancer, the first five forwarding rules',
    at('Networking', 'Cloud Load Balancer Forwarding Rule Minimum Global'),
  ),
  of(
    'lb.data',
    'GB',
    'what goes through a load balancer',
    at('Networking', 'Global External Application Load Balancer Inbound Data Processing for *'),
  ),
  of('nat.hour', 'hour', 'Cloud NAT, one machine behind it', at('Networking', 'Networking Cloud Nat Gateway Uptime')),
  of('nat.data', 'GB', 'what goes through Cloud NAT', at('Networking', 'Networking Cloud Nat Data Processing')),
  of('ipv4', 'hour', 'external IPv4 address in use', at('Compute Engine', 'External IP Charge on a Standard VM')),
  of('vpc-connector', 'hour', 'VPC connector, a machine'),
  of('transfer.out', 'GB', 'data to the internet, premium tier'),
  of('build.minute', 'minute', 'Cloud Build, e2-standard-2'),
];

function shared(availability: string): GcpPlace[] {
  return [sql(`${availability} - Micro instance`, 'db-f1-micro'), sql(`${availability} - Small instance`, 'db-g1-small')];
}

function operations(group: string): GcpPlace {
  return at('Cloud Storage', `Regional Standard Class ${group} Operations`, { times: thousand });
}
