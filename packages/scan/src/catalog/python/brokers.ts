import type { ClientRule, Library } from '../library.ts';

const kafka = (calls: readonly string[], argument: string): ClientRule => ({
  calls,
  resource: 'kafka',
  arguments: { [argument]: { property: 'host', form: 'host:port' } },
  silent: 'localhost:9092',
});

/** Clients of message brokers. */
export const brokerLibraries: readonly Library[] = [
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
