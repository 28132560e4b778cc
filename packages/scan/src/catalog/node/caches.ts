import type { Carries, Library } from '../library.ts';

const redis = {
  '0': 'url',
  url: 'url',
  host: 'host',
  port: 'port',
  username: 'user',
  password: 'password',
  'socket.host': 'host',
  'socket.port': 'port',
  db: 'database',
} as const satisfies Readonly<Record<string, Carries>>;
const connection = {
  redis: 'url',
  'redis.host': 'host',
  'redis.port': 'port',
  'redis.password': 'password',
  'connection.host': 'host',
  'connection.port': 'port',
  'connection.password': 'password',
  'connection.url': 'url',
  'connection.username': 'user',
} as const satisfies Readonly<Record<string, Carries>>;

export const cacheLibraries: readonly Library[] = [
  {
    language: 'node',
    packages: ['ioredis', 'redis', '@redis/client', 'handy-redis', 'node-redis', 'iovalkey', '@valkey/valkey-glide'],
    drives: 'redis',
    clients: [
      {
        calls: ['ioredis', 'ioredis.Redis', 'ioredis.default', 'iovalkey'],
        resource: 'redis',
        arguments: { ...redis, '0': 'url', '1.host': 'host' },
        silent: 'redis://localhost:6379',
      },
      {
        calls: ['redis.createClient', '@redis/client.createClient', 'redis.createCluster', 'redis.default.createClient'],
        resource: 'redis',
        arguments: redis,
        silent: 'redis://localhost:6379',
      },
    ],
  },
  {
    language: 'node',
    packages: ['bull', 'bullmq', 'bee-queue', '@bull-board/api'],
    clients: [
      {
        calls: ['bull', 'bull.default', 'bee-queue'],
        resource: 'redis',
        arguments: { '1': 'url', ...connection, 'redis.url': 'url' },
        silent: 'redis://localhost:6379',
      },
      {
        calls: ['bullmq.Queue', 'bullmq.Worker', 'bullmq.QueueEvents', 'bullmq.FlowProducer'],
        resource: 'redis',
        arguments: connection,
        silent: 'redis://localhost:6379',
      },
    ],
  },
  {
    language: 'node',
    packages: ['@upstash/redis'],
    clients: [
      {
        calls: ['@upstash/redis.Redis', '@upstash/redis.Redis.fromEnv'],
        resource: 'redis',
        arguments: { url: 'url', token: 'password' },
        environment: { UPSTASH_REDIS_REST_URL: 'url', UPSTASH_REDIS_REST_TOKEN: 'password' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@vercel/kv'],
    clients: [
      {
        calls: ['@vercel/kv.createClient'],
        resource: 'redis',
        arguments: { url: 'url', token: 'password' },
        environment: { KV_REST_API_URL: 'url', KV_REST_API_TOKEN: 'password' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['resumable-stream'],
    clients: [
      {
        calls: ['resumable-stream.createResumableStreamContext'],
        resource: 'redis',
        arguments: {},
        environment: { REDIS_URL: 'url' },
        silent: null,
        need: 'optional',
      },
    ],
  },
  {
    language: 'node',
    packages: ['memcached', 'memjs', 'memcache-plus'],
    drives: 'memcached',
    clients: [{ calls: ['memcached', 'memjs.Client.create'], resource: 'memcached', arguments: { '0': 'url' }, silent: 'localhost:11211' }],
  },
  {
    language: 'node',
    packages: ['keyv', '@keyv/redis'],
    clients: [{ calls: ['@keyv/redis', '@keyv/redis.createKeyv'], resource: 'redis', arguments: { '0': 'url' } }],
  },
  { language: 'node', packages: ['rate-limiter-flexible', 'connect-redis'] },
];
