import type { ClientRule, Library } from '../library.ts';

const hostAndPort: ClientRule['arguments'] = { '0': 'host', '1': 'port', host: 'host', port: 'port' };

/** Redis, Memcached. */
export const cacheLibraries: readonly Library[] = [
  {
    language: 'php',
    packages: ['predis/predis'],
    modules: ['Predis'],
    drives: 'redis',
    clients: [
      {
        calls: ['Predis.Client'],
        resource: 'redis',
        arguments: {
          '0': 'url',
          host: 'host',
          port: 'port',
          username: 'user',
          password: 'password',
          '1.parameters.password': 'password',
          '1.parameters.username': 'user',
        },
        silent: 'tcp://127.0.0.1:6379',
      },
    ],
  },
  {
    language: 'php',
    packages: ['ext-redis'],
    modules: ['Redis'],
    drives: 'redis',
    clients: [
      {
        calls: ['Redis().connect', 'Redis().pconnect', 'Redis().open', 'Redis().popen', 'Relay.Relay().connect'],
        resource: 'redis',
        arguments: hostAndPort,
      },
      { calls: ['Redis().auth'], resource: 'redis', arguments: { '0': 'password', pass: 'password', '0.1': 'password', '0.0': 'user' } },
      { calls: ['Redis().select'], resource: 'redis', arguments: { '0': 'database' } },
      { calls: ['RedisCluster'], resource: 'redis', arguments: { '1': 'host' } },
    ],
  },
  {
    language: 'php',
    packages: ['symfony/cache'],
    modules: ['Symfony\\Component\\Cache'],
    clients: [
      {
        calls: [
          'Symfony.Component.Cache.Adapter.RedisAdapter.createConnection',
          'Symfony.Component.Cache.Traits.RedisTrait.createConnection',
        ],
        resource: 'redis',
        arguments: { '0': 'url' },
      },
      {
        calls: ['Symfony.Component.Cache.Adapter.MemcachedAdapter.createConnection'],
        resource: 'memcached',
        arguments: { '0': 'url' },
      },
    ],
  },
  {
    language: 'php',
    packages: ['ext-memcached', 'ext-memcache'],
    modules: ['Memcached', 'Memcache'],
    drives: 'memcached',
    clients: [
      {
        calls: ['Memcached().addServer', 'Memcache().connect', 'Memcache().addServer', 'Memcache().pconnect'],
        resource: 'memcached',
        arguments: hostAndPort,
      },
      { calls: ['Memcached().addServers'], resource: 'memcached', arguments: { '0.0.0': 'host', '0.0.1': 'port' } },
    ],
  },
  {
    language: 'php',
    packages: ['colinmollenhour/credis', 'resque/php-resque'],
    modules: ['Credis_Client', 'Resque'],
    drives: 'redis',
    clients: [
      { calls: ['Credis_Client'], resource: 'redis', arguments: { ...hostAndPort, '5': 'password' } },
      { calls: ['Resque.setBackend', 'Resque_Redis'], resource: 'redis', arguments: { '0': 'url' } },
    ],
  },
];
