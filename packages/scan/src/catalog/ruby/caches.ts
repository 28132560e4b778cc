import type { Library, SettingRule } from '../library.ts';
import { server } from './databases.ts';

const redisAt = (prefix: string): SettingRule[] =>
  Object.entries({ ...server, db: 'database' } as const).map(([key, carries]) => ({
    path: `${prefix}.${key}`,
    resource: 'redis',
    carries,
  }));

/** Redis and what works through it, Memcached. */
export const cacheLibraries: readonly Library[] = [
  {
    language: 'ruby',
    packages: [
      'redis',
      'redis-client',
      'hiredis',
      'hiredis-client',
      'redis-rails',
      'redis-store',
      'redis-actionpack',
      'redis-activesupport',
      'redis-namespace',
      'kredis',
      'readthis',
    ],
    modules: ['Redis', 'RedisClient', 'Kredis'],
    drives: 'redis',
    clients: [
      {
        calls: ['Redis', 'Redis.connect', 'RedisClient.config', 'RedisClient', 'Redis.Store', 'Redis.Cluster'],
        resource: 'redis',
        arguments: { ...server, db: 'database', nodes: 'url' },
        environment: { REDIS_URL: 'url' },
        silent: 'redis://127.0.0.1:6379',
      },
    ],
    settings: [
      ...['yaml.redis', 'yaml.redis.production', 'yaml.redis.*', 'yaml.redis.production.*', 'yaml.redis.shared'].flatMap(redisAt),
      { path: 'yaml.redis.production', resource: 'redis', carries: 'url' },
      { path: 'Redis.current', resource: 'redis', carries: 'url' },
    ],
  },
  {
    language: 'ruby',
    packages: ['sidekiq', 'sidekiq-pro'],
    modules: ['Sidekiq'],
    drives: 'redis',
    alone: 'required',
    settings: [
      'Sidekiq.configure_server().redis',
      'Sidekiq.configure_client().redis',
      'Sidekiq.redis',
      'Sidekiq.default_configuration.redis',
    ].flatMap((prefix) => redisAt(prefix)),
  },
  {
    language: 'ruby',
    packages: ['resque', 'resque-scheduler'],
    modules: ['Resque'],
    drives: 'redis',
    alone: 'required',
    settings: [{ path: 'Resque.redis', resource: 'redis', carries: 'url' }, ...redisAt('Resque.redis')],
  },
  {
    language: 'ruby',
    packages: ['rails', 'activesupport'],
    modules: ['ActiveSupport', 'ActionCable'],
    clients: [
      { calls: ['ActiveSupport.Cache.RedisCacheStore'], resource: 'redis', arguments: server, environment: { REDIS_URL: 'url' } },
      { calls: ['ActiveSupport.Cache.MemCacheStore'], resource: 'memcached', arguments: { '0': 'url' } },
    ],
    settings: [
      ...['redis_cache_store', 'redis_store', 'readthis_store'].flatMap((store) => [
        ...redisAt(`**.cache_store.${store}`),
        { path: `**.cache_store.${store}`, resource: 'redis', carries: 'url' } as const,
      ]),
      { path: '**.cache_store.mem_cache_store', resource: 'memcached', carries: 'url' },
      { path: '**.cache_store.dalli_store', resource: 'memcached', carries: 'url' },
      ...['redis_store', 'redis_session_store'].flatMap((store): SettingRule[] => [
        { path: `**.session_store.${store}.servers`, resource: 'redis', carries: 'url' },
        { path: `**.session_store.${store}.url`, resource: 'redis', carries: 'url' },
        ...redisAt(`**.session_store.${store}.redis`),
      ]),
      {
        path: 'yaml.cable.production.url',
        resource: { told: 'adapter', contains: { redis: 'redis', postgres: 'postgres' } },
        carries: 'url',
        among: ['redis'],
      },
      {
        path: 'yaml.cable.production.password',
        resource: { told: 'adapter', contains: { redis: 'redis' } },
        carries: 'password',
        among: ['redis'],
      },
    ],
  },
  {
    language: 'ruby',
    packages: ['dalli', 'memcachier'],
    modules: ['Dalli'],
    drives: 'memcached',
    clients: [
      {
        calls: ['Dalli.Client'],
        resource: 'memcached',
        arguments: { '0': { property: 'url', form: 'host:port' }, username: 'user', password: 'password' },
        environment: { MEMCACHE_SERVERS: { property: 'url', form: 'host:port' } },
        silent: '127.0.0.1:11211',
      },
    ],
  },
];
