import type { PriceKind, Unit } from './kind.ts';

/**
 * Where the Cloud Billing Catalog has a price: the SKU of `service` whose description is `sku` (`*` is any words). `times` of the
 * list's units are one of ours.
 */
export interface GcpPlace {
  readonly service: string;
  readonly sku: string;
  readonly times?: number;
}

const of = (key: string, unit: Unit, what: string, place: GcpPlace | null = null): PriceKind<GcpPlace> => ({
  key: `gcp.${key}`,
  unit,
  what,
  place,
});

/** What Google Cloud charges for what targets make there. */
export const gcpPrices: readonly PriceKind<GcpPlace>[] = [
  of('run.vcpu', 'vCPU-hour', 'Cloud Run, a vCPU that is always there'),
  of('run.memory', 'GB-hour', 'Cloud Run, memory that is always there'),
  of('run-request.vcpu', 'vCPU-hour', 'Cloud Run, a vCPU while a request is answered'),
  of('run-request.memory', 'GB-hour', 'Cloud Run, memory while a request is answered'),
  of('run-request.request', 'million requests', 'Cloud Run, requests'),
  of('run-idle.vcpu', 'vCPU-hour', 'Cloud Run, a vCPU of an idle minimum instance'),
  of('run-idle.memory', 'GB-hour', 'Cloud Run, memory of an idle minimum instance'),
  of('run-job.vcpu', 'vCPU-hour', 'Cloud Run job, a vCPU'),
  of('run-job.memory', 'GB-hour', 'Cloud Run job, memory'),
  of('run-gpu.{class}', 'hour', 'Cloud Run, a GPU'),
  of('sql.vcpu', 'vCPU-hour', 'Cloud SQL Enterprise, a vCPU in one zone'),
  of('sql.memory', 'GB-hour', 'Cloud SQL Enterprise, memory in one zone'),
  of('sql-shared.{class}', 'hour', 'Cloud SQL Enterprise, a shared-core instance in one zone'),
  of('sql-storage.ssd', 'GB-month', 'Cloud SQL, SSD in one zone'),
  of('sql-standby.vcpu', 'vCPU-hour', 'Cloud SQL Enterprise, a vCPU with a standby'),
  of('sql-standby.memory', 'GB-hour', 'Cloud SQL Enterprise, memory with a standby'),
  of('sql-standby-shared.{class}', 'hour', 'Cloud SQL Enterprise, a shared-core instance with a standby'),
  of('sql-standby-storage.ssd', 'GB-month', 'Cloud SQL, SSD with a standby'),
  of('sql-backup', 'GB-month', 'Cloud SQL, backups'),
  of('sql.mssql-express', 'hour', 'Cloud SQL, licence of SQL Server Express'),
  of('memorystore.redis.basic.{class}', 'GB-hour', 'Memorystore for Redis, basic, of a capacity tier (M1: up to 4 GB)'),
  of('memorystore.redis.standard.{class}', 'GB-hour', 'Memorystore for Redis, with a replica, of a capacity tier'),
  of('memorystore.valkey.{class}', 'hour', 'Memorystore for Valkey, a node'),
  of('memorystore.memcached.vcpu', 'vCPU-hour', 'Memorystore for Memcached, a vCPU'),
  of('memorystore.memcached.memory', 'GB-hour', 'Memorystore for Memcached, memory'),
  of('storage.standard', 'GB-month', 'Cloud Storage Standard'),
  of('storage.write', 'thousand requests', 'Cloud Storage, class A operations'),
  of('storage.read', 'thousand requests', 'Cloud Storage, class B operations'),
  of('artifact-registry.storage', 'GB-month', 'Artifact Registry, images'),
  of('pubsub.data', 'GB', 'Pub/Sub, written and delivered'),
  of('scheduler.job', 'month', 'Cloud Scheduler, a job'),
  of('tasks', 'million requests', 'Cloud Tasks'),
  of('secret', 'month', 'Secret Manager, a version of a secret in one place'),
  of('secret.read', 'thousand requests', 'Secret Manager, reads'),
  of('kms.key', 'month', 'Cloud KMS, a key version'),
  of('logging.in', 'GB', 'Cloud Logging, written'),
  of('firestore.read', 'million requests', 'Firestore, documents read'),
  of('firestore.write', 'million requests', 'Firestore, documents written'),
  of('firestore.delete', 'million requests', 'Firestore, documents deleted'),
  of('firestore.storage', 'GB-month', 'Firestore, what it holds'),
  of('spanner.node', 'hour', 'Spanner, a node in one region'),
  of('spanner.storage', 'GB-month', 'Spanner, what it holds'),
  of('gce.{class}', 'hour', 'Compute Engine'),
  of('gpu.{class}', 'hour', 'a GPU of Compute Engine'),
  of('disk.balanced', 'GB-month', 'balanced persistent disk'),
  of('disk.ssd', 'GB-month', 'SSD persistent disk'),
  of('disk.standard', 'GB-month', 'standard persistent disk'),
  of('filestore.{class}', 'GB-month', 'Filestore'),
  of('lb.rule', 'hour', 'load balancer, the first five forwarding rules'),
  of('lb.data', 'GB', 'what goes through a load balancer'),
  of('nat.hour', 'hour', 'Cloud NAT, one machine behind it'),
  of('nat.data', 'GB', 'what goes through Cloud NAT'),
  of('ipv4', 'hour', 'external IPv4 address in use'),
  of('vpc-connector', 'hour', 'VPC connector, a machine'),
  of('transfer.out', 'GB', 'data to the internet, premium tier'),
  of('build.minute', 'minute', 'Cloud Build, e2-standard-2'),
];
