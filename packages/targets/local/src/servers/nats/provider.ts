import { identifier } from '@groundwork/provision';
import { execFileSync } from 'node:child_process';
import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { builtWithGo } from '../obtain/go.ts';
import { serverPrograms } from '../programs.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';

export const natsProvider: ServerProvider = {
  port: 4222,
  extraPorts: ['page'],
  find: (request) =>
    firstOf([onPath, inContainer, builtHere], request, { apt: 'nats-server', brew: 'nats-server', service: 'nats-server' }),
};

function onPath(request: ServerRequest): FoundServer | null {
  const [program] = serverPrograms('nats-server');
  return program === undefined ? null : found(request, program, versionOf(program));
}

const released = 'v2.15.2';

function builtHere(request: ServerRequest): FoundServer | null {
  const carried = builtWithGo({
    title: 'NATS',
    name: 'nats-server',
    module: 'github.com/nats-io/nats-server/v2',
    main: '.',
    version: released,
  });
  return carried && { ...found(request, carried.program, released.slice(1)), obtain: carried.obtain };
}

function found(request: ServerRequest, program: string, version: string): FoundServer {
  const { name, port, extraPorts, version: wanted } = request;
  const pagePort = extraPorts['page'] ?? 0;
  const login = takesLogin(request) ? { user: identifier(request.project), password: request.password } : { user: null, password: null };
  const [major = ''] = version.split('.');
  const wantedMajor = /\d+/.exec(wanted ?? '')?.[0];
  return {
    title: `NATS ${version}`,
    server: { driver: 'nats', program, account: serverAccount(['nats']), folder: request.data, port, pagePort, ...login },
    connection: { type: 'nats', host: '127.0.0.1', port, ...login, database: null, path: null },
    page: `http://127.0.0.1:${pagePort}`,
    warning: wantedMajor !== undefined && wantedMajor !== major ? `${name} asks for NATS ${wanted}; this machine has ${version}` : null,
  };
}

/** JavaScript's client takes no login from a URL: it has to be told user and password by themselves. */
function takesLogin({ told }: ServerRequest): boolean {
  return told.password && (!told.languages.includes('node') || told.variables.some(({ property }) => property === 'password'));
}

/** `nats-server: v2.9.10`. */
function versionOf(program: string): string {
  try {
    const text = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /\bv(\d+(?:\.\d+)*)/.exec(text)?.[1] ?? '';
  } catch {
    return '';
  }
}
