import { identifier } from '@groundwork/provision';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { getting } from '../web/exchange.ts';
import { foundWeb, onPath } from '../web/found.ts';
import { settings, users, type Login } from './configuration.ts';

export const clickhouseProvider: ServerProvider = {
  port: 8123,
  extraPorts: ['native'],
  find: (request) =>
    firstOf([installed, inContainer], request, {
      get: 'curl https://clickhouse.com/ | sh && sudo ./clickhouse install',
      brew: 'clickhouse',
    }),
};

function installed(request: ServerRequest): FoundServer | null {
  // One program that is all of them, or the server under a name of its own.
  const program = onPath('clickhouse-server', 'clickhouse');
  if (program === null) return null;
  const { port, told, password, project, extraPorts } = request;
  const database = identifier(project);
  const login: Login = told.password ? { user: database, password } : { user: 'default', password: '' };
  const version = versionOf(program);
  // A release that does not say which it is, is one of these too.
  const old = Number(version.split('.')[0]) < 22;
  const headers = { 'x-clickhouse-user': login.user, ...(login.password === '' ? {} : { 'x-clickhouse-key': login.password }) };
  const asked = (sql: string, answer: string) => getting(`/?query=${encodeURIComponent(sql)}`, answer, headers);
  const credentials = login.password === '' ? '' : `${login.user}:${login.password}@`;
  return foundWeb('clickhouse', request, program, {
    name: 'ClickHouse',
    ...(version === '' ? {} : { version }),
    arguments: (folder) => [
      ...(program.endsWith('clickhouse') ? ['server'] : []),
      '--config-file=config.xml',
      '--',
      `--path=${join(folder, 'store')}/`,
      `--tmp_path=${join(folder, 'tmp')}/`,
    ],
    files: {
      'config.xml': settings({ port, native: extraPorts['native'] ?? 9000, old }),
      'users.xml': users(login, old),
    },
    folders: ['store', 'tmp'],
    ready: [
      { ...asked(`CREATE DATABASE IF NOT EXISTS ${database}`, ''), method: 'POST' },
      asked(`SELECT name FROM system.databases WHERE name = '${database}'`, database),
    ],
    connection: {
      user: login.user,
      password: login.password,
      database,
      properties: { url: `http://${credentials}127.0.0.1:${port}/${database}`, endpoint: `http://127.0.0.1:${port}` },
    },
  });
}

/** `ClickHouse server version 25.8.2.29 (official build).` */
function versionOf(program: string): string {
  try {
    const args = program.endsWith('clickhouse') ? ['server', '--version'] : ['--version'];
    const text = execFileSync(program, args, { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
    return /version (\d+(?:\.\d+)*)/.exec(text)?.[1] ?? '';
  } catch {
    return '';
  }
}
