import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import { memcachedAnswers } from './handshake.ts';
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
        answers: () => memcachedAnswers({ port }),
      },
      context,
    ),
};
