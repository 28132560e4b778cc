import { makeOwnFolder } from '../../process/account.ts';
import { javaArguments, javaEnvironment } from '../java-program.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { tikaAnswers } from './handshake.ts';
import type { TikaServer } from './schema.ts';

export const tikaDriver: ServerDriver<TikaServer> = {
  async start(server, context) {
    const { data, account, port, program } = server;
    makeOwnFolder(data, account);
    return startProgram(
      {
        title: 'Apache Tika',
        argv: javaArguments(program, {
          main: 'org.apache.tika.server.core.TikaServerCli',
          heap: 512,
          // A parent that starts and watches a second Java is what the supervisor is already.
          arguments: ['--host', '127.0.0.1', '--port', String(port), '--noFork'],
          data,
        }),
        cwd: data,
        env: javaEnvironment(data),
        account,
        answers: () => tikaAnswers(server),
      },
      context,
    );
  },
};
