import type { Library } from '../library.ts';
import { driver, extending, library, methods, properties } from './entry.ts';

const redisString = { property: 'url', form: 'host:port' } as const;

/** Redis, as a store of its own, a cache, a backplane or a queue; and Memcached. */
export const caches: readonly Library[] = [
  driver('redis', [
    'Microsoft.Extensions.Caching.StackExchangeRedis',
    'Microsoft.AspNetCore.SignalR.StackExchangeRedis',
    'Hangfire.Redis.StackExchange',
    'Hangfire.Pro.Redis',
    'FreeRedis',
    'CSRedisCore',
    'ServiceStack.Redis',
    'Microsoft.AspNetCore.DataProtection.StackExchangeRedis',
    'Redis.OM',
    'EasyCaching.Redis',
    'EasyCaching.CSRedis',
    'StackExchange.Redis.Extensions.Core',
  ]),
  {
    ...library(
      ['StackExchange.Redis', 'StackExchange.Redis.StrongName'],
      ['StackExchange.Redis'],
      [
        {
          calls: [
            'StackExchange.Redis.ConnectionMultiplexer.Connect',
            'StackExchange.Redis.ConnectionMultiplexer.ConnectAsync',
            'StackExchange.Redis.ConfigurationOptions.Parse',
          ],
          resource: 'redis',
          arguments: { '0': redisString, configuration: redisString },
        },
        {
          calls: ['StackExchange.Redis.ConfigurationOptions'],
          resource: 'redis',
          arguments: { EndPoints: 'host', User: 'user', Password: 'password' },
        },
        { calls: ['StackExchange.Redis.ConfigurationOptions().EndPoints.Add'], resource: 'redis', arguments: { '0': 'host', '1': 'port' } },
      ],
      properties('StackExchange.Redis.ConfigurationOptions', 'redis', { Password: 'password', User: 'user' }),
    ),
    drives: 'redis',
  },
  library(
    ['Microsoft.Extensions.Caching.StackExchangeRedis', 'Microsoft.Extensions.Caching.Redis'],
    extending,
    [
      methods(['AddStackExchangeRedisCache', 'AddDistributedRedisCache'], 'redis', {}),
      methods(['AddStackExchangeRedis', 'AddRedis', 'AddStackExchangeRedisOutputCache'], 'redis', { '0': redisString }),
    ],
    ['AddStackExchangeRedisCache', 'AddDistributedRedisCache', 'AddStackExchangeRedisOutputCache'].flatMap((name) =>
      properties(name, 'redis', { Configuration: redisString }),
    ),
  ),
  library(
    ['Hangfire.Redis.StackExchange'],
    ['Hangfire', 'Hangfire.Redis.StackExchange'],
    [methods(['UseRedisStorage'], 'redis', { '0': redisString })],
  ),
  library(
    ['FreeRedis', 'CSRedisCore', 'ServiceStack.Redis'],
    ['FreeRedis', 'CSRedis', 'ServiceStack.Redis'],
    [
      {
        calls: [
          'FreeRedis.RedisClient',
          'CSRedis.CSRedisClient',
          'ServiceStack.Redis.RedisManagerPool',
          'ServiceStack.Redis.BasicRedisClientManager',
          'ServiceStack.Redis.PooledRedisClientManager',
          'ServiceStack.Redis.RedisClient',
        ],
        resource: 'redis',
        arguments: { '0': redisString },
      },
    ],
  ),
  library(['Redis.OM'], ['Redis.OM'], [{ calls: ['Redis.OM.RedisConnectionProvider'], resource: 'redis', arguments: { '0': 'url' } }]),
  driver('memcached', ['EnyimMemcachedCore', 'EnyimMemcached']),
  library(
    ['EnyimMemcachedCore', 'EnyimMemcached'],
    ['Enyim.Caching', ...extending],
    [methods(['AddEnyimMemcached'], 'memcached', {}), { calls: ['Enyim.Caching.MemcachedClient'], resource: 'memcached', arguments: {} }],
  ),
];
