import type { Carries, ClientRule, Library } from '../library.ts';

const address: Carries = { property: 'host', form: 'host:port' };
const brokers: Carries = { property: 'url', form: 'host:port' };

const kafka = (calls: readonly string[], told: Readonly<Record<string, Carries>>): ClientRule => ({
  calls,
  resource: 'kafka',
  arguments: told,
});

const sarama = (module: string): Library => ({
  language: 'go',
  packages: [module],
  drives: 'kafka',
  clients: [
    kafka(
      ['NewClient', 'NewSyncProducer', 'NewAsyncProducer', 'NewConsumer', 'NewConsumerGroup', 'NewClusterAdmin', 'NewBroker'].map(
        (name) => `${module}.${name}`,
      ),
      { '0': brokers },
    ),
  ],
  settings: [
    { path: `${module}.NewConfig().Net.SASL.User`, resource: 'kafka', carries: 'user' },
    { path: `${module}.NewConfig().Net.SASL.Password`, resource: 'kafka', carries: 'password' },
  ],
});

const amqp = (module: string): Library => ({
  language: 'go',
  packages: [module],
  drives: 'rabbitmq',
  clients: [
    {
      calls: ['Dial', 'DialConfig', 'DialTLS', 'DialTLS_ExternalAuth', 'ParseURI'].map((name) => `${module}.${name}`),
      resource: 'rabbitmq',
      arguments: { '0': 'url' },
    },
  ],
});

const kafkaGo = 'github.com/segmentio/kafka-go';
const confluent = 'github.com/confluentinc/confluent-kafka-go/kafka';

/** Brokers and task queues. */
export const queueLibraries: readonly Library[] = [
  {
    language: 'go',
    packages: [kafkaGo],
    drives: 'kafka',
    clients: [
      kafka([`${kafkaGo}.TCP`], { '0': brokers }),
      kafka([`${kafkaGo}.NewReader`, `${kafkaGo}.ReaderConfig`, `${kafkaGo}.NewWriter`, `${kafkaGo}.WriterConfig`], {
        Brokers: brokers,
        Topic: 'topic',
      }),
      kafka([`${kafkaGo}.Writer`], { Topic: 'topic' }),
      kafka([`${kafkaGo}.Dial`], { '1': brokers }),
      kafka([`${kafkaGo}.DialLeader`, `${kafkaGo}.DialContext`], { '2': brokers, '3': 'topic' }),
    ],
  },
  sarama('github.com/IBM/sarama'),
  sarama('github.com/Shopify/sarama'),
  {
    language: 'go',
    packages: ['github.com/confluentinc/confluent-kafka-go'],
    modules: [confluent],
    drives: 'kafka',
    clients: [
      kafka([`${confluent}.NewProducer`, `${confluent}.NewConsumer`, `${confluent}.NewAdminClient`, `${confluent}.ConfigMap`], {
        'bootstrap\\.servers': brokers,
        'metadata\\.broker\\.list': brokers,
        'sasl\\.username': 'user',
        'sasl\\.password': 'password',
      }),
    ],
  },
  {
    language: 'go',
    packages: ['github.com/twmb/franz-go'],
    modules: ['github.com/twmb/franz-go/pkg/kgo'],
    drives: 'kafka',
    clients: [
      kafka(['github.com/twmb/franz-go/pkg/kgo.SeedBrokers'], { '0': brokers }),
      kafka(['github.com/twmb/franz-go/pkg/kgo.ConsumeTopics', 'github.com/twmb/franz-go/pkg/kgo.DefaultProduceTopic'], { '0': 'topic' }),
    ],
  },
  {
    language: 'go',
    packages: ['github.com/ThreeDotsLabs/watermill-kafka'],
    modules: ['github.com/ThreeDotsLabs/watermill-kafka/pkg/kafka'],
    drives: 'kafka',
    clients: [
      kafka(
        ['PublisherConfig', 'SubscriberConfig'].map((name) => `github.com/ThreeDotsLabs/watermill-kafka/pkg/kafka.${name}`),
        { Brokers: brokers },
      ),
    ],
  },
  amqp('github.com/rabbitmq/amqp091-go'),
  amqp('github.com/streadway/amqp'),
  {
    language: 'go',
    packages: ['github.com/wagslane/go-rabbitmq', 'github.com/ThreeDotsLabs/watermill-amqp'],
    drives: 'rabbitmq',
    clients: [
      { calls: ['github.com/wagslane/go-rabbitmq.NewConn'], resource: 'rabbitmq', arguments: { '0': 'url' } },
      {
        calls: ['NewDurableQueueConfig', 'NewDurablePubSubConfig', 'NewNonDurableQueueConfig'].map(
          (name) => `github.com/ThreeDotsLabs/watermill-amqp/pkg/amqp.${name}`,
        ),
        resource: 'rabbitmq',
        arguments: { '0': 'url' },
      },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/nats-io/nats.go', 'github.com/nats-io/stan.go'],
    drives: 'nats',
    clients: [
      {
        calls: ['github.com/nats-io/nats.go.Connect', 'github.com/nats-io/nats.go.NewEncodedConn'],
        resource: 'nats',
        arguments: { '0': 'url' },
      },
      {
        calls: ['github.com/nats-io/nats.go.Options'],
        resource: 'nats',
        arguments: { Url: 'url', Servers: 'url', User: 'user', Password: 'password' },
      },
      { calls: ['github.com/nats-io/nats.go.UserInfo'], resource: 'nats', arguments: { '0': 'user', '1': 'password' } },
      { calls: ['github.com/nats-io/stan.go.NatsURL'], resource: 'nats', arguments: { '0': 'url' } },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/hibiken/asynq', 'github.com/hibiken/asynqmon'],
    drives: 'redis',
    clients: [
      {
        calls: [
          'github.com/hibiken/asynq.RedisClientOpt',
          'github.com/hibiken/asynq.RedisClusterClientOpt',
          'github.com/hibiken/asynq.RedisFailoverClientOpt',
        ],
        resource: 'redis',
        arguments: { Addr: address, Addrs: address, Username: 'user', Password: 'password', DB: 'database' },
      },
      { calls: ['github.com/hibiken/asynq.ParseRedisURI'], resource: 'redis', arguments: { '0': 'url' } },
    ],
  },
  {
    language: 'go',
    packages: ['github.com/RichardKnop/machinery'],
    clients: [
      {
        calls: ['github.com/RichardKnop/machinery/v1/config.Config', 'github.com/RichardKnop/machinery/config.Config'],
        resource: 'by-url',
        arguments: { Broker: 'url' },
        among: ['redis', 'rabbitmq', 'sqs', 'mongodb'],
      },
    ],
  },
  {
    language: 'go',
    packages: [
      'github.com/gocraft/work',
      'github.com/vmihailenco/taskq',
      'github.com/adjust/rmq',
      'github.com/go-redsync/redsync',
      'github.com/benmanns/goworker',
    ],
    drives: 'redis',
    clients: [{ calls: ['github.com/adjust/rmq.OpenConnection'], resource: 'redis', arguments: { '2': address } }],
  },
];
