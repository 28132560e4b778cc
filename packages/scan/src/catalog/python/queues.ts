import type { ResourceType } from '@groundwork/blueprint';
import type { ClientRule, Library } from '../library.ts';

const brokers: readonly ResourceType[] = ['redis', 'rabbitmq', 'sqs', 'kafka', 'mongodb'];
const results: readonly ResourceType[] = [
  'redis',
  'rabbitmq',
  'postgres',
  'mysql',
  'sqlite',
  'mongodb',
  'memcached',
  'elasticsearch',
  'dynamodb',
];

const broker = (calls: readonly string[], args: readonly string[]): ClientRule => ({
  calls,
  resource: 'by-url',
  arguments: Object.fromEntries(args.map((name) => [name, 'url' as const])),
  among: brokers,
  localWhen: /^memory:|^inmemory:/,
});

/** Task queues: what puts work somewhere and takes it from there. */
export const queueLibraries: readonly Library[] = [
  {
    language: 'python',
    packages: ['celery'],
    clients: [
      broker(['celery.Celery', 'celery.app.Celery', 'celery.app.base.Celery'], ['broker', 'broker_url', '2']),
      {
        calls: ['celery.Celery', 'celery.app.Celery'],
        resource: 'by-url',
        arguments: { backend: 'url', result_backend: 'url' },
        among: results,
        localWhen: /^(rpc|cache\+memory|file|django-db)/,
      },
      broker(['celery.Celery().config_from_object', 'celery.Celery().conf.update'], ['broker_url', 'BROKER_URL']),
    ],
    settings: [
      ...(['broker_url', 'BROKER_URL', 'CELERY_BROKER_URL', 'CELERY_BROKER', 'celery_broker_url'] as const).map((name) => ({
        path: `**.${name}`,
        resource: 'by-url' as const,
        carries: 'url' as const,
        among: brokers,
        otherwise: 'rabbitmq' as const,
      })),
      ...(['result_backend', 'CELERY_RESULT_BACKEND', 'CELERY_RESULT_BACKEND_URL'] as const).map((name) => ({
        path: `**.${name}`,
        resource: 'by-url' as const,
        carries: 'url' as const,
        among: results,
      })),
      { path: '**.CELERY.broker_url', resource: 'by-url', carries: 'url', among: brokers },
      { path: '**.CELERY.result_backend', resource: 'by-url', carries: 'url', among: results },
      { path: '**.CELERYBEAT_REDIS_URL', resource: 'redis', carries: 'url' },
      { path: '**.redbeat_redis_url', resource: 'redis', carries: 'url' },
    ],
  },
  {
    language: 'python',
    packages: ['kombu'],
    clients: [broker(['kombu.Connection', 'kombu.connection.Connection', 'kombu.BrokerConnection'], ['0', 'hostname'])],
  },
  { language: 'python', packages: ['celery-redbeat', 'celery-once'], modules: ['redbeat', 'celery_once'], drives: 'redis' },
  {
    language: 'python',
    packages: ['rq', 'django-rq', 'flask-rq2', 'rq-scheduler'],
    modules: ['rq', 'django_rq', 'flask_rq2', 'rq_scheduler'],
    drives: 'redis',
    settings: [
      { path: '**.RQ_QUEUES.*.URL', resource: 'redis', carries: 'url' },
      { path: '**.RQ_QUEUES.*.HOST', resource: 'redis', carries: 'host' },
      { path: '**.RQ_QUEUES.*.PORT', resource: 'redis', carries: 'port' },
      { path: '**.RQ_QUEUES.*.PASSWORD', resource: 'redis', carries: 'password' },
      { path: '**.RQ_QUEUES.*.DB', resource: 'redis', carries: 'database' },
      { path: '**.RQ_REDIS_URL', resource: 'redis', carries: 'url' },
    ],
  },
  {
    language: 'python',
    packages: ['dramatiq', 'django-dramatiq'],
    modules: ['dramatiq', 'django_dramatiq'],
    clients: [
      {
        calls: [
          'dramatiq.brokers.redis.RedisBroker',
          'dramatiq.results.backends.RedisBackend',
          'dramatiq.results.backends.redis.RedisBackend',
          'dramatiq.rate_limits.backends.RedisBackend',
        ],
        resource: 'redis',
        arguments: { url: 'url', host: 'host', port: 'port', db: 'database', password: 'password' },
      },
      { calls: ['dramatiq.brokers.rabbitmq.RabbitmqBroker'], resource: 'rabbitmq', arguments: { url: 'url', host: 'host', port: 'port' } },
    ],
    settings: [
      {
        path: '**.DRAMATIQ_BROKER.OPTIONS.url',
        resource: { told: 'BROKER', contains: { redis: 'redis', rabbit: 'rabbitmq' } },
        carries: 'url',
        among: brokers,
      },
    ],
  },
  {
    language: 'python',
    packages: ['arq'],
    clients: [
      {
        calls: ['arq.connections.RedisSettings', 'arq.RedisSettings'],
        resource: 'redis',
        arguments: { host: 'host', port: 'port', database: 'database', username: 'user', password: 'password', '0': 'host', '1': 'port' },
        silent: 'localhost:6379',
      },
      {
        calls: ['arq.connections.RedisSettings.from_dsn', 'arq.RedisSettings.from_dsn'],
        resource: 'redis',
        arguments: { '0': 'url', dsn: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['huey'],
    clients: [
      {
        calls: [
          'huey.RedisHuey',
          'huey.PriorityRedisHuey',
          'huey.RedisExpireHuey',
          'huey.PriorityRedisExpireHuey',
          'huey.storage.RedisStorage',
        ],
        resource: 'redis',
        arguments: { url: 'url', host: 'host', port: 'port', password: 'password' },
        silent: 'localhost:6379',
      },
      {
        calls: ['huey.SqliteHuey', 'huey.contrib.sql_huey.SqlHuey'],
        resource: 'sqlite',
        arguments: { filename: 'database', '0': 'database' },
      },
    ],
    settings: [
      { path: '**.HUEY.connection.url', resource: 'redis', carries: 'url' },
      { path: '**.HUEY.connection.host', resource: 'redis', carries: 'host' },
      { path: '**.HUEY.connection.port', resource: 'redis', carries: 'port' },
      { path: '**.HUEY.connection.password', resource: 'redis', carries: 'password' },
    ],
  },
  {
    language: 'python',
    packages: ['django-q', 'django-q2'],
    modules: ['django_q'],
    settings: [
      { path: '**.Q_CLUSTER.redis', resource: 'redis', carries: 'url' },
      { path: '**.Q_CLUSTER.redis.host', resource: 'redis', carries: 'host' },
      { path: '**.Q_CLUSTER.redis.port', resource: 'redis', carries: 'port' },
      { path: '**.Q_CLUSTER.redis.password', resource: 'redis', carries: 'password' },
      { path: '**.Q_CLUSTER.broker_url', resource: 'redis', carries: 'url' },
    ],
  },
  {
    language: 'python',
    packages: ['taskiq', 'taskiq-redis', 'taskiq-aio-pika', 'taskiq-nats'],
    modules: ['taskiq', 'taskiq_redis', 'taskiq_aio_pika', 'taskiq_nats'],
    clients: [
      {
        calls: [
          'taskiq_redis.ListQueueBroker',
          'taskiq_redis.PubSubBroker',
          'taskiq_redis.RedisStreamBroker',
          'taskiq_redis.RedisAsyncResultBackend',
          'taskiq_redis.RedisScheduleSource',
        ],
        resource: 'redis',
        arguments: { '0': 'url', url: 'url', redis_url: 'url' },
      },
      { calls: ['taskiq_aio_pika.AioPikaBroker'], resource: 'rabbitmq', arguments: { '0': 'url', url: 'url' } },
      {
        calls: ['taskiq_nats.NatsBroker', 'taskiq_nats.PullBasedJetStreamBroker'],
        resource: 'nats',
        arguments: { '0': 'url', servers: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['procrastinate'],
    clients: [
      {
        calls: ['procrastinate.PsycopgConnector', 'procrastinate.SyncPsycopgConnector', 'procrastinate.AiopgConnector'],
        resource: 'postgres',
        arguments: { conninfo: 'url', dsn: 'url', 'kwargs.host': 'host' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['saq'],
    clients: [
      {
        calls: ['saq.Queue.from_url', 'saq.queue.redis.RedisQueue.from_url'],
        resource: 'by-url',
        arguments: { '0': 'url' },
        among: ['redis', 'postgres'],
      },
    ],
  },
  {
    language: 'python',
    packages: ['python-socketio', 'flask-socketio'],
    modules: ['socketio', 'flask_socketio'],
    clients: [
      broker(['flask_socketio.SocketIO', 'flask_socketio.SocketIO().init_app'], ['message_queue']),
      {
        calls: ['socketio.AsyncRedisManager', 'socketio.RedisManager'],
        resource: 'redis',
        arguments: { '0': 'url', url: 'url' },
        silent: 'redis://localhost:6379/0',
      },
      { calls: ['socketio.AsyncAioPikaManager'], resource: 'rabbitmq', arguments: { '0': 'url', url: 'url' } },
    ],
  },
  { language: 'python', packages: ['broadcaster'], clients: [broker(['broadcaster.Broadcast'], ['0', 'url'])] },
  {
    language: 'python',
    packages: ['sse-starlette', 'flask-sse'],
    modules: ['flask_sse'],
    settings: [{ path: '**.SSE_REDIS_URL', resource: 'redis', carries: 'url' }],
  },
];
