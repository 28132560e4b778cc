import { execFileSync } from 'node:child_process';
import { serverAccount } from '../../process/account.ts';
import { firstOf } from '../chain.ts';
import { inContainer } from '../container/candidate.ts';
import { serverPrograms } from '../programs.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../provider.ts';

export const memcachedProvider: ServerProvider = {
  port: 11211,
  find: (request) => firstOf([onPath, inContainer], request, { apt: 'memcached', brew: 'memcached', service: 'memcached' }),
};

/** Its clients have no login unless both sides were built for one, so it has none. */
function onPath({ port }: ServerRequest): FoundServer | null {
  const [program] = serverPrograms('memcached');
  if (program === undefined) return null;
  return {
    title: `Memcached ${versionOf(program)}`.trim(),
    server: { driver: 'memcached', program, account: serverAccount(['memcache', 'memcached']), port },
    connection: { type: 'memcached', host: '127.0.0.1', port, user: null, password: null, database: null, path: null },
    warning: null,
  };
}

/** `memcached 1.6.18`. */
function versionOf(program: string): string {
  try {
    const text = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /\d+(?:\.\d+)+/.exec(text)?.[0] ?? '';
  } catch {
    return '';
  }
}
