import { describe, expect, it } from 'vitest';
import { bakery, bakeryBlueprint, bakeryCloud, bakeryStatus } from '../model/bakery.fixture.ts';
import { ownerOf } from '../model/findings.ts';
import { mapModel } from './model.ts';

describe('the map', () => {
  it('has a card for every service and resource, and a line for everything one needs of another', () => {
    const { nodes, edges } = mapModel(bakery());
    expect(nodes.map(({ id }) => id)).toEqual(['service:counter', 'service:oven', 'service:window', 'resource:orders', 'resource:broker']);
    expect(edges.map(({ from, to, variables }) => [from, to, ...variables].join(' '))).toEqual([
      'service:counter resource:orders DATABASE_URL',
      'service:counter resource:broker BROKER_URL',
      'service:oven resource:broker BROKER_URL',
      'service:window service:counter COUNTER_URL',
    ]);
  });

  it('draws a line as live when both of its ends are there', () => {
    const { edges } = mapModel(bakery({ status: bakeryStatus('ready', { oven: 'starting' }) }));
    expect(edges.filter(({ live }) => !live).map(({ from }) => from)).toEqual(['service:oven']);
  });

  it('puts questions on the card they are about', () => {
    const { nodes } = mapModel(bakery());
    expect(nodes.find(({ name }) => name === 'oven')?.questions).toEqual([
      { id: 'oven.concurrency', ask: 'How many loaves at a time?', using: '2' },
    ]);
  });

  it('puts findings on the service that owns the file', () => {
    const start = { line: 1, character: 0 };
    const finding = {
      rule: 'host',
      severity: 'warning',
      message: 'localhost',
      range: { start, end: start },
      service: null,
      fix: null,
    } as const;
    const { nodes } = mapModel(
      bakery({
        findings: [
          { ...finding, file: 'oven/tasks.py' },
          { ...finding, file: 'README.md', service: 'window' },
        ],
      }),
    );
    expect(nodes.filter(({ findings }) => findings.length > 0).map(({ name }) => name)).toEqual(['oven', 'window']);
  });

  it('knows the innermost folder around a file', () => {
    const [counter] = bakeryBlueprint.services;
    const services = counter ? [{ ...counter, name: 'all', path: '.' }, counter] : [];
    expect(ownerOf('counter/app.py', { ...bakeryBlueprint, services })).toBe('counter');
    expect(ownerOf('counters/app.py', { ...bakeryBlueprint, services })).toBe('all');
  });

  it('shows how things are in an environment of a cloud, and offers nothing of this machine there', () => {
    const snapshot = bakery({ clouds: [bakeryCloud()] });
    expect(mapModel(snapshot).places.map(({ name }) => name)).toEqual(['local', 'staging']);
    const { nodes, summary, cloud } = mapModel(snapshot, 'staging');
    expect(cloud).toEqual({ name: 'staging', busy: false });
    expect(summary.text).toBe('deployed · about $51 / month');
    expect(nodes.map(({ name, state, word, cost, connectable }) => [name, state, word, cost, connectable].join(' '))).toEqual([
      'counter ready ready $36.40 false',
      'oven failed failed  false',
      'window stopped not there  false',
      'orders ready ready $14.71 false',
      'broker stopped not there  false',
    ]);
    expect(nodes.find(({ name }) => name === 'counter')?.url).toBe('https://counter.example');
  });

  it('shows this machine where the environment that was shown is gone', () => {
    expect(mapModel(bakery(), 'staging').cloud).toBeNull();
    expect(mapModel(bakery(), 'staging')).toEqual(mapModel(bakery()));
  });

  it('says of an environment nobody asked that it was deployed', () => {
    const { nodes } = mapModel(bakery({ clouds: [{ ...bakeryCloud(), status: null }] }), 'staging');
    expect(nodes.find(({ name }) => name === 'orders')).toMatchObject({ state: 'stopped', word: 'deployed, not asked', cost: '$14.71' });
  });

  it('says why it is empty', () => {
    expect(mapModel(bakery({ blueprint: null })).empty).toBe('Reading the repository ...');
    expect(mapModel(bakery({ blueprint: { ...bakeryBlueprint, services: [], resources: [] } })).empty).toBe(
      'Nothing that runs was found in this folder',
    );
  });
});
