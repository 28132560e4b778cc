import type { Library } from '../library.ts';

export const queueLibraries: readonly Library[] = [
  {
    language: 'node',
    packages: ['amqplib', 'amqp-connection-manager', 'amqplib-as-promised', 'rascal'],
    modules: ['amqplib', 'amqplib/callback_api', 'amqp-connection-manager'],
    drives: 'rabbitmq',
    clients: [
      {
        calls: ['amqplib.connect', 'amqplib/callback_api.connect', 'amqp-connection-manager.connect', 'amqplib.default.connect'],
        resource: 'rabbitmq',
        arguments: { '0': 'url', hostname: 'host', port: 'port', username: 'user', password: 'password' },
        silent: 'amqp://localhost',
      },
    ],
  },
  {
    language: 'node',
    packages: ['rhea', 'rabbitmq-client'],
    clients: [{ calls: ['rabbitmq-client.Connection'], resource: 'rabbitmq', arguments: { '0': 'url' } }],
  },
  {
    language: 'node',
    packages: ['kafkajs', '@confluentinc/kafka-javascript', 'kafka-node', 'node-rdkafka'],
    drives: 'kafka',
    clients: [
      {
        calls: [
          'kafkajs.Kafka',
          '@confluentinc/kafka-javascript.KafkaJS.Kafka',
          'kafka-node.KafkaClient',
          'node-rdkafka.Producer',
          'node-rdkafka.KafkaConsumer',
        ],
        resource: 'kafka',
        arguments: {
          brokers: 'url',
          kafkaHost: 'url',
          'metadata\\.broker\\.list': 'url',
          'bootstrap\\.servers': 'url',
          'sasl.username': 'user',
          'sasl.password': 'password',
        },
      },
    ],
  },
  {
    language: 'node',
    packages: ['nats', '@nats-io/transport-node', '@nats-io/nats-core'],
    drives: 'nats',
    clients: [
      {
        calls: ['nats.connect', '@nats-io/transport-node.connect'],
        resource: 'nats',
        arguments: { servers: 'url', user: 'user', pass: 'password' },
        silent: 'nats://localhost:4222',
      },
    ],
  },
  {
    language: 'node',
    packages: ['aws-sdk', '@aws-sdk/client-sqs', 'sqs-consumer', 'sqs-producer'],
    clients: [
      {
        calls: ['@aws-sdk/client-sqs.SQSClient', '@aws-sdk/client-sqs.SQS', 'aws-sdk.SQS', 'aws-sdk/clients/sqs'],
        resource: 'sqs',
        arguments: { endpoint: 'endpoint', region: 'region' },
      },
      {
        calls: [
          '@aws-sdk/client-sqs.SendMessageCommand',
          '@aws-sdk/client-sqs.ReceiveMessageCommand',
          '@aws-sdk/client-sqs.SendMessageBatchCommand',
          '@aws-sdk/client-sqs.DeleteMessageCommand',
          'sqs-consumer.Consumer.create',
          'sqs-producer.Producer.create',
        ],
        resource: 'sqs',
        arguments: { QueueUrl: 'url', queueUrl: 'url' },
      },
      {
        calls: [
          '@aws-sdk/client-sqs.GetQueueUrlCommand',
          '@aws-sdk/client-sqs.CreateQueueCommand',
          '@aws-sdk/client-sqs.SQSClient().getQueueUrl',
          '@aws-sdk/client-sqs.SQS().getQueueUrl',
          'aws-sdk.SQS().getQueueUrl',
          'aws-sdk.SQS().createQueue',
        ],
        resource: 'sqs',
        arguments: { QueueName: 'queue' },
      },
      {
        calls: [
          '@aws-sdk/client-sqs.SQSClient().sendMessage',
          '@aws-sdk/client-sqs.SQS().sendMessage',
          'aws-sdk.SQS().sendMessage',
          'aws-sdk.SQS().receiveMessage',
          'aws-sdk.SQS().deleteMessage',
          'aws-sdk.SQS().sendMessageBatch',
        ],
        resource: 'sqs',
        arguments: { QueueUrl: 'url' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['aws-sdk', '@aws-sdk/client-sns'],
    clients: [
      {
        calls: ['@aws-sdk/client-sns.SNSClient', 'aws-sdk.SNS', '@aws-sdk/client-sns.SNS'],
        resource: 'sns',
        arguments: { region: 'region' },
      },
      { calls: ['@aws-sdk/client-sns.PublishCommand', 'aws-sdk.SNS().publish'], resource: 'sns', arguments: { TopicArn: 'topic' } },
    ],
  },
  {
    language: 'node',
    packages: ['aws-sdk', '@aws-sdk/client-kinesis', '@aws-sdk/client-firehose'],
    clients: [
      {
        calls: ['@aws-sdk/client-kinesis.KinesisClient', 'aws-sdk.Kinesis', '@aws-sdk/client-kinesis.Kinesis'],
        resource: 'kinesis',
        arguments: { region: 'region' },
      },
      {
        calls: [
          '@aws-sdk/client-kinesis.PutRecordCommand',
          '@aws-sdk/client-kinesis.PutRecordsCommand',
          'aws-sdk.Kinesis().putRecord',
          'aws-sdk.Kinesis().putRecords',
        ],
        resource: 'kinesis',
        arguments: { StreamName: 'stream' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['aws-sdk', '@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'dynamoose'],
    clients: [
      {
        calls: [
          '@aws-sdk/client-dynamodb.DynamoDBClient',
          '@aws-sdk/client-dynamodb.DynamoDB',
          'aws-sdk.DynamoDB',
          'aws-sdk.DynamoDB.DocumentClient',
        ],
        resource: 'dynamodb',
        arguments: { endpoint: 'url', region: 'region' },
      },
      {
        calls: [
          '@aws-sdk/lib-dynamodb.GetCommand',
          '@aws-sdk/lib-dynamodb.PutCommand',
          '@aws-sdk/lib-dynamodb.QueryCommand',
          '@aws-sdk/lib-dynamodb.ScanCommand',
          '@aws-sdk/lib-dynamodb.UpdateCommand',
          '@aws-sdk/lib-dynamodb.DeleteCommand',
          '@aws-sdk/client-dynamodb.PutItemCommand',
          '@aws-sdk/client-dynamodb.GetItemCommand',
          '@aws-sdk/client-dynamodb.QueryCommand',
          '@aws-sdk/client-dynamodb.ScanCommand',
          'aws-sdk.DynamoDB.DocumentClient().get',
          'aws-sdk.DynamoDB.DocumentClient().put',
          'aws-sdk.DynamoDB.DocumentClient().query',
          'aws-sdk.DynamoDB.DocumentClient().scan',
          'aws-sdk.DynamoDB.DocumentClient().update',
          'aws-sdk.DynamoDB.DocumentClient().delete',
        ],
        resource: 'dynamodb',
        arguments: { TableName: 'table' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@google-cloud/pubsub'],
    clients: [
      {
        calls: ['@google-cloud/pubsub.PubSub'],
        resource: 'pubsub',
        arguments: { projectId: 'project', apiEndpoint: 'url' },
        environment: { PUBSUB_EMULATOR_HOST: 'host' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['@azure/service-bus'],
    clients: [{ calls: ['@azure/service-bus.ServiceBusClient'], resource: 'azure_servicebus', arguments: { '0': 'url' } }],
  },
  {
    language: 'node',
    packages: ['mqtt', 'pg-boss'],
    clients: [
      {
        calls: ['pg-boss', 'pg-boss.PgBoss'],
        resource: 'postgres',
        arguments: { '0': 'url', connectionString: 'url', host: 'host', user: 'user', password: 'password', database: 'database' },
      },
    ],
  },
  {
    language: 'node',
    packages: ['agenda'],
    clients: [{ calls: ['agenda', 'agenda.Agenda'], resource: 'mongodb', arguments: { 'db.address': 'url' } }],
  },
];
