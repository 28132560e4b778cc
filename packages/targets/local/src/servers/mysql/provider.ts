import { databaseOf, userOf } from '@groundwork/provision';
import { existsSync } from 'node:fs';
import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { findMysql, type MysqlInstallation } from './find.ts';
import { carriedByMaven } from './maven.ts';
import { dataFolder } from './layout.ts';

export const mysqlProvider: ServerProvider = {
  port: 3306,
  find: (request) =>
    firstOf([onThisMachine, inContainer, fromMaven], request, { apt: 'mariadb-server', brew: 'mariadb', service: 'mariadb' }),
};

function onThisMachine(request: ServerRequest): FoundServer | null {
  const chosen = choose(findMysql(), request);
  return chosen && servedBy(chosen, request);
}

function fromMaven(request: ServerRequest): FoundServer | null {
  const carried = carriedByMaven();
  return carried && { ...servedBy(carried.installation, request), obtain: carried.obtain };
}

/** The one whose data is already there, since the other cannot read it; else the one asked for; else the first. */
function choose(installations: readonly MysqlInstallation[], { data, version }: ServerRequest): MysqlInstallation | null {
  return (
    installations.find(({ flavour }) => existsSync(dataFolder({ folder: data, flavour }))) ??
    installations.find((installation) => version !== null && isAskedFor(installation, version)) ??
    installations.find(({ flavour }) => flavour === flavourOf(version)) ??
    installations[0] ??
    null
  );
}

/** What runs with an installation. */
export function servedBy(installation: MysqlInstallation, request: ServerRequest): FoundServer {
  const { flavour, version, program, home, installer, timeZones } = installation;
  const title = `${names[flavour]} ${version}`;
  const user = userOf(request);
  const database = databaseOf(request);
  const asked = flavourOf(request.version);
  return {
    title,
    server: {
      driver: 'mysql',
      flavour,
      title,
      version,
      program,
      home,
      installer,
      timeZones,
      account: serverAccount(['mysql']),
      folder: request.data,
      port: request.port,
      user,
      password: request.password,
      database,
      adminPassword: request.adminPassword,
      // MySQL's own listens to nobody then.
      open: !request.told.password && flavour === 'mariadb',
    },
    connection: {
      type: 'mysql',
      host: '127.0.0.1',
      port: request.port,
      user,
      password: request.password,
      database,
      path: null,
    },
    warning:
      request.version !== null && asked !== null && !isAskedFor(installation, request.version)
        ? `${request.name} asks for ${names[asked]} ${request.version}; this machine has ${title}`
        : null,
  };
}

const names = { mariadb: 'MariaDB', mysql: 'MySQL' } as const;

/** MariaDB counts from 10 on, and MySQL has not got there. */
function flavourOf(version: string | null): MysqlInstallation['flavour'] | null {
  const major = Number(/\d+/.exec(version ?? '')?.[0]);
  return Number.isNaN(major) ? null : major >= 10 ? 'mariadb' : 'mysql';
}

/** Whether it is the version, as far as that is said: 10.11.6 is 10 and 10.11, 8.4 is no 8.0. */
function isAskedFor({ flavour, version }: MysqlInstallation, wanted: string): boolean {
  const parts = /\d+(?:\.\d+)?/.exec(wanted)?.[0].split('.') ?? [];
  return flavour === flavourOf(wanted) && parts.every((part, index) => version.split('.')[index] === part);
}
