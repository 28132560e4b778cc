import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';
import { samePlan } from './same-plan.ts';

const files = {
  'package.json': '{ "name": "pier", "scripts": { "start": "node pier.js" }, "dependencies": { "express": "5.0.0" } }',
  'pier.js': "require('express')().listen(process.env.PORT);\n",
};

let harbour: Harbour;

beforeEach(async () => {
  harbour = await openHarbour(files);
});
afterEach(() => harbour.close());

describe('environments of clouds', () => {
  it('are written into groundwork.yaml, and every window sees it', async () => {
    const [bow, stern] = [harbour.window('bow'), harbour.window('stern')];
    expect(await stern.call('clouds/list', {})).toEqual([]);
    const seen: string[][] = [];
    stern.on('clouds/changed', ({ environments }) => void seen.push(environments.map(({ name }) => name)));
    await bow.call('clouds/add', { name: 'staging', settings: { target: 'aws', region: 'eu-west-1' } });
    await expect.poll(() => seen, { timeout: 15_000 }).toEqual([['staging']]);
    expect(await stern.call('clouds/list', {})).toMatchObject([
      { name: 'staging', target: 'aws', region: 'eu-west-1', declared: true, deployed: null, underway: null },
    ]);
    expect(await bow.call('clouds/remove', { name: 'staging' })).toEqual([]);
  });

  it('that nobody knows are an error with the names there are', async () => {
    await expect(harbour.window().call('clouds/plan', { name: 'prod' })).rejects.toMatchObject({ code: 'environment.unknown' });
  });
});

it('plans are the same where they would do the same, whatever it costs', async () => {
  const plan = await harbour.window().call('clouds/plan', { name: 'aws' });
  const [first] = plan.items;
  if (!first) throw new Error('nothing is planned');
  expect(samePlan(plan, { ...plan, cost: { ...plan.cost, fixed: 7 } })).toBe(true);
  expect(samePlan(plan, { ...plan, items: [{ ...first, title: 'another' }, ...plan.items.slice(1)] })).toBe(false);
});
