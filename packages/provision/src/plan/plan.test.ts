import { describe, expect, it } from 'vitest';
import { blueprint, bound, resource, service } from '../blueprint.fixture.ts';
import { planEnvironment } from './plan.ts';

const plan = (...inputs: Parameters<typeof blueprint>) => planEnvironment(blueprint(...inputs), { environment: 'local', target: 'local' });
const ids = (...inputs: Parameters<typeof blueprint>) => plan(...inputs).steps.map(({ id }) => id);

const databaseUrl = bound('DATABASE_URL', { resource: 'db', property: 'url' });

describe('the plan of an environment', () => {
  it('puts servers before releases, and releases before starts', () => {
    const pier = service('pier', { install: ['pip install'], release: ['alembic upgrade head'], env: [databaseUrl] });
    const steps = plan([pier], [resource('db')]).steps;
    expect(steps.map(({ id, needs }) => [id, needs])).toEqual([
      ['resource:db', []],
      ['install:pier', []],
      ['release:pier', ['install:pier', 'resource:db']],
      ['start:pier', ['release:pier', 'resource:db']],
    ]);
  });

  it('installs once for services of one folder', () => {
    const same = { path: 'backend', install: ['npm ci'] };
    expect(ids([service('web', same), service('worker', { ...same, kind: 'worker' })])).toEqual([
      'install:web',
      'start:web',
      'start:worker',
    ]);
  });

  it('starts everything that shares a database after its release', () => {
    const pier = service('pier', { release: ['alembic upgrade head'], env: [databaseUrl] });
    const crane = service('crane', { path: 'crane', kind: 'worker', env: [databaseUrl] });
    const { steps } = plan([crane, pier, service('page', { path: 'page' })], [resource('db')]);
    expect(steps.find(({ id }) => id === 'start:crane')?.needs).toEqual(['resource:db', 'release:pier']);
    expect(steps.find(({ id }) => id === 'start:page')?.needs).toEqual([]);
  });

  it('starts a service after the one whose address it is told', () => {
    const page = service('page', { env: [bound('PRICES_URL', { service: 'prices', property: 'url' })] });
    expect(ids([page, service('prices')])).toEqual(['start:prices', 'start:page']);
  });

  it('does not wait in a circle when two services know each other', () => {
    const page = service('page', { env: [bound('API_URL', { service: 'api', property: 'url' })] });
    const api = service('api', { env: [bound('PAGE_URL', { service: 'page', property: 'url' })] });
    expect(ids([page, api])).toEqual(['start:page', 'start:api']);
  });

  it('leaves out what is optional, and says how to start what has no command', () => {
    const { steps, leftOut } = plan([service('pier', { start: null })], [resource('cache', { type: 'redis', need: 'optional' })]);
    expect(steps).toEqual([]);
    expect(leftOut).toEqual([
      { name: 'cache', why: 'optional: the code works without it' },
      { name: 'pier', why: 'how it starts was not found: gw answer pier.start "COMMAND"' },
    ]);
  });

  it.each([
    ['web', null, 'serve'],
    ['worker', null, 'work'],
    ['training', null, 'once'],
    ['job', null, 'once'],
    ['job', '0 3 * * *', 'scheduled'],
    ['cron', '0 3 * * *', 'scheduled'],
    ['static', null, 'static'],
  ] as const)('a %s with schedule %s runs as %s', (kind, schedule, mode) => {
    expect(plan([service('crane', { kind, schedule })]).steps).toMatchObject([{ mode }]);
  });

  it('starts one command once, for all the services it carries', () => {
    const { steps, leftOut } = plan([service('pier', { start: 'yarn start' }), service('crane', { kind: 'worker', start: 'yarn start' })]);
    expect(steps.map(({ id }) => id)).toEqual(['start:pier']);
    expect(leftOut).toEqual([{ name: 'crane', why: 'runs inside pier: the same command starts both' }]);
  });

  it('leaves a training beside what serves to the one who wants it', () => {
    const tide = service('tide', { kind: 'training', start: 'python tide.py', path: 'model' });
    expect(ids([service('pier'), tide])).toEqual(['start:pier']);
    expect(ids([tide])).toEqual(['start:tide']);
    const asked = planEnvironment(blueprint([service('pier'), tide]), { environment: 'local', target: 'local', asked: 'tide' });
    expect(asked.steps.map(({ id }) => id)).toEqual(['start:pier', 'start:tide']);
  });

  it('is the same for the same blueprint', () => {
    const input = blueprint([service('pier', { env: [databaseUrl], install: ['a'] })], [resource('db')]);
    const options = { environment: 'local', target: 'local' };
    expect(JSON.stringify(planEnvironment(input, options))).toBe(JSON.stringify(planEnvironment(input, options)));
  });
});
