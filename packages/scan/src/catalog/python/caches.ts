import type { ResourceType } from '@groundwork/blueprint';
import type { Carries, ClientRule, Library } from '../library.ts';

const redisParts: Readonly<Record<string, Carries>> = {
  host: 'host',
  port: 'port',
  db: 'database',
  username: 'user',
  password: 'password',
  '0': 'host',
  '1': 'port',
  '2': 'database',
  '3': 'password',
  url: 'url',
  'startup_nodes.0.host': 'host',
};

const redisModules = [
  'redis',
  'redis.asyncio',
  'redis.client',
  'redis.asyncio.client',
  'redis.cluster',
  'redis.asyncio.cluster',
  'redis.asyncio.connection',
  'redis.connection',
  'aioredis',
  'aioredis.client',
  'valkey',
  'valkey.asyncio',
  'coredis',
  'fakeredis',
];

const redisClasses = [
  'Redis',
  'StrictRedis',
  'ConnectionPool',
  'BlockingConnectionPool',
  'RedisCluster',
  'Valkey',
  'Connection',
  'SSLConnection',
];

const redisByParts: ClientRule = {
  calls: redisModules.filter((name) => name !== 'fakeredis').flatMap((module) => redisClasses.map((name) => `${module}.${name}`)),
  resource: 'redis',
  arguments: redisParts,
  silent: 'localhost:6379',
};

const redisByUrl: ClientRule = {
  calls: redisModules.flatMap((module) => ['', ...redisClasses.map((name) => `.${name}`)].map((name) => `${module}${name}.from_url`)),
  resource: 'redis',
  arguments: { '0': 'url', url: 'url' },
};

const cacheTypes: readonly ResourceType[] = ['redis', 'memcached', 'mongodb', 'postgres'];

/** Redis, memcached, and what keeps limits, sessions and cached pages in them. */
export const cacheLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['redis', 'aioredis', 'valkey', 'coredis', 'redis-py-cluster', 'hiredis'],
    modules: ['redis', 'aioredis', 'valkey', 'coredis', 'rediscluster'],
    drives: 'redis',
    clients: [
      redisByParts,
      redisByUrl,
      {
        calls: ['aioredis.create_redis_pool', 'aioredis.create_redis', 'aioredis.create_pool', 'rediscluster.RedisCluster'],
        resource: 'redis',
        arguments: { '0': 'url', address: 'url', host: 'host', port: 'port', password: 'password' },
      },
      { calls: ['redis.sentinel.Sentinel', 'redis.asyncio.sentinel.Sentinel'], resource: 'redis', arguments: { password: 'password' } },
    ],
  },
  {
    language: 'python',
    packages: ['upstash-redis'],
    clients: [
      { calls: ['upstash_redis.Redis', 'upstash_redis.asyncio.Redis'], resource: 'redis', arguments: { url: 'url', token: 'password' } },
      {
        calls: ['upstash_redis.Redis.from_env'],
        resource: 'redis',
        arguments: {},
        environment: { UPSTASH_REDIS_REST_URL: 'url', UPSTASH_REDIS_REST_TOKEN: 'password' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['redis-om'],
    modules: ['redis_om', 'aredis_om'],
    clients: [
      {
        calls: ['redis_om.get_redis_connection', 'aredis_om.get_redis_connection', 'redis_om.Migrator', 'aredis_om.Migrator'],
        resource: 'redis',
        arguments: { url: 'url', host: 'host', port: 'port', password: 'password' },
        environment: { REDIS_OM_URL: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['walrus'],
    clients: [{ calls: ['walrus.Database', 'walrus.Walrus'], resource: 'redis', arguments: redisParts }],
  },
  {
    language: 'python',
    packages: ['django-redis', 'django-valkey', 'django-redis-cache'],
    modules: ['django_redis', 'django_valkey', 'redis_cache'],
    drives: 'redis',
  },
  {
    language: 'python',
    packages: ['channels-redis'],
    modules: ['channels_redis'],
    drives: 'redis',
    clients: [
      {
        calls: ['channels_redis.core.RedisChannelLayer', 'channels_redis.pubsub.RedisPubSubChannelLayer'],
        resource: 'redis',
        arguments: { hosts: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['pymemcache'],
    drives: 'memcached',
    clients: [
      {
        calls: [
          'pymemcache.Client',
          'pymemcache.client.Client',
          'pymemcache.client.base.Client',
          'pymemcache.client.base.PooledClient',
          'pymemcache.PooledClient',
          'pymemcache.HashClient',
          'pymemcache.client.hash.HashClient',
        ],
        resource: 'memcached',
        arguments: { '0': 'host' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['pylibmc'],
    drives: 'memcached',
    clients: [{ calls: ['pylibmc.Client'], resource: 'memcached', arguments: { '0': 'host' } }],
    systemPackages: ['libmemcached11'],
  },
  {
    language: 'python',
    packages: ['python-memcached', 'aiomcache', 'python-binary-memcached', 'bmemcached'],
    modules: ['memcache', 'aiomcache', 'bmemcached'],
    drives: 'memcached',
    clients: [{ calls: ['memcache.Client', 'aiomcache.Client', 'bmemcached.Client'], resource: 'memcached', arguments: { '0': 'host' } }],
  },
  {
    language: 'python',
    packages: ['django-bmemcached', 'django-pylibmc'],
    modules: ['django_bmemcached', 'django_pylibmc'],
    drives: 'memcached',
  },
  {
    language: 'python',
    packages: ['flask-caching', 'flask-cache'],
    modules: ['flask_caching', 'flask_cache'],
    settings: [
      { path: '**.CACHE_REDIS_URL', resource: 'redis', carries: 'url' },
      { path: '**.CACHE_REDIS_HOST', resource: 'redis', carries: 'host' },
      { path: '**.CACHE_REDIS_PORT', resource: 'redis', carries: 'port' },
      { path: '**.CACHE_REDIS_PASSWORD', resource: 'redis', carries: 'password' },
      { path: '**.CACHE_REDIS_DB', resource: 'redis', carries: 'database' },
      { path: '**.CACHE_MEMCACHED_SERVERS', resource: 'memcached', carries: 'host' },
    ],
    clients: [
      {
        calls: ['flask_caching.Cache', 'flask_caching.Cache().init_app'],
        resource: { told: 'config.CACHE_TYPE', contains: { redis: 'redis', memcached: 'memcached' } },
        arguments: {
          'config.CACHE_REDIS_URL': 'url',
          'config.CACHE_REDIS_HOST': 'host',
          'config.CACHE_REDIS_PORT': 'port',
          'config.CACHE_REDIS_PASSWORD': 'password',
        },
        among: [],
      },
    ],
  },
  {
    language: 'python',
    packages: ['flask-redis'],
    modules: ['flask_redis'],
    drives: 'redis',
    settings: [{ path: '**.REDIS_URL', resource: 'redis', carries: 'url' }],
  },
  {
    language: 'python',
    packages: ['flask-session'],
    modules: ['flask_session'],
    settings: [
      { path: '**.SESSION_REDIS', resource: 'redis', carries: 'url' },
      { path: '**.SESSION_MONGODB', resource: 'mongodb', carries: 'url' },
      { path: '**.SESSION_MEMCACHED', resource: 'memcached', carries: 'url' },
    ],
  },
  {
    language: 'python',
    packages: ['flask-limiter', 'slowapi', 'limits'],
    modules: ['flask_limiter', 'slowapi', 'limits'],
    clients: [
      {
        calls: [
          'flask_limiter.Limiter',
          'flask_limiter.extension.Limiter',
          'slowapi.Limiter',
          'slowapi.extension.Limiter',
          'limits.storage.storage_from_string',
          'limits.storage.RedisStorage',
          'limits.aio.storage.RedisStorage',
        ],
        resource: 'by-url',
        arguments: { storage_uri: 'url', storage_uri_: 'url', '0': 'url' },
        localWhen: /^(async\+)?memory:/,
        among: [],
      },
    ],
    settings: [
      { path: '**.RATELIMIT_STORAGE_URI', resource: 'by-url', carries: 'url', among: cacheTypes },
      { path: '**.RATELIMIT_STORAGE_URL', resource: 'by-url', carries: 'url', among: cacheTypes },
    ],
  },
  { language: 'python', packages: ['fastapi-limiter', 'fastapi-cache2'], modules: ['fastapi_limiter', 'fastapi_cache'] },
  {
    language: 'python',
    packages: ['aiocache'],
    clients: [
      {
        calls: ['aiocache.RedisCache', 'aiocache.Cache.from_url', 'aiocache.backends.redis.RedisCache'],
        resource: 'redis',
        arguments: { '0': 'url', endpoint: 'host', port: 'port', password: 'password' },
      },
      {
        calls: ['aiocache.MemcachedCache', 'aiocache.backends.memcached.MemcachedCache'],
        resource: 'memcached',
        arguments: { endpoint: 'host', port: 'port' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['cashews'],
    clients: [
      {
        calls: ['cashews.cache.setup', 'cashews.Cache().setup'],
        resource: 'by-url',
        arguments: { '0': 'url' },
        localWhen: /^(mem|disk):/,
        among: ['redis'],
      },
    ],
  },
  {
    language: 'python',
    packages: ['dogpile.cache'],
    modules: ['dogpile.cache'],
    clients: [
      {
        calls: ['dogpile.cache.make_region().configure'],
        resource: { told: '0', contains: { redis: 'redis', memcached: 'memcached' } },
        arguments: { 'arguments.host': 'host', 'arguments.url': 'url', 'arguments.port': 'port' },
        among: [],
      },
    ],
  },
];
