import type { Preview } from '@groundwork/protocol';
import { describe, expect, it } from 'vitest';
import { bakeryBlueprint, bakeryStatus } from '../model/bakery.fixture.ts';
import { failureOf } from './failure.ts';
import { planModel } from './model.ts';

const preview: Preview = {
  trusted: false,
  commands: [
    { service: 'counter', path: 'counter', step: 'install', command: 'uv sync --frozen' },
    { service: 'counter', path: 'counter', step: 'start', command: 'uvicorn counter:app' },
    { service: 'oven', path: 'oven', step: 'start', command: 'celery -A oven worker' },
  ],
  servers: [
    { name: 'orders', type: 'postgres', title: 'PostgreSQL 18.4', missing: null },
    {
      name: 'broker',
      type: 'redis',
      title: null,
      missing: { message: 'redis-server is not installed', fix: 'apt-get install redis-server' },
    },
  ],
  secrets: [],
  leftOut: [{ name: 'ledger', message: 'ledger is written for .NET, and this machine has no SDK of it', fix: null }],
  nothing: null,
};

describe('what Run would do', () => {
  it('is read service by service, in the order of the steps', () => {
    const { services, summary } = planModel(preview, { name: 'bakery', blueprint: bakeryBlueprint, status: null });
    expect(summary).toBe('2 services and 2 servers on this machine');
    expect(services.map(({ name, title, steps }) => [name, title, ...steps.map(({ step }) => step)])).toEqual([
      ['counter', 'web · FastAPI · in counter', 'install', 'start'],
      ['oven', 'worker · Celery · in oven', 'start'],
    ]);
  });

  it('is called a training where it is nothing else', () => {
    const [, oven] = bakeryBlueprint.services;
    const blueprint = { ...bakeryBlueprint, services: oven ? [{ ...oven, kind: 'training' as const }] : [] };
    const asked = { ...preview, commands: preview.commands.slice(2), servers: [] };
    expect(planModel(asked, { name: 'bakery', blueprint, status: null }).summary).toBe('1 training on this machine');
  });

  it('names a server that is missing by what it would be', () => {
    const { servers, installable } = planModel(preview, { name: 'bakery', blueprint: null, status: null });
    expect(servers.map(({ title }) => title)).toEqual(['PostgreSQL 18.4', 'Redis or Valkey']);
    expect(installable).toBe(true);
  });
});

describe('what runs', () => {
  it('is said of each service and server, and nothing is left to agree to', () => {
    const model = planModel(preview, { name: 'bakery', blueprint: bakeryBlueprint, status: bakeryStatus('ready', { oven: 'failed' }) });
    expect(model.running).toBe(true);
    expect(model.services.map(({ title }) => title)).toEqual(['web · FastAPI · in counter · ready', 'worker · Celery · in oven · failed']);
    expect(model.servers[0]?.title).toBe('PostgreSQL 18.4 · ready');
  });
});

describe('what failed', () => {
  it('is said with the value that is missing one click away', () => {
    const failure = failureOf(bakeryStatus('ready', { counter: 'failed' }));
    expect(failure?.message).toBe("counter failed: KeyError: 'PAYMENT_KEY'.");
    expect(failure?.actions.map(({ title }) => title)).toEqual(['Give PAYMENT_KEY', 'Show Where', 'Show Log']);
  });

  it('is nothing while all is well', () => {
    expect(failureOf(bakeryStatus('ready'))).toBeNull();
  });
});
