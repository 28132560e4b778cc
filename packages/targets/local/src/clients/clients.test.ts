import type { ResourceType } from '@groundwork/blueprint';
import type { Connection } from '@groundwork/provision';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireProgram } from '@groundwork/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, serviceOf, urlOf, type Harbour } from '../harbour.fixture.ts';
import { findClient } from './find.ts';
import { clients } from './table.ts';

const connectionOf = (type: ResourceType): Connection => ({
  type,
  host: '127.0.0.1',
  port: 4100,
  user: 'harbour',
  password: 'high-tide',
  database: 'ships',
  path: type === 'sqlite' ? '/harbour/ships.db' : null,
});

const all = Object.entries(clients).flatMap(([type, list]) => list.map((client) => [type as ResourceType, client] as const));

describe('a client', () => {
  it.each(all.filter(([type]) => type !== 'sqlite'))('of %s is told the password, and not as an argument: $program', (type, { tell }) => {
    const { words, env = {}, file = '' } = tell(connectionOf(type));
    expect(words.join(' ')).not.toContain('high-tide');
    expect(`${Object.values(env).join(' ')} ${file}`).toContain('high-tide');
  });

  it('that reads a file finds a private one, which is gone afterwards', () => {
    const folder = mkdtempSync(join(tmpdir(), 'harbour-'));
    const program = join(folder, 'mysql');
    execFileSync('/bin/sh', ['-c', 'printf "#!/bin/sh\\n" > "$1" && chmod +x "$1"', 'sh', program]);
    const before = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      const client = findClient(connectionOf('mysql'), folder);
      const file = client?.argv[1]?.replace('--defaults-extra-file=', '') ?? '';
      expect(client?.argv).toEqual([program, `--defaults-extra-file=${file}`, 'ships']);
      expect(statSync(file).mode & 0o077).toBe(0);
      client?.forget();
      expect(existsSync(file)).toBe(false);
    } finally {
      process.env['PATH'] = before;
      rmSync(folder, { recursive: true });
    }
  });
});

describe('against what really runs', () => {
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove(), 60_000);

  const say = async (type: ResourceType, input: string, variable: string): Promise<string> => {
    const service = serviceOf('pier', { env: [urlOf('store', variable)] });
    const borrowed = await harbour.borrow([service], [resourceOf('store', type)], { kind: 'resource', resource: 'store' });
    const [resource] = borrowed.resources;
    const client = resource && findClient(resource.connection, harbour.folder.root);
    const [program = '', ...words] = client?.argv ?? [];
    try {
      return execFileSync(program, words, { env: client?.env, input, encoding: 'utf8' });
    } finally {
      client?.forget();
      await borrowed.release(0);
    }
  };

  it.runIf(requireProgram('psql', 'apt-get install postgresql-client'))('psql is logged in', async () => {
    expect(await say('postgres', '\\t\nselect current_user;\n', 'DATABASE_URL')).toContain('harbour');
  });

  it.runIf(requireProgram('redis-cli', 'apt-get install redis-tools') && requireProgram('redis-server', 'apt-get install redis-server'))(
    'redis-cli is logged in',
    async () => {
      expect(await say('redis', 'ping\n', 'REDIS_URL')).toContain('PONG');
    },
  );
});
