import type { ClientRule, Library } from '../library.ts';

const broker: ClientRule['arguments'] = {
  '0': 'host',
  '1': 'port',
  '2': 'user',
  '3': 'password',
  host: 'host',
  port: 'port',
  user: 'user',
  login: 'user',
  password: 'password',
};

const amqplib = [
  'AMQPStreamConnection',
  'AMQPSSLConnection',
  'AMQPLazyConnection',
  'AMQPLazySSLConnection',
  'AMQPSocketConnection',
  'AMQPConnection',
];

const rabbitConfig = 'PhpAmqpLib.Connection.AMQPConnectionConfig()';

export const queueLibraries: readonly Library[] = [
  {
    language: 'php',
    packages: ['php-amqplib/php-amqplib'],
    modules: ['PhpAmqpLib'],
    drives: 'rabbitmq',
    clients: [
      { calls: amqplib.map((name) => `PhpAmqpLib.Connection.${name}`), resource: 'rabbitmq', arguments: broker },
      {
        calls: amqplib.map((name) => `PhpAmqpLib.Connection.${name}.create_connection`),
        resource: 'rabbitmq',
        arguments: { '0.0.host': 'host', '0.0.port': 'port', '0.0.user': 'user', '0.0.password': 'password' },
      },
      { calls: [`${rabbitConfig}.setHost`], resource: 'rabbitmq', arguments: { '0': 'host' } },
      { calls: [`${rabbitConfig}.setPort`], resource: 'rabbitmq', arguments: { '0': 'port' } },
      { calls: [`${rabbitConfig}.setUser`], resource: 'rabbitmq', arguments: { '0': 'user' } },
      { calls: [`${rabbitConfig}.setPassword`], resource: 'rabbitmq', arguments: { '0': 'password' } },
    ],
  },
  {
    language: 'php',
    packages: ['ext-amqp', 'bunny/bunny'],
    modules: ['AMQPConnection', 'Bunny'],
    drives: 'rabbitmq',
    clients: [
      {
        calls: ['AMQPConnection', 'Bunny.Client', 'Bunny.Async.Client'],
        resource: 'rabbitmq',
        arguments: { host: 'host', port: 'port', login: 'user', user: 'user', username: 'user', password: 'password' },
      },
    ],
  },
  {
    language: 'php',
    packages: ['enqueue/amqp-lib', 'enqueue/amqp-ext', 'enqueue/amqp-bunny'],
    modules: ['Enqueue\\AmqpLib', 'Enqueue\\AmqpExt', 'Enqueue\\AmqpBunny'],
    drives: 'rabbitmq',
    clients: [
      {
        calls: [
          'Enqueue.AmqpLib.AmqpConnectionFactory',
          'Enqueue.AmqpExt.AmqpConnectionFactory',
          'Enqueue.AmqpBunny.AmqpConnectionFactory',
        ],
        resource: 'rabbitmq',
        arguments: { '0': 'url', dsn: 'url', host: 'host', port: 'port', user: 'user', pass: 'password' },
      },
    ],
  },
  {
    language: 'php',
    packages: ['symfony/amqp-messenger', 'vladimir-yuldashev/laravel-queue-rabbitmq', 'php-amqplib/rabbitmq-bundle'],
    modules: [],
    drives: 'rabbitmq',
  },
  { language: 'php', packages: ['symfony/redis-messenger', 'snc/redis-bundle', 'laravel/horizon'], modules: [], drives: 'redis' },
  {
    language: 'php',
    packages: ['ext-rdkafka', 'mateusjunges/laravel-kafka', 'jobcloud/php-kafka-lib', 'enqueue/rdkafka'],
    modules: ['RdKafka', 'Jobcloud\\Kafka'],
    drives: 'kafka',
    clients: [
      {
        calls: ['RdKafka.Conf().set'],
        resource: 'kafka',
        when: { argument: '0', oneOf: ['metadata.broker.list', 'bootstrap.servers'] },
        arguments: { '1': { property: 'url', form: 'host:port' } },
      },
      {
        calls: ['RdKafka.Producer().addBrokers', 'RdKafka.Consumer().addBrokers'],
        resource: 'kafka',
        arguments: { '0': { property: 'url', form: 'host:port' } },
      },
      { calls: ['RdKafka.Producer().newTopic', 'RdKafka.Consumer().newTopic'], resource: 'kafka', arguments: { '0': 'topic' } },
      { calls: ['RdKafka.KafkaConsumer().subscribe'], resource: 'kafka', arguments: { '0.0': 'topic' } },
      {
        calls: ['Jobcloud.Kafka.Producer.KafkaProducerBuilder.create', 'Jobcloud.Kafka.Consumer.KafkaConsumerBuilder.create'],
        resource: 'kafka',
        arguments: { '.withAdditionalBroker.0': { property: 'url', form: 'host:port' } },
      },
    ],
  },
  {
    language: 'php',
    packages: ['basis-company/nats', 'repejota/nats'],
    modules: ['Basis\\Nats', 'Nats'],
    drives: 'nats',
    clients: [
      {
        calls: ['Basis.Nats.Configuration', 'Nats.ConnectionOptions'],
        resource: 'nats',
        arguments: { host: 'host', port: 'port', user: 'user', pass: 'password' },
      },
    ],
  },
];
