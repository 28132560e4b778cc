import type { Carries, Library } from '../library.ts';

const address: Carries = { property: 'host', form: 'host:port' };

/** The options of both go-redis modules, by key. */
const redisOptions: Readonly<Record<string, Carries>> = {
  Addr: address,
  Addrs: address,
  InitAddress: address,
  SentinelAddrs: address,
  Username: 'user',
  Password: 'password',
  DB: 'database',
};

const goRedis = (module: string): Library => ({
  language: 'go',
  packages: [module],
  drives: 'redis',
  clients: [
    {
      calls: ['NewClient', 'NewClusterClient', 'NewUniversalClient', 'NewRing', 'NewFailoverClient', 'NewFailoverClusterClient'].map(
        (name) => `${module}.${name}`,
      ),
      resource: 'redis',
      arguments: redisOptions,
      silent: 'localhost:6379',
    },
    {
      calls: ['Options', 'UniversalOptions', 'ClusterOptions', 'FailoverOptions'].map((name) => `${module}.${name}`),
      resource: 'redis',
      arguments: redisOptions,
    },
    { calls: [`${module}.ParseURL`, `${module}.ParseClusterURL`], resource: 'redis', arguments: { '0': 'url' } },
  ],
  settings: ['Options', 'UniversalOptions'].flatMap((made) =>
    Object.entries(redisOptions).map(([key, carries]) => ({ path: `${module}.${made}().${key}`, resource: 'redis' as const, carries })),
  ),
});

const redigo = (module: string): Library => ({
  language: 'go',
  packages: [module.replace(/\/redis$/, '')],
  modules: [module],
  drives: 'redis',
  clients: [
    { calls: [`${module}.Dial`], resource: 'redis', arguments: { '1': address } },
    { calls: [`${module}.DialContext`], resource: 'redis', arguments: { '2': address } },
    { calls: [`${module}.DialURL`], resource: 'redis', arguments: { '0': 'url' } },
    { calls: [`${module}.DialURLContext`], resource: 'redis', arguments: { '1': 'url' } },
    { calls: [`${module}.DialPassword`], resource: 'redis', arguments: { '0': 'password' } },
    { calls: [`${module}.DialUsername`], resource: 'redis', arguments: { '0': 'user' } },
    { calls: [`${module}.DialDatabase`], resource: 'redis', arguments: { '0': 'database' } },
  ],
});

/** Redis and memcached. */
export const cacheLibraries: readonly Library[] = [
  goRedis('github.com/redis/go-redis'),
  goRedis('github.com/go-redis/redis'),
  redigo('github.com/gomodule/redigo/redis'),
  redigo('github.com/garyburd/redigo/redis'),
  {
    language: 'go',
    packages: ['github.com/redis/rueidis', 'github.com/valkey-io/valkey-go'],
    drives: 'redis',
    clients: [
      {
        calls: [
          'github.com/redis/rueidis.NewClient',
          'github.com/valkey-io/valkey-go.NewClient',
          'github.com/redis/rueidis.ClientOption',
          'github.com/valkey-io/valkey-go.ClientOption',
        ],
        resource: 'redis',
        arguments: { InitAddress: address, Username: 'user', Password: 'password', SelectDB: 'database' },
      },
      {
        calls: ['github.com/redis/rueidis.ParseURL', 'github.com/redis/rueidis.MustParseURL', 'github.com/valkey-io/valkey-go.ParseURL'],
        resource: 'redis',
        arguments: { '0': 'url' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/gofiber/storage/redis'],
    drives: 'redis',
    clients: [
      {
        calls: ['github.com/gofiber/storage/redis.New', 'github.com/gofiber/storage/redis.Config'],
        resource: 'redis',
        arguments: { Host: 'host', Port: 'port', Username: 'user', Password: 'password', Database: 'database', URL: 'url' },
        silent: 'localhost:6379',
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/boj/redistore', 'github.com/gin-contrib/sessions'],
    modules: ['github.com/boj/redistore', 'github.com/gin-contrib/sessions/redis'],
    clients: [
      {
        calls: ['github.com/gin-contrib/sessions/redis.NewStore', 'github.com/boj/redistore.NewRediStore'],
        resource: 'redis',
        arguments: { '2': address, '3': 'password' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/bradfitz/gomemcache'],
    modules: ['github.com/bradfitz/gomemcache/memcache'],
    drives: 'memcached',
    clients: [{ calls: ['github.com/bradfitz/gomemcache/memcache.New'], resource: 'memcached', arguments: { '0': address } }],
  },
];
