import type { DeployedResource } from '@groundwork/provision';
import { nameOf } from '../names.ts';
import type { Context, Made } from '../render/context.ts';
import { addressOf, labelOf, resource as block } from '../terraform/block.ts';
import { expression } from '../terraform/value.ts';

const hours = 730;

/**
 * Memorystore for Redis. It asks for no password: its AUTH string would come to lie in the state of Terraform, and its certificate is
 * of no authority a client knows. Nothing but the environment's own network reaches it.
 */
export function redis(deployed: DeployedResource, { deployment }: Context): Made {
  const { id, settings, resource } = deployed;
  const name = nameOf(deployment, id, 40);
  const standby = settings.highAvailability ?? false;
  const memory = settings.storage ?? 1;
  const instance = block('main', 'google_redis_instance', labelOf(id), {
    name,
    tier: standby ? 'STANDARD_HA' : 'BASIC',
    memory_size_gb: memory,
    region: expression('var.region'),
    redis_version: versionOf(resource.version),
    connect_mode: 'PRIVATE_SERVICE_ACCESS',
    authorized_network: expression('google_compute_network.main.id'),
    persistence_config: standby ? { persistence_mode: 'RDB', rdb_snapshot_period: 'TWELVE_HOURS' } : { persistence_mode: 'DISABLED' },
    deletion_protection: expression(`!contains(var.unprotected, ${JSON.stringify(deployed.name)})`),
    depends_on: ['google_service_networking_connection.services'],
  });
  const address = addressOf(instance);
  return {
    title: `Memorystore for Redis ${standby ? 'with a replica' : 'basic'}, ${memory} GB, private`,
    blocks: [instance],
    // Where the code builds a URL of a user, there is none.
    reach: { port: 6379, user: null, password: null, database: ['0'] },
    values: { host: expression(`${address}.host`), port: '6379' },
    quantities: [
      {
        price: `gcp.memorystore.redis.${standby ? 'standard' : 'basic'}.${tierOf(memory)}`,
        label: `${memory} GB Redis`,
        amount: memory * hours,
      },
    ],
    stateful: true,
    network: 'peered',
    ...(standby
      ? {}
      : { notes: [`${deployed.name}: a restart of Memorystore's basic tier empties it; highAvailability keeps what it holds`] }),
  };
}

export function memcached(deployed: DeployedResource, { deployment }: Context): Made {
  const { id } = deployed;
  const instance = block('main', 'google_memcache_instance', labelOf(id), {
    name: nameOf(deployment, id, 40),
    region: expression('var.region'),
    authorized_network: expression('google_compute_network.main.id'),
    node_count: 1,
    node_config: { cpu_count: 1, memory_size_mb: 1024 },
    memcache_version: 'MEMCACHE_1_6_15',
    deletion_protection: false,
    depends_on: ['google_service_networking_connection.services'],
  });
  const address = addressOf(instance);
  return {
    title: 'Memorystore for Memcached, one node of 1 vCPU 1 GB, private',
    blocks: [instance],
    reach: { port: 11_211, user: null, password: null, database: null },
    values: { host: expression(`${address}.memcache_nodes[0].host`), port: '11211' },
    quantities: [
      { price: 'gcp.memorystore.memcached.vcpu', label: '1 vCPU', amount: hours },
      { price: 'gcp.memorystore.memcached.memory', label: '1 GB memory', amount: hours },
    ],
    stateful: false,
    network: 'peered',
  };
}

/** https://cloud.google.com/memorystore/docs/redis/supported-versions */
function versionOf(asked: string | null): string {
  const known: Readonly<Record<string, string>> = { '5': 'REDIS_5_0', '6': 'REDIS_6_X', '7': 'REDIS_7_2' };
  return known[asked?.split('.')[0] ?? '7'] ?? 'REDIS_7_2';
}

/** Capacity tiers by size: https://cloud.google.com/memorystore/docs/redis/pricing */
function tierOf(gigabytes: number): string {
  const tiers: readonly (readonly [number, string])[] = [
    [4, 'M1'],
    [10, 'M2'],
    [35, 'M3'],
    [100, 'M4'],
  ];
  return tiers.find(([largest]) => gigabytes <= largest)?.[1] ?? 'M5';
}
