/** Calls by which a process takes work off a queue or stream. */
export interface ConsumingCalls {
  readonly packages: readonly string[];
  /** Last names of the calls. */
  readonly calls: readonly string[];
  /** It is the library's own class that is constructed, not a method of something made elsewhere. */
  readonly constructs?: boolean;
}

export const consumingCalls: readonly ConsumingCalls[] = [
  { packages: ['bullmq'], calls: ['Worker'], constructs: true },
  { packages: ['bull', 'bee-queue', 'kue', '@nestjs/bull'], calls: ['process'] },
  { packages: ['kafkajs', '@confluentinc/kafka-javascript'], calls: ['run', 'eachMessage', 'subscribe'] },
  { packages: ['kafka-node'], calls: ['ConsumerGroup', 'Consumer', 'ConsumerGroupStream'], constructs: true },
  { packages: ['node-rdkafka'], calls: ['consume', 'KafkaConsumer'] },
  { packages: ['amqplib', 'amqp-connection-manager'], calls: ['consume'] },
  { packages: ['rabbitmq-client'], calls: ['createConsumer'] },
  { packages: ['nats', '@nats-io/transport-node'], calls: ['subscribe', 'consume'] },
  { packages: ['sqs-consumer'], calls: ['create', 'Consumer'] },
  { packages: ['@aws-sdk/client-sqs'], calls: ['ReceiveMessageCommand'], constructs: true },
  { packages: ['aws-sdk'], calls: ['receiveMessage'] },
  { packages: ['@google-cloud/pubsub'], calls: ['subscription'] },
  { packages: ['@azure/service-bus'], calls: ['createReceiver', 'subscribe'] },
  {
    packages: ['redis', 'ioredis'],
    calls: ['brpop', 'blpop', 'brPop', 'blPop', 'brpoplpush', 'subscribe', 'psubscribe', 'xread', 'xreadgroup', 'xReadGroup'],
  },
  { packages: ['graphile-worker'], calls: ['run', 'runMigrations'] },
  { packages: ['pg-boss'], calls: ['work'] },
  { packages: ['agenda', '@hokify/agenda'], calls: ['define'] },
  { packages: ['mqtt'], calls: ['subscribe'] },
  { packages: ['@temporalio/worker'], calls: ['create'] },
  { packages: ['faktory-worker'], calls: ['work', 'register'] },
  { packages: ['bree'], calls: ['Bree', 'start'] },
];

/** Calls by which a process keeps a schedule. */
export const schedulingCalls: readonly { readonly packages: readonly string[]; readonly calls: readonly string[] }[] = [
  { packages: ['node-cron'], calls: ['schedule'] },
  { packages: ['cron'], calls: ['CronJob', 'from'] },
  { packages: ['croner'], calls: ['Cron'] },
  { packages: ['node-schedule'], calls: ['scheduleJob'] },
  { packages: ['toad-scheduler'], calls: ['addSimpleIntervalJob', 'addCronJob'] },
  { packages: ['bree'], calls: ['Bree', 'start'] },
  { packages: ['agenda', '@hokify/agenda'], calls: ['every'] },
  { packages: ['@nestjs/schedule'], calls: ['Cron', 'Interval'] },
];

/** Libraries of chat bots. */
export const botLibraries: readonly string[] = [
  'discord.js',
  'telegraf',
  'grammy',
  'eris',
  'node-telegram-bot-api',
  '@slack/bolt',
  'tmi.js',
  'whatsapp-web.js',
  'matrix-bot-sdk',
];
