import { GroundworkError } from '@groundwork/host';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { makeOwnFolder, writeOwnFile } from '../../process/account.ts';
import { startGroup, type ProcessGroup } from '../../process/group.ts';
import type { ServerDriver } from '../provider.ts';
import type { PostgresServer } from './schema.ts';

/** The server's own superuser; services get a user that is none, and so cannot make the server run programs for them. */
const admin = 'groundwork';

export const postgresDriver: ServerDriver<PostgresServer> = {
  async start(server, { resource, run, signal }) {
    const log = resource.log ?? '/dev/null';
    if (!existsSync(server.data)) await initialise(server, log, run);
    writeOwnFile(join(server.data, 'pg_hba.conf'), accessOf(server), server.account);
    const settings = {
      listen_addresses: '127.0.0.1',
      port: String(server.port),
      unix_socket_directories: '',
      // In the group's log, which is rotated.
      logging_collector: 'off',
      ...(server.library === null
        ? {}
        : {
            extension_control_path: `$system:${server.library.share}`,
            dynamic_library_path: `$libdir:${server.library.lib}`,
          }),
    };
    const group = startGroup({
      argv: [
        join(server.bin, 'postgres'),
        '-D',
        server.data,
        ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      cwd: server.data,
      env: environmentOf(server),
      log,
      run,
      account: server.account,
      stopSignal: 'SIGINT',
    });
    try {
      await prepare(server, group, signal);
    } catch (cause) {
      await group.stop();
      throw cause;
    }
    return { group, record: group.record };
  },
};

/** Who may come in how; the server's own superuser with its password in any case. */
function accessOf({ open }: PostgresServer): string {
  const lines = [`host all ${admin} 127.0.0.1/32 scram-sha-256`, `host all all 127.0.0.1/32 ${open ? 'trust' : 'scram-sha-256'}`];
  return `${lines.join('\n')}\n`;
}

/** Makes the data folder beside its place and moves it there, so that being killed half-way leaves nothing that looks finished. */
async function initialise(server: PostgresServer, log: string, run: string): Promise<void> {
  const partial = `${server.data}.partial`;
  const passwordFile = `${server.data}.password`;
  rmSync(partial, { recursive: true, force: true });
  makeOwnFolder(dirname(server.data), server.account);
  makeOwnFolder(partial, server.account);
  writeOwnFile(passwordFile, server.adminPassword, server.account);
  const locales = process.platform === 'linux' ? [['--locale=C.UTF-8'], ['--no-locale']] : [['--no-locale']];
  try {
    for (const locale of locales) {
      const common = ['-D', partial, '-U', admin, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--no-sync'];
      const argv = [join(server.bin, 'initdb'), ...common, ...locale];
      const group = startGroup({ argv, cwd: '/', env: environmentOf(server), log, run, account: server.account });
      const { code } = await group.ended;
      await group.stop(0);
      if (code === 0) {
        renameSync(partial, server.data);
        return;
      }
    }
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
  throw new GroundworkError({ code: 'server.not_initialised', message: 'PostgreSQL could not make its data folder', where: log });
}

/** Waits for a real answer to a real query, then makes the user, database and extensions that are not there yet. */
async function prepare(server: PostgresServer, group: ProcessGroup, signal: AbortSignal): Promise<void> {
  await withConnection(server, 'postgres', group, signal, async (sql) => {
    const [role] = await sql`select 1 from pg_roles where rolname = ${server.user}`;
    const password = `'${server.password.replaceAll("'", "''")}'`;
    await sql.unsafe(`${role ? 'alter' : 'create'} role ${quoted(server.user)} login createdb password ${password}`);
    const [database] = await sql`select 1 from pg_database where datname = ${server.database}`;
    const owned = `${quoted(server.database)} owner`;
    await sql.unsafe(database ? `alter database ${owned} to ${quoted(server.user)}` : `create database ${owned} ${quoted(server.user)}`);
  });
  if (server.extensions.length === 0) return;
  await withConnection(server, server.database, group, signal, async (sql) => {
    for (const extension of server.extensions) await sql.unsafe(`create extension if not exists ${quoted(extension)} cascade`);
  });
}

async function withConnection(
  server: PostgresServer,
  database: string,
  group: ProcessGroup,
  signal: AbortSignal,
  action: (sql: postgres.Sql) => Promise<void>,
): Promise<void> {
  let over: string | null = null;
  void group.ended.then(({ code, error }) => (over = error ?? `it ended with ${code ?? 'a signal'}`));
  const until = Date.now() + 60_000;
  for (;;) {
    const sql = postgres({
      host: '127.0.0.1',
      port: server.port,
      database,
      user: admin,
      password: server.adminPassword,
      max: 1,
      connect_timeout: 5,
      onnotice: () => {},
    });
    try {
      await sql`select 1`;
      await action(sql);
      return;
    } catch (cause) {
      if (over !== null || signal.aborted || Date.now() > until || !isStarting(cause)) {
        throw new GroundworkError({
          code: 'server.not_ready',
          message: `PostgreSQL did not become ready: ${over ?? (cause instanceof Error ? cause.message : String(cause))}`,
          cause,
        });
      }
      await sleep(30);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

/** Refused, or "the database system is starting up" (57P03): it only needs time. */
function isStarting(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return ['ECONNREFUSED', 'ECONNRESET', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', 'CONNECTION_ENDED', '57P03'].includes(code);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function environmentOf({ account }: PostgresServer): Record<string, string> {
  const home = account?.home ?? process.env['HOME'] ?? '/';
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', HOME: home };
}
