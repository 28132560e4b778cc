import { connect } from 'node:net';
import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import type { NatsServer } from './schema.ts';

export const natsDriver: ServerDriver<NatsServer> = {
  async start(server, context) {
    const { folder, account, program } = server;
    makeOwnFolder(folder, account);
    // In a file, because arguments are shown to everyone on the machine.
    const configuration = join(folder, 'nats.conf');
    writeOwnFile(configuration, configurationOf(server), account);
    return startProgram(
      {
        title: 'NATS',
        argv: [program, '--config', configuration],
        cwd: folder,
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: folder },
        account,
        answers: () => answers(server),
      },
      context,
    );
  },
};

function configurationOf({ folder, port, pagePort, user, password }: NatsServer): string {
  const lines = [
    `listen: "127.0.0.1:${port}"`,
    `http: "127.0.0.1:${pagePort}"`,
    'server_name: groundwork',
    // Streams, key-value and object stores, on by configuration only.
    `jetstream { store_dir: ${quoted(join(folder, 'jetstream'))} }`,
    ...(password === null ? [] : [`authorization { user: ${quoted(user ?? '')}, password: ${quoted(password)} }`]),
  ];
  return `${lines.join('\n')}\n`;
}

const quoted = (text: string): string => JSON.stringify(text);

/** The server greets with INFO; a client logs in with CONNECT and asks PING. */
function answers({ port, user, password }: NatsServer): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    let read = '';
    const finish = (well: boolean): void => {
      socket.destroy();
      done(well);
    };
    const login = password === null ? {} : { user, pass: password };
    socket.setTimeout(2000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(`CONNECT ${JSON.stringify({ verbose: false, pedantic: false, ...login })}\r\nPING\r\n`));
    socket.on('data', (data) => {
      read += data.toString();
      if (/^PONG/m.test(read)) finish(true);
      else if (/^-ERR/m.test(read)) finish(false);
    });
  });
}
