import type { Evidence, ServiceKind } from '@groundwork/blueprint';
import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import { callsIn, callsNamed, type FoundCall } from './calls.ts';
import type { Program } from './programs.ts';

/** What a program does besides serving. */
export interface Works {
  readonly kind: ServiceKind;
  readonly framework: string | null;
  readonly schedule: string | null;
  readonly evidence: Evidence;
}

/** A library by which a program waits for work, and the calls that only a consumer makes. */
export interface Consumer {
  readonly name: string;
  readonly module: string;
  readonly calls: readonly string[];
}

export const consumers: readonly Consumer[] = [
  { name: 'Asynq', module: 'github.com/hibiken/asynq', calls: ['NewServer'] },
  { name: 'River', module: 'github.com/riverqueue/river', calls: ['AddWorker', 'NewWorkers'] },
  { name: 'Machinery', module: 'github.com/RichardKnop/machinery', calls: ['NewWorker', 'Launch'] },
  { name: 'Temporal', module: 'go.temporal.io/sdk/worker', calls: ['RegisterWorkflow', 'RegisterActivity'] },
  { name: 'Cadence', module: 'go.uber.org/cadence/worker', calls: ['New'] },
  { name: 'Faktory', module: 'github.com/contribsys/faktory_worker_go', calls: ['NewManager'] },
  { name: 'gocraft/work', module: 'github.com/gocraft/work', calls: ['NewWorkerPool'] },
  { name: 'taskq', module: 'github.com/vmihailenco/taskq', calls: ['StartConsumers', 'RegisterTask'] },
  { name: 'Watermill', module: 'github.com/ThreeDotsLabs/watermill', calls: ['AddHandler', 'AddNoPublisherHandler', 'NewRouter'] },
  { name: 'Kafka', module: 'github.com/segmentio/kafka-go', calls: ['ReadMessage', 'FetchMessage'] },
  { name: 'Kafka', module: 'github.com/IBM/sarama', calls: ['NewConsumerGroup', 'NewConsumer', 'ConsumePartition'] },
  { name: 'Kafka', module: 'github.com/Shopify/sarama', calls: ['NewConsumerGroup', 'NewConsumer', 'ConsumePartition'] },
  { name: 'Kafka', module: 'github.com/confluentinc/confluent-kafka-go', calls: ['NewConsumer', 'SubscribeTopics'] },
  { name: 'Kafka', module: 'github.com/twmb/franz-go/pkg/kgo', calls: ['PollFetches', 'PollRecords', 'ConsumeTopics'] },
  { name: 'RabbitMQ', module: 'github.com/rabbitmq/amqp091-go', calls: ['Consume', 'ConsumeWithContext'] },
  { name: 'RabbitMQ', module: 'github.com/streadway/amqp', calls: ['Consume'] },
  { name: 'RabbitMQ', module: 'github.com/wagslane/go-rabbitmq', calls: ['NewConsumer'] },
  {
    name: 'NATS',
    module: 'github.com/nats-io/nats.go',
    calls: ['Subscribe', 'QueueSubscribe', 'PullSubscribe', 'ChanSubscribe', 'Consume', 'Fetch'],
  },
  { name: 'NATS', module: 'github.com/nats-io/stan.go', calls: ['Subscribe', 'QueueSubscribe'] },
  { name: 'NSQ', module: 'github.com/nsqio/go-nsq', calls: ['NewConsumer'] },
  { name: 'Amazon SQS', module: 'github.com/aws/aws-sdk-go-v2/service/sqs', calls: ['ReceiveMessage'] },
  { name: 'Amazon SQS', module: 'github.com/aws/aws-sdk-go/service/sqs', calls: ['ReceiveMessage', 'ReceiveMessageWithContext'] },
  { name: 'Pub/Sub', module: 'cloud.google.com/go/pubsub', calls: ['Receive'] },
  { name: 'Service Bus', module: 'github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus', calls: ['ReceiveMessages'] },
  { name: 'Pulsar', module: 'github.com/apache/pulsar-client-go', calls: ['Subscribe'] },
  {
    name: 'Redis',
    module: 'github.com/redis/go-redis',
    calls: ['BRPop', 'BLPop', 'BLMove', 'XReadGroup', 'XRead', 'Subscribe', 'PSubscribe', 'BRPopLPush'],
  },
  {
    name: 'Redis',
    module: 'github.com/go-redis/redis',
    calls: ['BRPop', 'BLPop', 'XReadGroup', 'XRead', 'Subscribe', 'PSubscribe', 'BRPopLPush'],
  },
  { name: 'Redis', module: 'github.com/gomodule/redigo/redis', calls: ['PubSubConn'] },
  { name: 'MQTT', module: 'github.com/eclipse/paho.mqtt.golang', calls: ['Subscribe'] },
  { name: 'Telegram bot', module: 'github.com/go-telegram-bot-api/telegram-bot-api', calls: ['GetUpdatesChan'] },
  { name: 'Telegram bot', module: 'gopkg.in/telebot', calls: ['NewBot'] },
  { name: 'Telegram bot', module: 'github.com/go-telegram/bot', calls: ['New'] },
  { name: 'Discord bot', module: 'github.com/bwmarrin/discordgo', calls: ['AddHandler'] },
  { name: 'Slack bot', module: 'github.com/slack-go/slack/socketmode', calls: ['New'] },
];

export const schedulers: readonly Consumer[] = [
  { name: 'cron', module: 'github.com/robfig/cron', calls: ['AddFunc', 'AddJob', 'Schedule'] },
  { name: 'cron', module: 'gopkg.in/robfig/cron', calls: ['AddFunc', 'AddJob', 'Schedule'] },
  { name: 'gocron', module: 'github.com/go-co-op/gocron', calls: ['NewScheduler', 'NewJob', 'Every', 'Cron'] },
  { name: 'gocron', module: 'github.com/jasonlvhit/gocron', calls: ['Every'] },
  { name: 'cron', module: 'github.com/gdgvda/cron', calls: ['Add', 'AddFunc'] },
  { name: 'Asynq', module: 'github.com/hibiken/asynq', calls: ['NewScheduler', 'NewPeriodicTaskManager'] },
];

export const functions: ReadonlySet<string> = new Set([
  'github.com/aws/aws-lambda-go/lambda.Start',
  'github.com/aws/aws-lambda-go/lambda.StartWithOptions',
  'github.com/aws/aws-lambda-go/lambda.StartHandler',
  'github.com/GoogleCloudPlatform/functions-framework-go/funcframework.Start',
  'github.com/GoogleCloudPlatform/functions-framework-go/funcframework.StartHostPort',
  'github.com/apex/gateway.ListenAndServe',
]);

const evidenceAt = (found: FoundCall, why: string, confidence: number): Evidence => ({
  file: found.module.path,
  line: found.call.line,
  why,
  confidence,
});

/** A program whose calls a cloud makes. */
export function functionOf(program: Program): Works | null {
  const [found] = callsNamed(functions, program.own, program.repository);
  return found
    ? { kind: 'function', framework: 'AWS Lambda', schedule: null, evidence: evidenceAt(found, 'a function handler is started', 0.97) }
    : null;
}

/** Work a program waits for, or does again and again. */
export function workOf(program: Program): Works | null {
  for (const { name, module, calls } of consumers) {
    const [found] = callsIn(module, calls, program.modules);
    if (found) return { kind: 'worker', framework: name, schedule: null, evidence: evidenceAt(found, `waits for work from ${name}`, 0.9) };
  }
  for (const { name, module, calls } of schedulers) {
    const [found] = callsIn(module, calls, program.modules);
    if (found)
      return {
        kind: 'scheduler',
        framework: name,
        schedule: scheduleIn(found, program),
        evidence: evidenceAt(found, `runs on a schedule with ${name}`, 0.9),
      };
  }
  // A command line watches and repeats for the person at it.
  return /(cli|ctl)$/.test(program.name) ? null : endless(program);
}

/** `AddFunc("@daily", …)`. */
function scheduleIn({ call, module, scope }: FoundCall, program: Program): string | null {
  const [first] = call.args;
  const text = first ? textOf(program.repository.valueOf(first, module, scope)) : null;
  return text !== null && /^(@\w+|[\d*/,\-?]+( [\d*/,\-?A-Z]+){4,5})/.test(text) ? text : null;
}

/** A loop without an end that sleeps, or a ticker. */
function endless(program: Program): Works | null {
  for (const module of program.own) {
    const [scope] = module.endless;
    const ticks = ['NewTicker', 'Tick', 'Sleep'].flatMap((name) => indexOf(module).calls.get(name) ?? [])[0];
    if (scope === undefined && !(indexOf(module).calls.get('NewTicker') ?? indexOf(module).calls.get('Tick'))) continue;
    const line = (scope === undefined ? undefined : module.functions[scope]?.line) ?? ticks?.call.line ?? program.line;
    return {
      kind: 'worker',
      framework: null,
      schedule: null,
      evidence: { file: module.path, line, why: 'works in a loop without an end', confidence: ticks ? 0.85 : 0.6 },
    };
  }
  return null;
}
