import { describe, expect, it } from 'vitest';
import { blueprint, bound, service, variable } from '../blueprint.fixture.ts';
import type { Connection } from './connection.ts';
import { environmentOf } from './environment.ts';
import { generatedNames, withGenerated } from './secrets.ts';
import { toldAbout } from './told.ts';

const db: Connection = { type: 'postgres', host: '127.0.0.1', port: 5, user: 'u', password: 'p', database: 'd', path: null };
const sources = {
  connections: { db },
  services: { prices: { host: '127.0.0.1', port: 9 } },
  secrets: {},
  port: 8000,
  secretFile: (name: string) => `/private/${name}`,
};

describe('the variables of a service', () => {
  it('come from what it is bound to, from kept secrets and from the platform', () => {
    const pier = service('pier', {
      env: [
        bound('DATABASE_URL', { resource: 'db', property: 'url' }),
        bound('PRICES_URL', { service: 'prices', property: 'url' }),
        variable('SECRET_KEY', { source: 'generated' }),
        variable('LOG_LEVEL', { source: 'default', default: 'info', required: false }),
      ],
    });
    expect(environmentOf(pier, { ...sources, secrets: { SECRET_KEY: 'tide' } })).toEqual({
      values: { PORT: '8000', DATABASE_URL: 'postgresql://u:p@127.0.0.1:5/d', PRICES_URL: 'http://127.0.0.1:9', SECRET_KEY: 'tide' },
      files: {},
      missing: [],
    });
  });

  it('name files where the code reads the value from one, but those that a person named', () => {
    const pier = service('pier', { env: [bound('DB_KEY', { resource: 'db', property: 'password', form: 'secret-file' })] });
    expect(environmentOf(pier, sources)).toMatchObject({ values: { DB_KEY: '/private/DB_KEY' }, files: { '/private/DB_KEY': 'p' } });
    expect(environmentOf(pier, { ...sources, secrets: { DB_KEY: '/run/key' } })).toMatchObject({
      values: { DB_KEY: '/run/key' },
      files: {},
    });
  });

  it('are missing when only a person can give them', () => {
    const pier = service('pier', { env: [variable('STRIPE_KEY'), variable('SENTRY_DSN', { required: false })] });
    expect(environmentOf(pier, sources).missing.map(({ name }) => name)).toEqual(['STRIPE_KEY']);
    expect(environmentOf(pier, { ...sources, secrets: { STRIPE_KEY: 'sk' } }).values).toEqual({ PORT: '8000', STRIPE_KEY: 'sk' });
  });

  it('include what the libraries of its resources look for, unless somebody gave another', () => {
    const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'key', AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9' };
    const jobs: Connection = { ...db, type: 'sqs', environment, variables: { ORDERS_QUEUE_URL: 'http://127.0.0.1:9/0/orders' } };
    const pier = service('pier', {
      env: [variable('AWS_ACCESS_KEY_ID'), bound('ORDERS_QUEUE_URL', { resource: 'jobs', property: 'url' })],
      uses: [{ resource: 'jobs', access: [], evidence: [] }],
    });
    const given = { ...sources, connections: { db, jobs }, secrets: { AWS_REGION: 'eu-north-1' }, port: null };
    expect(environmentOf(pier, given)).toEqual({
      values: { ...environment, AWS_REGION: 'eu-north-1', ORDERS_QUEUE_URL: 'http://127.0.0.1:9/0/orders' },
      files: {},
      missing: [],
    });
    expect(environmentOf(service('quay'), given).values).toEqual({});
  });

  it('that code cannot do without are those of the example it brings along', () => {
    const pier = service('pier', {
      port: 8080,
      env: [
        variable('APP_NAME', { source: 'default', default: 'harbour' }),
        variable('HTTP_PORT', { source: 'default', default: '8080' }),
        variable('GRPC_PORT', { source: 'default', default: '9090' }),
        variable('LOG_LEVEL', { source: 'default', default: 'info', required: false }),
      ],
    });
    expect(environmentOf(pier, sources).values).toEqual({ PORT: '8000', APP_NAME: 'harbour', HTTP_PORT: '8000', GRPC_PORT: '9090' });
  });

  it('leave a resource that is left out to the code', () => {
    const pier = service('pier', { env: [bound('CACHE_URL', { resource: 'cache', property: 'url' })] });
    expect(environmentOf(pier, sources).values).toEqual({ PORT: '8000' });
  });
});

describe('generated values', () => {
  const names = generatedNames(
    blueprint([service('pier', { env: [variable('B', { source: 'generated' }), variable('A', { source: 'generated' })] })]),
  );

  it('stay what they were', () => {
    const first = withGenerated(names, {});
    expect(Object.keys(first)).toEqual(['A', 'B']);
    expect(first['A']).toMatch(/^[0-9a-f]{64}$/u);
    expect(first['A']).not.toBe(first['B']);
    expect(withGenerated(['C', ...names], first)).toMatchObject(first);
  });

  it('fit where only one form does', () => {
    const { FERNET_KEY = '' } = withGenerated(['FERNET_KEY'], {});
    expect(Buffer.from(FERNET_KEY, 'base64url')).toHaveLength(32);
    expect(FERNET_KEY).toHaveLength(44);
  });
});

describe('what services have written down about a resource', () => {
  it('is the names that lead nowhere here, and what the server has to be like', () => {
    const written = { host: 'shelf', port: 3307, user: 'root', database: 'loaves' };
    const far = { host: 'db.example.org', port: null, user: 'late', database: null };
    const using = (name: string, each: typeof written | typeof far) =>
      service(name, { uses: [{ resource: 'db', access: [], written: each, evidence: [] }] });
    expect(toldAbout('db', blueprint([using('pier', written), using('crane', far)])).written).toEqual({
      hosts: ['shelf'],
      port: 3307,
      user: 'root',
      database: 'loaves',
    });
  });
});

describe('what services can be told about a resource', () => {
  const told = (...env: ReturnType<typeof bound>[]) =>
    toldAbout('db', blueprint([service('pier', { env, uses: [{ resource: 'db', access: [], evidence: [] }] })]));

  it.each([
    ['a URL', [bound('A', { resource: 'db', property: 'url' })], { conventionalPort: false, password: true }],
    ['host and port', [bound('A', { resource: 'db', property: 'host', form: 'host:port' })], { conventionalPort: false, password: false }],
    ['a host alone', [bound('A', { resource: 'db', property: 'host' })], { conventionalPort: true, password: false }],
    ['an endpoint', [bound('A', { resource: 'db', property: 'endpoint' })], { conventionalPort: false, password: false }],
    ['nothing', [], { conventionalPort: true, password: false }],
  ])('%s', (_name, env, expected) => {
    expect(told(...env)).toMatchObject(expected);
  });

  it('names what the code has names for', () => {
    const topic = { ...bound('TIDES_TOPIC', { resource: 'db', property: 'topic' }), default: 'tides' };
    const { variables } = toldAbout('db', blueprint([service('pier', { env: [topic, bound('A', { resource: 'db', property: 'url' })] })]), {
      A: 'kafka://elsewhere',
    });
    expect(variables).toEqual([
      { name: 'TIDES_TOPIC', property: 'topic', form: null, value: 'tides' },
      { name: 'A', property: 'url', form: null, value: 'kafka://elsewhere' },
    ]);
  });
});
