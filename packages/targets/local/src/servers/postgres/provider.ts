import { databaseOf, userOf } from '@groundwork/provision';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runnableBy, serverAccount } from '../../process/account.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import type { Packages } from '../missing.ts';
import { pgvectorFor, type FetchedLibrary } from './pgvector.ts';
import { extensionsOf, findPostgres, type PostgresInstallation } from './find.ts';

export const postgresProvider: ServerProvider = {
  port: 5432,
  find(request) {
    const all = findPostgres();
    if (all.length === 0) return firstOf([inContainer], request, { apt: 'postgresql', brew: 'postgresql' });
    const chosen = choose(able(all, request), request);
    if (!chosen) return firstOf([inContainer], request, extensionPackages(all, request));
    return found(chosen, request);
  },
};

/** An installation with every extension asked for, by itself or with what is fetched for it. */
interface AbleInstallation extends PostgresInstallation {
  readonly fetched: FetchedLibrary | null;
}

/** Those that have everything by themselves come first. */
function able(installations: readonly PostgresInstallation[], request: ServerRequest): AbleInstallation[] {
  const lacks = installations.map((installation) => ({ installation, names: lacking(installation, request) }));
  return [
    ...lacks.flatMap(({ installation, names }) => (names.length === 0 ? [{ ...installation, fetched: null }] : [])),
    ...lacks.flatMap(({ installation, names }) => {
      const fetched = names.length === 0 ? null : pgvectorFor(installation, names);
      return fetched === null ? [] : [{ ...installation, fetched }];
    }),
  ];
}

/** The one whose data is already there, since no other version can read it; else the version asked for; else the first. */
function choose(installations: readonly AbleInstallation[], { data, version }: ServerRequest): AbleInstallation | null {
  const wanted = majorOf(version);
  return (
    installations.find(({ major }) => existsSync(dataFolder(data, major))) ??
    installations.find(({ major }) => major === wanted) ??
    installations[0] ??
    null
  );
}

function found(installation: AbleInstallation, request: ServerRequest): FoundServer {
  const account = serverAccount(['postgres']);
  const { version, major, home, relocatable } = installation;
  const folder = relocatable ? runnableBy(home, account, `postgres-${version}`) : home;
  const user = userOf(request, free);
  const database = databaseOf(request, free);
  const wanted = majorOf(request.version);
  return {
    title: `PostgreSQL ${version}`,
    server: {
      driver: 'postgres',
      bin: relocatable ? join(folder, 'bin') : installation.bin,
      account,
      data: dataFolder(request.data, major),
      port: request.port,
      user,
      password: request.password,
      database,
      adminPassword: request.adminPassword,
      open: !request.told.password,
      extensions: [...request.extensions],
      library: installation.fetched?.library ?? null,
    },
    connection: {
      type: 'postgres',
      host: '127.0.0.1',
      port: request.port,
      user,
      password: request.password,
      database,
      path: null,
    },
    ...(installation.fetched ? { obtain: installation.fetched.obtain } : {}),
    warning: wanted !== null && wanted !== major ? `${request.name} asks for PostgreSQL ${wanted}; this machine has ${version}` : null,
  };
}

const dataFolder = (data: string, major: string): string => join(data, `postgres-${major}`);

const majorOf = (version: string | null): string | null => /\d+/.exec(version ?? '')?.[0] ?? null;

function lacking(installation: PostgresInstallation, { extensions }: ServerRequest): string[] {
  if (extensions.length === 0) return [];
  const has = new Set(extensionsOf(installation));
  return extensions.filter((name) => !has.has(name));
}

/** Debian names the package of an extension after it, but for pgvector. */
function extensionPackages(all: readonly PostgresInstallation[], request: ServerRequest): Packages {
  const debian = all.find(({ bin }) => bin.startsWith('/usr/lib/postgresql/'));
  const names = (debian ? lacking(debian, request) : request.extensions).map((name) => (name === 'vector' ? 'pgvector' : name));
  const apt = names.map((name) => `postgresql-${debian?.major ?? '15'}-${name.replaceAll('_', '-')}`).join(' ');
  return { apt: debian ? apt : `postgresql ${apt}`, brew: names.join(' ') };
}

/** The superuser has another name here, and the database of this name is handed over. */
const free = ['postgres', 'root', 'admin'];
