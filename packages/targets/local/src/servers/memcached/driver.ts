import { connect } from 'node:net';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import type { MemcachedServer } from './schema.ts';

export const memcachedDriver: ServerDriver<MemcachedServer> = {
  start: ({ program, account, port }, context) =>
    startProgram(
      {
        title: 'Memcached',
        argv: [program, '--listen=127.0.0.1', `--port=${port}`, '--udp-port=0', '--memory-limit=64'],
        cwd: '/',
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: '/' },
        account,
        answers: () => answers(port),
      },
      context,
    ),
};

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (well: boolean): void => {
      socket.destroy();
      done(well);
    };
    socket.setTimeout(2000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write('version\r\n'));
    socket.on('data', (data) => finish(data.toString().startsWith('VERSION ')));
  });
}
