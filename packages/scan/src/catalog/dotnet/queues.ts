import type { Library } from '../library.ts';
import { driver, extending, library, methods, properties } from './entry.ts';

const rabbit = { HostName: 'host', Port: 'port', UserName: 'user', Password: 'password', Uri: 'url' } as const;
const kafka = { BootstrapServers: 'url', SaslUsername: 'user', SaslPassword: 'password' } as const;
const kafkaConfigs = ['ProducerConfig', 'ConsumerConfig', 'AdminClientConfig', 'ClientConfig'].map((name) => `Confluent.Kafka.${name}`);

/** Brokers, and the buses built on them. */
export const queues: readonly Library[] = [
  driver('rabbitmq', [
    'MassTransit.RabbitMQ',
    'EasyNetQ',
    'DotNetCore.CAP.RabbitMQ',
    'NServiceBus.RabbitMQ',
    'Rebus.RabbitMq',
    'WolverineFx.RabbitMQ',
    'Volo.Abp.EventBus.RabbitMQ',
  ]),
  driver('kafka', ['MassTransit.Kafka', 'DotNetCore.CAP.Kafka', 'KafkaFlow', 'WolverineFx.Kafka', 'Volo.Abp.EventBus.Kafka']),
  {
    ...library(
      ['RabbitMQ.Client'],
      ['RabbitMQ.Client'],
      [{ calls: ['RabbitMQ.Client.ConnectionFactory'], resource: 'rabbitmq', arguments: rabbit, silent: 'localhost' }],
      properties('RabbitMQ.Client.ConnectionFactory', 'rabbitmq', rabbit),
    ),
    drives: 'rabbitmq',
  },
  library(['AspNetCore.HealthChecks.Rabbitmq'], extending, [
    methods(['AddRabbitMQ'], 'rabbitmq', { '0': 'url', rabbitConnectionString: 'url' }),
  ]),
  library(
    ['MassTransit.RabbitMQ', 'MassTransit'],
    ['MassTransit'],
    [
      methods(['UsingRabbitMq', 'CreateUsingRabbitMq'], 'rabbitmq', {}, { silent: 'localhost' }),
      methods(['Host'], 'rabbitmq', { '0': 'host' }, { among: ['rabbitmq'] }),
      methods(['Username'], 'rabbitmq', { '0': 'user' }),
      methods(['Password'], 'rabbitmq', { '0': 'password' }),
      methods(['UsingAzureServiceBus'], 'azure_servicebus', {}),
      methods(['UsingAmazonSqs'], 'sqs', {}),
    ],
  ),
  library(
    ['EasyNetQ'],
    ['EasyNetQ', ...extending],
    [
      { calls: ['EasyNetQ.RabbitHutch.CreateBus'], resource: 'rabbitmq', arguments: { '0': 'url' } },
      methods(['AddEasyNetQ', 'RegisterEasyNetQ'], 'rabbitmq', { '0': 'url' }),
    ],
  ),
  library(
    ['DotNetCore.CAP.RabbitMQ', 'DotNetCore.CAP.Kafka', 'DotNetCore.CAP'],
    ['DotNetCore.CAP', ...extending],
    [methods(['UseRabbitMQ'], 'rabbitmq', { '0': 'host' }), methods(['UseKafka'], 'kafka', { '0': 'url' })],
    properties('UseRabbitMQ', 'rabbitmq', rabbit),
  ),
  library(
    ['Rebus.RabbitMq', 'WolverineFx.RabbitMQ', 'NServiceBus.RabbitMQ'],
    ['Rebus.Config', 'Wolverine.RabbitMQ', 'NServiceBus'],
    [
      methods(['UseRabbitMq'], 'rabbitmq', { '0': 'url' }),
      { calls: ['NServiceBus.RabbitMQTransport'], resource: 'rabbitmq', arguments: { '1': 'url' } },
    ],
    properties('UseRabbitMq', 'rabbitmq', rabbit),
  ),
  {
    ...library(
      ['Confluent.Kafka'],
      ['Confluent.Kafka'],
      [{ calls: kafkaConfigs, resource: 'kafka', arguments: kafka }],
      kafkaConfigs.flatMap((name) => properties(name, 'kafka', kafka)),
    ),
    drives: 'kafka',
  },
  library(['KafkaFlow', 'KafkaFlow.Microsoft.DependencyInjection'], ['KafkaFlow'], [methods(['WithBrokers'], 'kafka', { '0': 'url' })]),
  {
    ...library(
      ['NATS.Client', 'NATS.Net', 'NATS.Client.Core', 'NATS.Client.JetStream', 'AlterNats'],
      ['NATS.Client', 'NATS.Client.Core', 'NATS.Net', 'AlterNats'],
      [
        {
          calls: ['NATS.Net.NatsClient', 'NATS.Client.ConnectionFactory().CreateConnection'],
          resource: 'nats',
          arguments: { '0': 'url', url: 'url' },
          silent: 'nats://localhost:4222',
        },
        {
          calls: ['NATS.Client.Core.NatsOpts', 'AlterNats.NatsOptions'],
          resource: 'nats',
          arguments: { Url: 'url' },
          silent: 'nats://localhost:4222',
        },
        {
          calls: ['NATS.Client.Core.NatsConnection', 'AlterNats.NatsConnection'],
          resource: 'nats',
          arguments: {},
          silent: 'nats://localhost:4222',
        },
      ],
    ),
    drives: 'nats',
  },
  library(
    ['Azure.Messaging.ServiceBus', 'Microsoft.Azure.ServiceBus'],
    ['Azure.Messaging.ServiceBus', 'Azure.Messaging.ServiceBus.Administration', 'Microsoft.Azure.ServiceBus'],
    [
      {
        calls: [
          'Azure.Messaging.ServiceBus.ServiceBusClient',
          'Azure.Messaging.ServiceBus.Administration.ServiceBusAdministrationClient',
          'Microsoft.Azure.ServiceBus.QueueClient',
          'Microsoft.Azure.ServiceBus.TopicClient',
          'Microsoft.Azure.ServiceBus.SubscriptionClient',
        ],
        resource: 'azure_servicebus',
        arguments: { '0': 'url' },
      },
      {
        calls: [
          'Azure.Messaging.ServiceBus.ServiceBusClient().CreateSender',
          'Azure.Messaging.ServiceBus.ServiceBusClient().CreateProcessor',
        ],
        resource: 'azure_servicebus',
        arguments: { '0': 'queue' },
      },
    ],
  ),
  library(
    ['Microsoft.Extensions.Azure'],
    ['Microsoft.Extensions.Azure'],
    [
      methods(['AddServiceBusClient'], 'azure_servicebus', { '0': 'url' }),
      methods(['AddServiceBusClientWithNamespace'], 'azure_servicebus', { '0': 'host' }),
      methods(['AddBlobServiceClient'], 'object_storage', { '0': 'url' }),
    ],
  ),
];
