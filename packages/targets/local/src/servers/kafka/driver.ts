import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { javaArguments, javaEnvironment } from '../java-program.ts';
import { runProgram, startProgram, type StartContext } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { kafkaAnswers } from './handshake.ts';
import type { KafkaServer } from './schema.ts';

/** Warnings and errors only: what a broker says about itself is pages long. */
const logging = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'];

export const kafkaDriver: ServerDriver<KafkaServer> = {
  async start(server, context) {
    const { data, account, program } = server;
    makeOwnFolder(data, account);
    const log = join(data, 'log');
    if (!existsSync(log)) await format(server, log, context);
    const settings = writeSettings(server, log);
    return startProgram(
      {
        title: 'Kafka',
        argv: javaArguments(program, { main: 'kafka.Kafka', heap: 384, options: logging, arguments: [settings], data }),
        cwd: data,
        env: javaEnvironment(data),
        account,
        answers: () => kafkaAnswers(server),
      },
      context,
    );
  },
};

/** Makes the log folder beside its place and moves it there, so that being killed half-way leaves nothing that looks finished. */
async function format(server: KafkaServer, log: string, context: StartContext): Promise<void> {
  const { data, account, program } = server;
  const partial = `${log}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const settings = writeSettings(server, partial);
  await runProgram(
    {
      title: 'Kafka',
      argv: javaArguments(program, {
        main: 'kafka.tools.StorageTool',
        heap: 128,
        options: logging,
        arguments: ['format', '--cluster-id', clusterId(), '--config', settings],
        data,
      }),
      cwd: data,
      env: javaEnvironment(data),
      account,
    },
    context,
  );
  renameSync(partial, log);
}

/** Sixteen random bytes in Kafka's writing; the first is small, so that it never looks like an option. */
function clusterId(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('base64url');
}

/** One node that is broker and controller, and so one copy of everything. */
function writeSettings({ data, account, port, controllerPort }: KafkaServer, log: string): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': log,
    'auto.create.topics.enable': 'true',
    'num.partitions': '1',
    'default.replication.factor': '1',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '1',
    // A consumer that is alone need not wait for others.
    'group.initial.rebalance.delay.ms': '0',
  };
  const file = join(data, 'server.properties');
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}`);
  writeOwnFile(file, `${lines.join('\n')}\n`, account);
  return file;
}
