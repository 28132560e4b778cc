import type { ServiceDraft } from '../../language.ts';
import { listeningPort } from '../application.ts';
import type { JavaFramework } from '../frameworks.ts';
import { draft, mainEvidence, type Application } from './draft.ts';
import { startOf } from './framework.ts';

/** A main without a framework: something that runs on when it serves, or waits for messages. */
export function plainService(application: Application): ServiceDraft[] | null {
  const { mains, names, modules, project, repository } = application;
  const main = mains.find((each) => each.name === project.mainClass) ?? mains[0];
  if (!main) return null;
  const sun: JavaFramework = {
    name: 'jdk',
    dependencies: /$^/,
    port: 8000,
    portKeys: [],
    portArgument: '',
    ownMain: false,
    listens: [
      { call: 'InetSocketAddress', port: '0' },
      { call: 'InetSocketAddress', port: '1' },
    ],
  };
  const server = modules.find((module) => module.imports.some((each) => each.module.startsWith('com.sun.net.httpserver')));
  if (server) {
    const told = listeningPort(sun, [server], repository);
    return draft(application, {
      kind: 'web',
      framework: null,
      ...startOf(sun, application, 'web'),
      port: told?.port ?? sun.port,
      health: '/',
      evidence: [mainEvidence(main, 'serves HTTP with the JDK', 0.9)],
    });
  }
  const waits = names.find((name) =>
    /^(org\.apache\.kafka:kafka-(clients|streams)|com\.rabbitmq:amqp-client|io\.nats:jnats|org\.apache\.pulsar:pulsar-client|software\.amazon\.awssdk:sqs|com\.amazonaws:aws-java-sdk-sqs)$/.test(
      name,
    ),
  );
  const listens = modules.some((module) =>
    module.imports.some((each) =>
      /(KafkaConsumer|KafkaStreams|DefaultConsumer|DeliverCallback|ReceiveMessageRequest|Dispatcher|nats\.client\.Subscription)/.test(
        each.module,
      ),
    ),
  );
  if (!waits || !listens) return null;
  return draft(application, {
    kind: 'worker',
    framework: null,
    ...startOf(sun, application, 'worker'),
    evidence: [mainEvidence(main, `waits for messages with ${waits}`, 0.85)],
  });
}
