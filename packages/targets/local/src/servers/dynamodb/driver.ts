import { join } from 'node:path';
import { makeOwnFolder } from '../../process/account.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { dynamodbAnswers } from './handshake.ts';
import type { DynamodbServer } from './schema.ts';

export const dynamodbDriver: ServerDriver<DynamodbServer> = {
  async start(server, context) {
    const { node, entry, account, data, port } = server;
    makeOwnFolder(data, account);
    // Amazon takes seconds to make a table; code that waits for it need not wait here.
    const timing = ['--createTableMs', '0', '--updateTableMs', '0', '--deleteTableMs', '0'];
    return startProgram(
      {
        title: 'Dynalite',
        argv: [node, entry, '--host', '127.0.0.1', '--port', String(port), '--path', join(data, 'tables'), ...timing],
        cwd: data,
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', HOME: data },
        account,
        answers: () => dynamodbAnswers(server),
      },
      context,
    );
  },
};
