import { join } from 'node:path';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { natsAnswers } from './handshake.ts';
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
        answers: () => natsAnswers(server),
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
