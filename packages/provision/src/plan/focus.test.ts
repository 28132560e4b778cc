import { describe, expect, it } from 'vitest';
import { blueprint, bound, resource, service } from '../blueprint.fixture.ts';
import { focusPlan, type Focus } from './focus.ts';
import { planEnvironment } from './plan.ts';

const harbour = blueprint(
  [
    service('pier', {
      install: ['pip install'],
      build: ['make'],
      release: ['alembic upgrade head'],
      env: [bound('DATABASE_URL', { resource: 'db', property: 'url' }), bound('TIDES_URL', { service: 'tides', property: 'url' })],
    }),
    service('tides', { path: 'tides', install: ['npm ci'], env: [bound('CACHE_URL', { resource: 'cache', property: 'url' })] }),
    service('count', { path: 'count', kind: 'job', env: [bound('DATABASE_URL', { resource: 'db', property: 'url' })] }),
  ],
  [resource('db'), resource('cache', { type: 'redis' })],
);

const idsFor = (focus: Focus) =>
  focusPlan(planEnvironment(harbour, { environment: 'local', target: 'local' }), focus).steps.map(({ id }) => id);

describe('the part of a plan that one thing needs', () => {
  it('is everything before its own start, but no other service', () => {
    expect(idsFor({ kind: 'start', service: 'pier' })).toEqual(['resource:db', 'install:pier', 'build:pier', 'release:pier', 'start:pier']);
  });

  it('is the release of a shared database as well', () => {
    expect(idsFor({ kind: 'start', service: 'count' })).toEqual([
      'resource:db',
      'install:pier',
      'build:pier',
      'release:pier',
      'start:count',
    ]);
  });

  it('is installs and servers for another program', () => {
    expect(idsFor({ kind: 'program', service: 'pier' })).toEqual(['resource:db', 'install:pier', 'start:pier']);
  });

  it('is one server alone', () => {
    expect(idsFor({ kind: 'resource', resource: 'cache' })).toEqual(['resource:cache']);
  });
});
