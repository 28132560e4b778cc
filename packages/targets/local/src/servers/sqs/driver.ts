import { awsAccount, awsRegion } from '@groundwork/provision';
import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { javaArguments, javaEnvironment } from '../java-program.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { sqsAnswers } from './handshake.ts';
import type { SqsServer } from './schema.ts';

export const sqsDriver: ServerDriver<SqsServer> = {
  async start(server, context) {
    const { data, account, program } = server;
    makeOwnFolder(data, account);
    const configuration = join(data, 'elasticmq.conf');
    writeOwnFile(configuration, configurationOf(server), account);
    return startProgram(
      {
        title: 'ElasticMQ',
        argv: javaArguments(program, { main: 'org.elasticmq.server.Main', heap: 128, options: [`-Dconfig.file=${configuration}`], data }),
        cwd: data,
        env: javaEnvironment(data),
        account,
        answers: () => sqsAnswers(server),
      },
      context,
    );
  },
};

/** In HOCON, of which JSON is a part. Messages are kept in a file database, so that a queue survives `gw down`. */
function configurationOf({ port, data, queues }: SqsServer): string {
  const settings = {
    'node-address': { protocol: 'http', host: '127.0.0.1', port, 'context-path': '' },
    'generate-node-address': false,
    'rest-sqs': { enabled: true, 'bind-hostname': '127.0.0.1', 'bind-port': port, 'sqs-limits': 'strict' },
    'rest-stats': { enabled: false },
    aws: { region: awsRegion, accountId: awsAccount },
    // Names that are written in the code and in no variable.
    'auto-create-queues': { enabled: true, template: {} },
    'messages-storage': {
      enabled: true,
      // Written before it is acknowledged, not half a second later.
      uri: `jdbc:h2:${join(data, 'queues')};WRITE_DELAY=0`,
      'driver-class': 'org.h2.Driver',
      username: 'sa',
      password: '',
    },
    queues: Object.fromEntries(queues.map((queue) => [queue, queue.endsWith('.fifo') ? { fifo: true } : {}])),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `include classpath("application.conf")\n${lines.join('\n')}\n`;
}
