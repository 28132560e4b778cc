import { connect } from 'node:net';
import { makeOwnFolder } from '../../process/account.ts';
import { entryFile } from '../../supervisor/entry.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import type { SmtpServer } from './schema.ts';

/** Runs as whoever runs the services: it is a program of ours, and another account could not read it where it is installed. */
export const smtpDriver: ServerDriver<SmtpServer> = {
  start({ folder, port, pagePort }, context) {
    makeOwnFolder(folder, null);
    return startProgram(
      {
        title: 'The mail catcher',
        argv: [process.execPath, '--max-old-space-size=128', ...entryFile('mail-catcher'), folder, String(port), String(pagePort)],
        cwd: folder,
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: folder },
        account: null,
        answers: () => greets(port),
      },
      context,
    );
  },
};

/** It says 220, and 250 to a client that says who it is. */
function greets(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    let read = '';
    const finish = (well: boolean): void => {
      socket.destroy();
      done(well);
    };
    socket.setTimeout(2000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('data', (data) => {
      if (read === '') socket.write('EHLO groundwork\r\n');
      read += data.toString();
      if (/^250 .*\r\n$/m.test(read)) finish(true);
      else if (!read.startsWith('220')) finish(false);
    });
  });
}
