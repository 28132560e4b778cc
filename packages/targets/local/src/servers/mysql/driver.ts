import { existsSync, renameSync, rmSync } from 'node:fs';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { runProgram, startProgram, type StartContext } from '../program.ts';
import type { RunningServer, ServerDriver } from '../provider.ts';
import { configurationFile, configurationOf, dataFolder, filesFolder, startFile, startStatements } from './layout.ts';
import type { MysqlServer } from './schema.ts';

export const mysqlDriver: ServerDriver<MysqlServer> = {
  async start(server, context) {
    makeOwnFolder(server.folder, server.account);
    if (server.open) makeOwnFolder(filesFolder(server), server.account);
    writeOwnFile(configurationFile(server), configurationOf(server), server.account);
    if (!existsSync(dataFolder(server))) await initialise(server, context);
    // Who may log in is settled before anybody can: the file is run before the first connection is taken.
    writeOwnFile(startFile(server), startStatements(server), server.account);
    try {
      return await run(server, context);
    } finally {
      rmSync(startFile(server), { force: true });
    }
  },
};

function run(server: MysqlServer, context: StartContext): Promise<RunningServer> {
  return startProgram(
    {
      ...programOf(server),
      argv: [
        server.program,
        `--defaults-file=${configurationFile(server)}`,
        `--datadir=${dataFolder(server)}`,
        `--init-file=${startFile(server)}`,
        // Anybody is its administrator then, so it reads and writes no other files.
        ...(server.open ? ['--skip-grant-tables', `--secure-file-priv=${filesFolder(server)}`] : []),
      ],
      answers: async () => (await import('../handshake/mysql.ts')).mysqlAnswers(server),
    },
    context,
  );
}

/** Makes the data folder beside its place and moves it there, so that being killed half-way leaves nothing that looks finished. */
async function initialise(server: MysqlServer, context: StartContext): Promise<void> {
  const partial = `${dataFolder(server)}.partial`;
  const statements = `${server.folder}/initial.sql`;
  rmSync(partial, { recursive: true, force: true });
  // Code that groups by days in a time zone asks the server to know it.
  writeOwnFile(statements, 'USE mysql;\n', server.account);
  if (server.timeZones !== null) {
    const append = '"$1" /usr/share/zoneinfo >> "$2" 2>/dev/null || true';
    await runProgram({ ...programOf(server), argv: ['/bin/sh', '-c', append, 'sh', server.timeZones, statements] }, context);
  }
  await runProgram({ ...programOf(server), argv: initialising(server, partial, statements) }, context);
  rmSync(statements, { force: true });
  renameSync(partial, dataFolder(server));
}

/** Nobody can log in meanwhile: there is no port yet. Its own superuser has a password from the first start on. */
function initialising(server: MysqlServer, data: string, statements: string): string[] {
  const defaults = `--defaults-file=${configurationFile(server)}`;
  if (server.installer === null)
    return [server.program, defaults, '--initialize-insecure', `--datadir=${data}`, `--init-file=${statements}`];
  return [
    server.installer,
    defaults,
    ...(server.home === null ? [] : [`--basedir=${server.home}`]),
    `--datadir=${data}`,
    '--auth-root-authentication-method=socket',
    '--auth-root-socket-user=root',
    '--skip-test-db',
    '--skip-name-resolve',
    `--extra-file=${statements}`,
  ];
}

function programOf(server: MysqlServer) {
  return {
    title: server.title,
    cwd: server.folder,
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', HOME: server.folder },
    account: server.account,
  };
}
