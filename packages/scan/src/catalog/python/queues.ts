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

const kafka = (calls: readonly string[], argument: string): ClientRule => ({
  calls,
  resource: 'kafka',
  arguments: { [argument]: { property: 'host', form: 'host:port' } },
  silent: 'localhost:9092',
});

/** Task queues and message brokers. */
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
  {
    language: 'python',
    packages: ['pika', 'aio-pika', 'aioamqp', 'amqpstorm', 'amqp', 'aiormq'],
    modules: ['pika', 'aio_pika', 'aioamqp', 'amqpstorm', 'amqp', 'aiormq'],
    drives: 'rabbitmq',
    clients: [
      {
        calls: ['pika.ConnectionParameters', 'pika.connection.ConnectionParameters'],
        resource: 'rabbitmq',
        arguments: {
          host: 'host',
          port: 'port',
          '0': 'host',
          '1': 'port',
          'credentials.username': 'user',
          'credentials.password': 'password',
        },
        silent: 'localhost:5672',
      },
      { calls: ['pika.URLParameters', 'pika.connection.URLParameters'], resource: 'rabbitmq', arguments: { '0': 'url', url: 'url' } },
      {
        calls: ['pika.PlainCredentials', 'pika.credentials.PlainCredentials'],
        resource: 'rabbitmq',
        arguments: { '0': 'user', '1': 'password', username: 'user', password: 'password' },
      },
      {
        calls: ['aio_pika.connect', 'aio_pika.connect_robust', 'aiormq.connect'],
        resource: 'rabbitmq',
        arguments: { '0': 'url', url: 'url', host: 'host', port: 'port', login: 'user', password: 'password' },
      },
      {
        calls: ['aioamqp.connect', 'amqpstorm.Connection', 'amqp.Connection'],
        resource: 'rabbitmq',
        arguments: { '0': 'host', host: 'host', port: 'port', login: 'user', password: 'password' },
      },
      { calls: ['amqpstorm.UriConnection'], resource: 'rabbitmq', arguments: { '0': 'url' } },
    ],
  },
  {
    language: 'python',
    packages: ['faststream', 'propan'],
    modules: ['faststream', 'propan'],
    clients: [
      {
        calls: ['faststream.rabbit.RabbitBroker', 'faststream.rabbit.fastapi.RabbitRouter'],
        resource: 'rabbitmq',
        arguments: { '0': 'url', url: 'url', host: 'host' },
      },
      {
        calls: ['faststream.kafka.KafkaBroker', 'faststream.confluent.KafkaBroker', 'faststream.kafka.fastapi.KafkaRouter'],
        resource: 'kafka',
        arguments: { '0': { property: 'host', form: 'host:port' }, bootstrap_servers: { property: 'host', form: 'host:port' } },
      },
      {
        calls: ['faststream.redis.RedisBroker', 'faststream.redis.fastapi.RedisRouter'],
        resource: 'redis',
        arguments: { '0': 'url', url: 'url' },
      },
      {
        calls: ['faststream.nats.NatsBroker', 'faststream.nats.fastapi.NatsRouter'],
        resource: 'nats',
        arguments: { '0': 'url', servers: 'url' },
      },
    ],
  },
  {
    language: 'python',
    packages: ['confluent-kafka'],
    modules: ['confluent_kafka'],
    drives: 'kafka',
    clients: [
      {
        calls: [
          'confluent_kafka.Producer',
          'confluent_kafka.Consumer',
          'confluent_kafka.SerializingProducer',
          'confluent_kafka.DeserializingConsumer',
          'confluent_kafka.admin.AdminClient',
          'confluent_kafka.avro.AvroProducer',
          'confluent_kafka.avro.AvroConsumer',
        ],
        resource: 'kafka',
        arguments: {
          'bootstrap\\.servers': { property: 'host', form: 'host:port' },
          'metadata\\.broker\\.list': { property: 'host', form: 'host:port' },
          'sasl\\.username': 'user',
          'sasl\\.password': 'password',
        },
      },
    ],
  },
  {
    language: 'python',
    packages: ['kafka-python', 'kafka-python-ng'],
    modules: ['kafka'],
    drives: 'kafka',
    clients: [
      {
        ...kafka(
          [
            'kafka.KafkaProducer',
            'kafka.KafkaConsumer',
            'kafka.KafkaAdminClient',
            'kafka.admin.KafkaAdminClient',
            'kafka.admin.client.KafkaAdminClient',
            'kafka.KafkaClient',
          ],
          'bootstrap_servers',
        ),
        arguments: {
          bootstrap_servers: { property: 'host', form: 'host:port' },
          sasl_plain_username: 'user',
          sasl_plain_password: 'password',
        },
      },
    ],
  },
  {
    language: 'python',
    packages: ['aiokafka'],
    drives: 'kafka',
    clients: [kafka(['aiokafka.AIOKafkaProducer', 'aiokafka.AIOKafkaConsumer', 'aiokafka.admin.AIOKafkaAdminClient'], 'bootstrap_servers')],
  },
  {
    language: 'python',
    packages: ['faust', 'faust-streaming', 'quixstreams'],
    modules: ['faust', 'quixstreams'],
    drives: 'kafka',
    clients: [kafka(['faust.App'], 'broker'), kafka(['quixstreams.Application'], 'broker_address')],
  },
  { language: 'python', packages: ['pykafka'], drives: 'kafka', clients: [kafka(['pykafka.KafkaClient'], 'hosts')] },
  {
    language: 'python',
    packages: ['nats-py', 'asyncio-nats-client'],
    modules: ['nats'],
    drives: 'nats',
    clients: [
      {
        calls: ['nats.connect', 'nats.aio.client.Client().connect', 'nats.NATS().connect'],
        resource: 'nats',
        arguments: { '0': 'url', servers: 'url', user: 'user', password: 'password' },
        silent: 'nats://localhost:4222',
      },
    ],
  },
  {
    language: 'python',
    packages: ['azure-servicebus'],
    modules: ['azure.servicebus'],
    clients: [
      {
        calls: ['azure.servicebus.ServiceBusClient.from_connection_string', 'azure.servicebus.aio.ServiceBusClient.from_connection_string'],
        resource: 'azure_servicebus',
        arguments: { '0': 'url', conn_str: 'url' },
      },
      {
        calls: ['azure.servicebus.ServiceBusClient', 'azure.servicebus.aio.ServiceBusClient'],
        resource: 'azure_servicebus',
        arguments: { '0': 'host', fully_qualified_namespace: 'host' },
      },
    ],
  },
];
