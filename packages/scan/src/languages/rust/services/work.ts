import type { Evidence, ServiceKind } from '@groundwork/blueprint';
import { callsIn, callsNamed, type Program } from './programs.ts';

/** What a program does besides serving. */
export interface Works {
  readonly kind: ServiceKind;
  readonly framework: string | null;
  readonly evidence: Evidence;
}

interface Consumer {
  readonly name: string;
  readonly crate: string;
  readonly calls: readonly string[];
  readonly kind: ServiceKind;
}

const consumers: readonly Consumer[] = [
  { name: 'apalis', crate: 'apalis', calls: ['WorkerBuilder', 'new', 'register'], kind: 'worker' },
  { name: 'fang', crate: 'fang', calls: ['start', 'builder'], kind: 'worker' },
  { name: 'Sidekiq', crate: 'sidekiq', calls: ['register'], kind: 'worker' },
  { name: 'Faktory', crate: 'faktory', calls: ['register', 'run'], kind: 'worker' },
  { name: 'celery', crate: 'celery', calls: ['consume', 'consume_from'], kind: 'worker' },
  { name: 'RabbitMQ', crate: 'lapin', calls: ['basic_consume'], kind: 'worker' },
  { name: 'RabbitMQ', crate: 'amqprs', calls: ['basic_consume'], kind: 'worker' },
  { name: 'Kafka', crate: 'rdkafka', calls: ['subscribe'], kind: 'worker' },
  { name: 'NATS', crate: 'async_nats', calls: ['subscribe', 'queue_subscribe', 'messages'], kind: 'worker' },
  { name: 'Amazon SQS', crate: 'aws_sdk_sqs', calls: ['receive_message'], kind: 'worker' },
  { name: 'Pub/Sub', crate: 'google_cloud_pubsub', calls: ['receive', 'subscribe'], kind: 'worker' },
  { name: 'Redis', crate: 'redis', calls: ['blpop', 'brpop', 'xread_options', 'xread', 'psubscribe'], kind: 'worker' },
  { name: 'Temporal', crate: 'temporal_sdk', calls: ['register_activity', 'register_wf'], kind: 'worker' },
  { name: 'Telegram bot', crate: 'teloxide', calls: ['dispatch', 'repl'], kind: 'worker' },
  { name: 'Discord bot', crate: 'serenity', calls: ['start', 'start_autosharded'], kind: 'worker' },
  { name: 'Discord bot', crate: 'poise', calls: ['builder'], kind: 'worker' },
  { name: 'cron', crate: 'tokio_cron_scheduler', calls: ['add', 'new_async'], kind: 'scheduler' },
  { name: 'clokwerk', crate: 'clokwerk', calls: ['every'], kind: 'scheduler' },
];

const functions: ReadonlySet<string> = new Set([
  'lambda_runtime.run',
  'lambda_http.run',
  'lambda_http.lambda_runtime.run',
  'lambda_web.run_hyper_on_lambda',
  'vercel_runtime.run',
]);

export function functionOf(program: Program): Works | null {
  const [found] = callsNamed(functions, program);
  return found
    ? {
        kind: 'function',
        framework: 'AWS Lambda',
        evidence: { file: found.module.path, line: found.call.line, why: 'a function handler is run', confidence: 0.97 },
      }
    : null;
}

export function workOf(program: Program): Works | null {
  for (const { name, crate, calls, kind } of consumers) {
    const [found] = callsIn(crate, calls, program.modules);
    if (found)
      return {
        kind,
        framework: name,
        evidence: {
          file: found.module.path,
          line: found.call.line,
          why: kind === 'scheduler' ? `runs on a schedule with ${name}` : `waits for work from ${name}`,
          confidence: 0.9,
        },
      };
  }
  const [scope] = program.entry.endless;
  if (scope === undefined) return null;
  const line = program.entry.functions[scope]?.line ?? program.line;
  return {
    kind: 'worker',
    framework: null,
    evidence: { file: program.entry.path, line, why: 'works in a loop without an end', confidence: 0.8 },
  };
}
