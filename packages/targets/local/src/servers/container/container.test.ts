import { readState } from '@groundwork/provision';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHarbour, resourceOf, serviceOf, type Harbour } from '../../harbour.fixture.ts';
import { dataOf, resetEnvironment } from '../../lifecycle/reset.ts';
import { stopEnvironment } from '../../lifecycle/stop.ts';
import { firstOf } from '../chain.ts';
import { requestOf } from '../request.fixture.ts';
import { toldAs, upWith } from '../servers.fixture.ts';
import { inContainer } from './candidate.ts';
import { createStandIn, type StandIn } from './engine.fixture.ts';
import { findEngine } from './engine.ts';

let home: string;
let engine: StandIn;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-container-'));
  engine = createStandIn(home);
  vi.stubEnv('PATH', `${engine.folder}${delimiter}${process.env['PATH'] ?? ''}`);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const docker = () => ({ program: engine.program, name: 'Docker' as const });

describe('an engine', () => {
  it('is there when it answers, not when its client is', () => {
    expect(findEngine()).toEqual(docker());
    engine.is('asleep');
    // Asked once: another PATH, another answer.
    vi.stubEnv('PATH', engine.folder);
    expect(findEngine()).toBeNull();
  });
});

describe('a server in a container', () => {
  const found = (...args: Parameters<typeof requestOf>) => inContainer(requestOf(...args), docker());

  it('is another way when its image can be had', () => {
    expect(found('db', 'postgres', home, { version: '16' })?.title).toBe('PostgreSQL 16 (Docker)');
    expect(found('db', 'postgres', home)?.obtain?.commands).toEqual([{ argv: [engine.program, 'pull', 'docker.io/library/postgres:17'] }]);
    engine.is('pulled');
    expect(found('db', 'postgres', home)?.obtain).toBeUndefined();
  });

  it('is none when its registry refuses: the next way is taken', async () => {
    engine.is('refused');
    expect(found('db', 'postgres', home)).toBeNull();
    await expect(firstOf([(request) => inContainer(request, docker())], requestOf('db', 'redis', home), { apt: 'redis', brew: 'redis' }))
      .rejects //
      .toMatchObject({ code: 'server.missing', exit: 3 });
  });

  it('is none where another server has its data already', () => {
    mkdirSync(join(home, 'db', 'postgres-18'), { recursive: true });
    expect(found('db', 'postgres', home)).toBeNull();
  });

  it.each([
    ['its own extensions', ['pg_trgm', 'uuid-ossp'], 'docker.io/library/postgres:16'],
    ['one from elsewhere', ['vector', 'pg_trgm'], 'docker.io/pgvector/pgvector:pg16'],
    ['one nobody publishes with others', ['vector', 'postgis'], undefined],
    ['one of a maker of its own', ['timescaledb'], undefined],
  ])('has the image for %s', (_what, extensions, image) => {
    const server = found('db', 'postgres', home, { version: '16', extensions })?.server;
    expect(server && 'image' in server ? server.image : undefined).toBe(image);
  });

  it('takes a version only where it is a tag', () => {
    const imageFor = (type: Parameters<typeof requestOf>[1], version: string | null) => {
      const server = found('it', type, home, { version })?.server;
      return server && 'image' in server ? server.image : null;
    };
    expect(imageFor('redis', '7.2')).toBe('docker.io/library/redis:7.2');
    expect(imageFor('redis', '>=6')).toBe('docker.io/library/redis:7');
    expect(imageFor('nats', '2.10')).toBe('docker.io/library/nats:2.10-alpine');
    expect(imageFor('elasticsearch', '8')).toBe('docker.io/library/elasticsearch:8.19.4');
    expect(imageFor('elasticsearch', '7.17.9')).toBe('docker.io/library/elasticsearch:7.17.9');
  });

  it('shows no password in its arguments', () => {
    for (const type of ['postgres', 'mysql', 'redis', 'rabbitmq', 'nats', 'neo4j', 'clickhouse'] as const) {
      const server = found('it', type, home, { password: 'low-tide', adminPassword: 'high-tide' })?.server;
      expect(JSON.stringify(server && 'env' in server ? server.env : null)).toContain('low-tide');
      expect(JSON.stringify(server && 'arguments' in server ? server.arguments : null)).not.toMatch(/(?:low|high)-tide/u);
    }
  });
});

describe('an environment with a container', () => {
  const printer = resourceOf('printer', 'gotenberg');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove(), 60_000);

  it('runs it on this machine only and removes it when it is stopped', async () => {
    const { told, state } = await upWith(harbour, printer);
    expect(state.resources).toMatchObject([{ server: 'Gotenberg 8 (Docker)', state: 'ready' }]);
    expect(told['TOLD_URL']).toBe(`http://127.0.0.1:${state.resources[0]?.port}`);
    const run = engine.calls().find(([verb]) => verb === 'run') ?? [];
    expect(run).toContain(`--publish=127.0.0.1:${state.resources[0]?.port}:3000`);
    expect(run.filter((each) => each.startsWith('--publish'))).toHaveLength(1);
    const file = run.find((each) => each.startsWith('--env-file='))?.slice('--env-file='.length) ?? '';
    expect(statSync(file).mode & 0o077).toBe(0);
    await stopEnvironment(harbour.folder);
    expect(engine.calls().at(-1)).toEqual(['rm', '--force', expect.stringMatching(/^groundwork-[0-9a-f]{8}-printer$/u)]);
    await expect(fetch(told['TOLD_URL'] ?? '')).rejects.toThrow('fetch failed');
  }, 60_000);

  it('leaves nothing when its supervisor is killed', async () => {
    const { told } = await upWith(harbour, printer);
    const state = readState(harbour.folder);
    for (const pid of [state?.supervisor?.pid, state?.resources[0]?.process?.pid]) process.kill(-(pid ?? 0), 'SIGKILL');
    expect((await fetch(told['TOLD_URL'] ?? '')).ok).toBe(true);
    await stopEnvironment(harbour.folder);
    await expect(fetch(told['TOLD_URL'] ?? '')).rejects.toThrow('fetch failed');
  }, 60_000);

  it('says what the registry said when the pull fails', async () => {
    engine.is('denied');
    const { resources } = await (await harbour.up([serviceOf('quay', { env: [toldAs(printer, 'url')] })], [printer])).settled;
    expect(resources).toMatchObject([
      { state: 'failed', reason: { code: 'server.not_obtained', message: expect.stringContaining('denied: the registry is closed') } },
    ]);
  }, 60_000);

  it('is not replaced by a server that has none of its data', async () => {
    const shelf = resourceOf('shelf', 'dynamodb');
    await upWith(harbour, shelf);
    await stopEnvironment(harbour.folder);
    engine.is('refused');
    await expect(upWith(harbour, shelf)).rejects.toMatchObject({ code: 'server.data_in_container', exit: 3 });
  }, 60_000);

  it('has its volume deleted when it is reset', async () => {
    const shelf = resourceOf('shelf', 'dynamodb');
    await (
      await harbour.up([], [shelf])
    ).settled;
    await stopEnvironment(harbour.folder);
    const name = /"name":"(groundwork-\w+-shelf)"/.exec(readFileSync(harbour.folder.launch, 'utf8'))?.[1] ?? '';
    expect(dataOf(harbour.dir, 'local')).toContain(`volume ${name}`);
    await resetEnvironment(harbour.dir, 'local');
    expect(engine.calls()).toContainEqual(['volume', 'rm', '--force', name]);
  }, 60_000);
});
