import { identifier } from '@groundwork/provision';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { builtWithGo, type GoProgram } from '../obtain/go.ts';
import { programsOnPath } from '../programs.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';

/** The last release that brings its own store; the second generation needs a PostgreSQL with an extension of Microsoft's. */
const ferretDb: GoProgram = {
  title: 'FerretDB',
  name: 'ferretdb',
  module: 'github.com/FerretDB/FerretDB',
  main: './cmd/ferretdb',
  version: 'v1.24.2',
  files: { 'build/version/version.txt': 'v1.24.2' },
};

/** MongoDB is in no package registry: its makers hand it out themselves. */
export const mongodbProvider: ServerProvider = {
  port: 27017,
  find: (request) => firstOf([mongod, inContainer, ferretDbBuilt], request, { apt: 'golang', brew: 'mongodb/brew/mongodb-community' }),
};

function mongod(request: ServerRequest): FoundServer | null {
  const [program] = programsOnPath('mongod');
  if (program === undefined) return null;
  const alone = `${request.name} is one MongoDB alone: transactions and change streams need a replica set`;
  return found(request, {
    title: `MongoDB ${versionOf(program)}`.trim(),
    kind: 'mongod',
    program,
    warning: request.told.variables.some(({ value }) => value?.includes('replicaSet=')) ? alone : null,
  });
}

function ferretDbBuilt(request: ServerRequest): FoundServer | null {
  const carried = builtWithGo(ferretDb);
  if (carried === null) return null;
  const title = `FerretDB ${ferretDb.version.slice(1)}`;
  const server = found(request, {
    title: `${title} (speaks MongoDB)`,
    kind: 'ferretdb',
    program: carried.program,
    warning: `${request.name} is served by ${title}, which is not MongoDB: it has no transactions and no change streams; with mongod on PATH, that is used`,
  });
  return { ...server, obtain: carried.obtain };
}

interface Kind {
  readonly title: string;
  readonly kind: 'mongod' | 'ferretdb';
  readonly program: string;
  readonly warning: string | null;
}

function found(request: ServerRequest, { title, kind, program, warning }: Kind): FoundServer {
  const { port, told, project, data, password, adminPassword } = request;
  const name = identifier(project);
  const login = told.password ? { user: name, password } : null;
  return {
    title,
    server: {
      driver: 'mongodb',
      kind,
      program,
      account: serverAccount(['mongodb', 'mongod']),
      // The files of one are nothing to the other.
      data: join(data, kind),
      port,
      database: name,
      login,
      adminPassword,
    },
    connection: {
      type: 'mongodb',
      host: '127.0.0.1',
      port,
      user: login?.user ?? null,
      password: login?.password ?? null,
      database: name,
      path: null,
    },
    warning,
  };
}

/** `db version v7.0.4`. */
function versionOf(program: string): string {
  try {
    const text = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000, stdio: ['ignore', 'pipe', 'ignore'] });
    return /version v([\d.]+)/.exec(text)?.[1] ?? '';
  } catch {
    return '';
  }
}
