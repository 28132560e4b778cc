import { join } from 'node:path';
import { makeOwnFolder } from '../../process/account.ts';
import { startProgram } from '../program.ts';
import type { ServerDriver } from '../provider.ts';
import type { MongodbServer } from './schema.ts';
import { usersThere } from './users.ts';

export const mongodbDriver: ServerDriver<MongodbServer> = {
  async start(server, context) {
    const { kind, program, data, account } = server;
    makeOwnFolder(data, account);
    makeOwnFolder(join(data, 'store'), account);
    return startProgram(
      {
        title: kind === 'mongod' ? 'MongoDB' : 'FerretDB',
        argv: kind === 'mongod' ? [program, ...mongodArguments(server)] : [program],
        cwd: data,
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', HOME: data, ...(kind === 'ferretdb' ? ferretSettings(server) : {}) },
        account,
        answers: () => usersThere(server),
      },
      context,
    );
  },
};

function mongodArguments({ port, login }: MongodbServer): string[] {
  return ['--dbpath', 'store', '--bind_ip', '127.0.0.1', '--port', String(port), '--nounixsocket', ...(login === null ? [] : ['--auth'])];
}

/** See `ferretdb --help`: every flag is a variable, and here they hold a password. */
function ferretSettings({ port, login, database }: MongodbServer): Record<string, string> {
  return {
    FERRETDB_HANDLER: 'sqlite',
    FERRETDB_SQLITE_URL: 'file:store/',
    FERRETDB_STATE_DIR: '.',
    FERRETDB_LISTEN_ADDR: `127.0.0.1:${port}`,
    FERRETDB_DEBUG_ADDR: '-',
    FERRETDB_TELEMETRY: 'disable',
    FERRETDB_LOG_LEVEL: 'WARN',
    ...(login === null
      ? {}
      : {
          FERRETDB_TEST_ENABLE_NEW_AUTH: 'true',
          FERRETDB_SETUP_USERNAME: login.user,
          FERRETDB_SETUP_PASSWORD: login.password,
          FERRETDB_SETUP_DATABASE: database,
        }),
  };
}
