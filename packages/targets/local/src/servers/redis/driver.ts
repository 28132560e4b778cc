import { connect } from 'node:net';
import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
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
        answers: () => ping(server),
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

/** Logs in where there is a password and asks PING. A server that is still loading its data answers an error. */
function ping({ port, password }: RedisServer): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    let answer = '';
    const finish = (well: boolean): void => {
      socket.destroy();
      done(well);
    };
    socket.setTimeout(2000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(`${password === null ? '' : request('AUTH', password)}${request('PING')}`));
    socket.on('data', (data) => {
      answer += data.toString();
      if (answer.includes('+PONG')) finish(true);
      else if (/^-/m.test(answer)) finish(false);
    });
  });
}

/** One command in Redis' own serialisation. */
function request(...words: string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}
