import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { redisAnswers } from './handshake.ts';
import type { RedisServer } from './schema.ts';

export const redisDriver: ServerDriver<RedisServer> = {
  async start(server, context) {
    makeOwnFolder(server.data, server.account);
    // In a file, because arguments are shown to everyone on the machine.
    const configuration = join(server.data, 'redis.conf');
    writeOwnFile(configuration, configurationOf(server), server.account);
    return startProgram(
      {
        title: 'Redis',
        argv: [server.program, configuration],
        cwd: server.data,
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: server.data },
        account: server.account,
        answers: () => redisAnswers(server),
      },
      context,
    );
  },
};

function configurationOf({ port, password, data }: RedisServer): string {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    'daemonize no',
    `dir ${quoted(data)}`,
    // Every write is kept: a queue must survive `gw down`.
    'appendonly yes',
    'save ""',
    ...(password === null ? [] : [`requirepass ${quoted(password)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const quoted = (text: string): string => JSON.stringify(text);
