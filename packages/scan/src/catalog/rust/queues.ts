import type { Carries, Library } from '../library.ts';

const brokers: Carries = { property: 'url', form: 'host:port' };

/** Message brokers. */
export const queueLibraries: readonly Library[] = [
  {
    language: 'rust',
    packages: ['lapin', 'deadpool-lapin', 'amqprs', 'bb8-lapin'],
    modules: ['lapin', 'deadpool_lapin', 'amqprs'],
    drives: 'rabbitmq',
    clients: [
      { calls: ['lapin.Connection.connect', 'lapin.Connection.connect_with_config'], resource: 'rabbitmq', arguments: { '0': 'url' } },
      { calls: ['deadpool_lapin.Config'], resource: 'rabbitmq', arguments: { url: 'url' } },
      { calls: ['deadpool_lapin.Manager.new'], resource: 'rabbitmq', arguments: { '0': 'url' } },
      {
        calls: ['amqprs.connection.OpenConnectionArguments.new'],
        resource: 'rabbitmq',
        arguments: { '0': 'host', '1': 'port', '2': 'user', '3': 'password' },
      },
    ],
    settings: [{ path: 'deadpool_lapin.Config.default().url', resource: 'rabbitmq', carries: 'url' }],
  },
  {
    language: 'rust',
    packages: ['rdkafka', 'rskafka', 'kafka', 'rskafka_wasi'],
    modules: ['rdkafka', 'rskafka', 'kafka'],
    drives: 'kafka',
    clients: [
      {
        calls: ['rdkafka.ClientConfig.new', 'rdkafka.config.ClientConfig.new'],
        resource: 'kafka',
        arguments: {
          '.set:bootstrap\\.servers.1': brokers,
          '.set:metadata\\.broker\\.list.1': brokers,
          '.set:sasl\\.username.1': 'user',
          '.set:sasl\\.password.1': 'password',
        },
      },
      {
        calls: ['rskafka.client.ClientBuilder.new', 'kafka.producer.Producer.from_hosts', 'kafka.consumer.Consumer.from_hosts'],
        resource: 'kafka',
        arguments: { '0': brokers },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['async-nats', 'nats'],
    modules: ['async_nats', 'nats'],
    drives: 'nats',
    clients: [
      { calls: ['async_nats.connect', 'async_nats.connect_with_options', 'nats.connect'], resource: 'nats', arguments: { '0': 'url' } },
      {
        calls: ['async_nats.ConnectOptions.new', 'async_nats.ConnectOptions.with_user_and_password'],
        resource: 'nats',
        arguments: { '.connect.0': 'url', '0': 'user', '1': 'password' },
      },
    ],
  },
  {
    language: 'rust',
    packages: ['celery'],
    clients: [
      { calls: ['celery.CeleryBuilder.new', 'celery.app'], resource: 'by-url', arguments: { '1': 'url' }, among: ['redis', 'rabbitmq'] },
    ],
  },
];
