import { execFileSync } from 'node:child_process';
import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { programsOnPath } from '../programs.ts';
import type { ServerProvider } from '../provider.ts';

/** Both speak the same protocol; a Redis comes first because that is what the code names. */
const programs = ['redis-server', 'valkey-server', 'keydb-server'];

export const redisProvider: ServerProvider = {
  port: 6379,
  find(request) {
    const [program] = programs.flatMap((name) => programsOnPath(name));
    if (program === undefined) return firstOf([inContainer], request, { apt: 'redis-server', brew: 'redis' });
    const { name, version } = versionOf(program);
    // A client that can only be told host and port cannot log in.
    const password = request.told.password ? request.password : null;
    const [wanted] = (request.version ?? '').split('.');
    const older = name === 'Redis' && wanted !== undefined && wanted !== '' && Number(version.split('.')[0]) < Number(wanted);
    return {
      title: `${name} ${version}`,
      server: { driver: 'redis', program, account: serverAccount(['redis']), data: request.data, port: request.port, password },
      connection: { type: 'redis', host: '127.0.0.1', port: request.port, user: null, password, database: null, path: null },
      warning: older ? `${request.name} asks for Redis ${wanted}; this machine has ${version}` : null,
    };
  },
};

/** `Redis server v=7.0.15 sha=...`, `Valkey server v=8.1.1 ...`. */
function versionOf(program: string): { name: string; version: string } {
  try {
    const text = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return { name: /^\w+/.exec(text)?.[0] ?? 'Redis', version: /\bv=([\d.]+)/.exec(text)?.[1] ?? '' };
  } catch {
    return { name: 'Redis', version: '' };
  }
}
