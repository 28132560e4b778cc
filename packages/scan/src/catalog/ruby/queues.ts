import type { Carries, Library } from '../library.ts';

const hostAndPort = { property: 'url', form: 'host:port' } as const satisfies Carries;

const broker = {
  host: 'host',
  hostname: 'host',
  port: 'port',
  user: 'user',
  username: 'user',
  pass: 'password',
  password: 'password',
  url: 'url',
  uri: 'url',
  amqp: 'url',
} as const;

export const queueLibraries: readonly Library[] = [
  {
    language: 'ruby',
    packages: ['bunny', 'march_hare', 'amqp', 'advanced-sneakers-activejob', 'sneakers', 'kicks', 'hutch'],
    modules: ['Bunny', 'MarchHare', 'Sneakers', 'Kicks', 'Hutch', 'AMQP'],
    drives: 'rabbitmq',
    clients: [
      {
        calls: ['Bunny', 'MarchHare.connect', 'AMQP.connect'],
        resource: 'rabbitmq',
        arguments: { '0': 'url', ...broker },
        environment: { RABBITMQ_URL: 'url' },
        silent: 'amqp://guest:guest@127.0.0.1:5672',
      },
      { calls: ['Sneakers.configure', 'Kicks.configure'], resource: 'rabbitmq', arguments: broker },
    ],
    settings: [
      { path: 'Hutch.Config.set.mq_host', resource: 'rabbitmq', carries: 'host' },
      { path: 'Hutch.Config.mq_host', resource: 'rabbitmq', carries: 'host' },
      { path: 'Hutch.Config.uri', resource: 'rabbitmq', carries: 'url' },
    ],
  },
  {
    language: 'ruby',
    packages: ['ruby-kafka', 'rdkafka', 'karafka', 'waterdrop', 'racecar', 'phobos', 'delivery_boy', 'karafka-rdkafka'],
    modules: ['Kafka', 'Rdkafka', 'Karafka', 'WaterDrop', 'Racecar', 'DeliveryBoy'],
    drives: 'kafka',
    clients: [
      {
        calls: ['Kafka'],
        resource: 'kafka',
        arguments: { '0': hostAndPort, seed_brokers: hostAndPort, sasl_plain_username: 'user', sasl_plain_password: 'password' },
      },
      {
        calls: ['Rdkafka.Config'],
        resource: 'kafka',
        arguments: { 'bootstrap\\.servers': hostAndPort, 'sasl\\.username': 'user', 'sasl\\.password': 'password' },
      },
    ],
    settings: [
      { path: '**.kafka.bootstrap\\.servers', resource: 'kafka', carries: hostAndPort },
      { path: '**.kafka.seed_brokers', resource: 'kafka', carries: hostAndPort },
      { path: 'Racecar.configure().brokers', resource: 'kafka', carries: hostAndPort },
      { path: 'DeliveryBoy.configure().brokers', resource: 'kafka', carries: hostAndPort },
      { path: 'yaml.racecar.production.brokers', resource: 'kafka', carries: hostAndPort },
      { path: 'yaml.delivery_boy.production.brokers', resource: 'kafka', carries: hostAndPort },
    ],
  },
  {
    language: 'ruby',
    packages: ['nats-pure'],
    modules: ['NATS'],
    drives: 'nats',
    clients: [
      {
        calls: ['NATS.connect', 'NATS.IO.Client().connect'],
        resource: 'nats',
        arguments: { '0': 'url', servers: 'url' },
        silent: 'nats://127.0.0.1:4222',
      },
    ],
  },
  // Queues that are tables of the application's own database.
  { language: 'ruby', packages: ['good_job', 'que', 'queue_classic'], modules: ['GoodJob', 'Que', 'QC'], drives: 'postgres' },
];
