import { emptySnapshot } from '../../model/snapshot.ts';
import { describe, expect, it } from 'vitest';
import { bakery, bakeryStatus } from '../../model/bakery.fixture.ts';
import type { Secret } from '../../model/snapshot.ts';
import { questionsTree, secretsTree } from './asked.ts';
import { badgeOf } from './badge.ts';
import { entriesIn, onlyItsClient } from './entries.ts';
import { churnTree } from './churn.ts';
import { environmentsTree } from './environments.ts';
import type { TreeNode } from './node.ts';
import { resourcesTree } from './resources.ts';
import { servicesTree } from './services.ts';

const secret: Secret = { name: 'PAYMENT_KEY', services: ['counter'], required: true, where: 'counter/pay.py:5', given: false };
const said = (nodes: readonly TreeNode[]): readonly string[] => nodes.map(({ label, description }) => `${label}  ${description}`);

describe('services', () => {
  it('are shown by what they are until they run', () => {
    const tree = servicesTree(bakery());
    expect(said(tree)).toEqual(['counter  web · FastAPI', 'oven  worker · Celery', 'window  web · Next.js']);
    expect(tree[0]?.icon).toEqual({ id: 'globe', color: null });
    expect(tree[0]?.context).toEqual(['service', 'stopped']);
  });

  it('lead to the line that says so', () => {
    const [counter] = servicesTree(bakery());
    expect(counter?.command?.command).toBe('groundwork.showEvidence');
    expect(JSON.stringify(counter?.command?.arguments)).toContain('counter/app.py');
  });

  it('have an address while they run, and can be opened', () => {
    const [counter] = servicesTree(bakery({ status: bakeryStatus('ready') }));
    expect(counter?.description).toBe('127.0.0.1:8000');
    expect(counter?.context).toEqual(['service', 'ready', 'openable', 'logged', 'restartable']);
    expect(counter?.children[0]).toMatchObject({ label: 'http://127.0.0.1:8000', command: { command: 'groundwork.openService' } });
  });

  it('say why they failed, first of all', () => {
    const [counter] = servicesTree(bakery({ status: bakeryStatus('ready', { counter: 'failed' }) }));
    expect(counter).toMatchObject({ description: "KeyError: 'PAYMENT_KEY'", open: true, icon: { id: 'error' } });
    expect(counter?.children[0]).toMatchObject({ description: 'counter/pay.py:5', command: { command: 'groundwork.showFailure' } });
  });

  it('say where the value of each variable comes from', () => {
    const [counter] = servicesTree(bakery());
    expect(said(counter?.children.slice(1) ?? [])).toEqual([
      'DATABASE_URL  ← orders (url)',
      'BROKER_URL  ← broker (url)',
      'SECRET_KEY  generated',
      'PAYMENT_KEY  yours to give',
    ]);
    const secrets = [{ name: 'PAYMENT_KEY', services: ['counter'], required: true, where: null, given: true }];
    const [given] = servicesTree(bakery({ secrets }));
    expect(said(given?.children.slice(-1) ?? [])).toEqual(['PAYMENT_KEY  given by you']);
  });
});

describe('resources', () => {
  it('say what they are, and what serves them while they run', () => {
    expect(said(resourcesTree(bakery()))).toEqual(['orders  PostgreSQL 16', 'broker  Redis or Valkey']);
    const running = resourcesTree(bakery({ status: bakeryStatus('ready') }));
    expect(said(running)).toEqual(['orders  postgres of this machine · ready', 'broker  redis of this machine · ready']);
  });

  it('have their contents and their users below them', () => {
    const [, broker] = resourcesTree(bakery());
    expect(said(broker?.children ?? [])).toEqual(['Contents  ', 'counter  BROKER_URL', 'oven  BROKER_URL']);
    expect(broker?.children[0]?.inside).toEqual({ resource: 'broker', place: [] });
  });

  it('show what is in them: where it goes on, and what can be read', () => {
    const table = { name: 'loaves', kind: 'table', detail: '12 rows', expandable: true, readable: true } as const;
    const [entry, more] = entriesIn('orders', ['public'], [table], true);
    expect(entry?.inside).toEqual({ resource: 'orders', place: ['public', 'loaves'] });
    expect(entry?.command?.arguments).toEqual([{ name: 'orders', place: ['public', 'loaves'] }]);
    expect(more?.label).toBe('The first 1 are shown');
    expect(entriesIn('orders', [], [], false)[0]?.label).toBe('Nothing in it yet');
  });

  it('that nothing here reads lead to what does', () => {
    expect(onlyItsClient('orders')[0]?.command).toMatchObject({ command: 'groundwork.connectResource', arguments: [{ name: 'orders' }] });
  });
});

describe('environments', () => {
  it('are there once the server said so, with what goes on', () => {
    expect(environmentsTree(bakery({ status: null }))).toEqual([]);
    const activities = [{ task: 'install', label: 'install (uv)', detail: '40 %', since: 0, ms: 2500, expectedMs: 9000 }];
    const [local] = environmentsTree(bakery({ status: bakeryStatus('ready'), activities }));
    expect(said(local ? [local, ...local.children] : [])).toEqual(['local  up', 'install (uv)  40 % · 2 s, last time 9 s']);
  });
});

describe('what a person is asked', () => {
  it('are questions with their default', () => {
    expect(said(questionsTree(bakery()))).toEqual(['How many loaves at a time?  using 2']);
  });

  it('are secrets, of which the value is never shown', () => {
    expect(said(secretsTree(bakery({ secrets: [secret] })))).toEqual(['PAYMENT_KEY  not given · counter']);
    expect(said(secretsTree(bakery({ secrets: [{ ...secret, given: true }] })))).toEqual(['PAYMENT_KEY  given · counter']);
  });

  it('count in the badge where nothing goes on without them', () => {
    expect(badgeOf(bakery())).toBeNull();
    const status = bakeryStatus('ready', { counter: 'failed' });
    expect(badgeOf(bakery({ status, secrets: [secret] }))).toEqual({ value: 2, tooltip: 'counter failed\nPAYMENT_KEY is yours to give' });
  });
});

it('gives every line an id of its own', () => {
  const snapshot = bakery({ status: bakeryStatus('ready', { counter: 'failed' }), secrets: [secret] });
  const trees = [servicesTree, resourcesTree, environmentsTree, questionsTree, secretsTree].flatMap((build) => build(snapshot));
  const ids = trees.flatMap((node) => [node.id, ...node.children.map(({ id }) => id)]);
  expect(new Set(ids).size).toBe(ids.length);
});

it('tells what became of lines, once that was read', () => {
  expect(churnTree(emptySnapshot)).toEqual([]);
  const figures = {
    head: 'a1b2c3',
    commits: 40,
    windowDays: 14,
    churned: 0.083,
    halfLife: null,
    alive: 1200,
    written: 2400,
    assisted: 0.2,
    unknown: 0.75,
    hottest: { folder: 'window', share: 0.31, of: 900 },
  };
  const lines = churnTree({ ...emptySnapshot, churn: { figures, isOld: true } }).map(({ label, description }) => `${label} ${description}`);
  expect(lines).toEqual([
    '8.3 % gone within 14 days',
    'Over half of all lines still live',
    '1,200 lines now, of 2,400 written',
    '20 % AI-assisted, at least',
    'window 31 % gone within 14 days',
    'Newer commits are read with the report',
  ]);
});
