import { describe, expect, it } from 'vitest';
import { blueprint, bound, resource, service, variable } from '../blueprint.fixture.ts';
import { deriveDeployment } from './derive.ts';
import { identifierOf, identifiersOf } from './names.ts';
import { fill, templateOf, textOf, type Reference } from './template.ts';
import { variablesOf } from './variables.ts';

const harbour = blueprint(
  [
    service('pier', {
      port: 8000,
      release: ['alembic upgrade head'],
      install: ['uv sync'],
      uses: [{ resource: 'db', access: ['read', 'write'], evidence: [] }],
      env: [
        bound('DATABASE_URL', { resource: 'db', property: 'url', form: 'postgresql+psycopg' }),
        bound('DB_AT', { resource: 'db', property: 'url', form: 'host:port' }),
        bound('TIDES_URL', { service: 'tides', property: 'url' }),
        variable('SIGNING_KEY', { source: 'generated', secret: true }),
        variable('BUOY_KEY', { source: 'ask', secret: true }),
        variable('LOG_LEVEL', { source: 'default', required: false, default: 'info' }),
      ],
    }),
    service('crane', { kind: 'worker', install: ['uv sync'], release: ['alembic upgrade head'] }),
    service('tides', { path: 'tides', kind: 'inference', gpu: 'required' }),
  ],
  [resource('db'), resource('cache', { type: 'redis', need: 'optional' })],
);

const derive = (input = harbour, settings = {}) =>
  deriveDeployment(input, { environment: 'staging', target: 'aws', region: 'eu-west-1', settings: { target: 'aws', ...settings } });

const shown = (reference: Reference): string => `<${Object.values(reference).join(' ')}>`;

describe('a deployment', () => {
  it('migrates a folder once, shares its image, and leaves out what is optional', () => {
    const { services, resources, leftOut } = derive();
    expect(services.map(({ name, image, release, mode }) => [name, image, release, mode])).toEqual([
      ['pier', 'pier', ['alembic upgrade head'], 'serve'],
      ['crane', 'pier', [], 'work'],
      ['tides', 'tides', [], 'serve'],
    ]);
    expect(resources.map(({ name, users }) => [name, users])).toEqual([['db', ['pier']]]);
    expect(leftOut).toEqual([{ name: 'cache', why: 'optional: the code works without it' }]);
  });

  it('takes sizes from the settings, else from what kind of program it is', () => {
    const { services } = derive(harbour, { services: { pier: { memory: 512, replicas: { min: 2, max: 5 } } } });
    expect(services.map(({ name, memory, replicas, gpu }) => [name, memory, replicas.max, gpu])).toEqual([
      ['pier', 512, 5, null],
      ['crane', 1024, 1, null],
      ['tides', 16_384, 1, { type: null, count: 1 }],
    ]);
  });

  it('is the same for the same blueprint', () => {
    expect(JSON.stringify(derive())).toBe(JSON.stringify(derive()));
  });

  it('keeps a service and a resource of one name apart', () => {
    const { services, resources } = derive(blueprint([service('Mail')], [resource('Mail', { type: 'smtp' })]));
    expect([services[0]?.id, resources[0]?.id]).toEqual(['mail', 'mail-server']);
  });
});

describe('names', () => {
  it.each([
    ['Tea Shop', 'tea-shop'],
    ['7seas', 'seas'],
    ['海', 'x'],
    ['a-very-long-name-of-a-project-about-tides', 'a-very-long-name'],
  ])('%s begins with %s', (name, start) => {
    expect(identifierOf(name)).toMatch(new RegExp(`^${start}`));
    expect(identifierOf(name).length).toBeLessThanOrEqual(24);
  });

  it('differ where two come to the same', () => {
    const ids = identifiersOf(['sea_wall', 'sea-wall', 'pier']);
    expect(new Set(ids.values()).size).toBe(3);
    expect(ids.get('pier')).toBe('pier');
  });
});

describe('variables of a deployed service', () => {
  const deployment = derive();
  const variables = (given: readonly string[] = []) => {
    const [pier] = deployment.services;
    if (!pier) throw new Error('no pier');
    return variablesOf(pier, deployment, {
      given: new Set(given),
      reach: { db: { port: 5432, user: ['harbour'], database: ['harbour'], query: 'sslmode=require' } },
    });
  };

  it('have holes where only the engine knows, in the form the code wants', () => {
    expect(Object.fromEntries(variables().variables.map(({ name, value }) => [name, fill(value, shown)]))).toEqual({
      DATABASE_URL: 'postgresql+psycopg://harbour:<resource db password>@<resource db host>:5432/harbour?sslmode=require',
      DB_AT: '<resource db host>:5432',
      PORT: '8000',
      SIGNING_KEY: '<secret SIGNING_KEY>',
      TIDES_URL: '<service tides url>',
    });
  });

  it('are secret when something secret is in them', () => {
    expect(variables().variables.flatMap(({ name, secret }) => (secret ? [name] : []))).toEqual(['DATABASE_URL', 'SIGNING_KEY']);
  });

  it('ask for what only a person has, until it is given', () => {
    expect(variables().required).toEqual(['BUOY_KEY']);
    expect(variables(['BUOY_KEY']).required).toEqual([]);
  });
});

it('a template goes through text and back', () => {
  const template = ['redis://:', { of: 'resource', name: 'cache "7"', property: 'password' }, '@tide'] as const;
  expect(templateOf(textOf(template))).toEqual(template);
});
