import { resourceTypes } from '@groundwork/blueprint';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, serviceOf, type Harbour } from '../harbour.fixture.ts';
import { serverProviders } from './registry.ts';

const unserved = resourceTypes.flatMap((type) => {
  const provider = serverProviders[type];
  return typeof provider === 'object' && 'unserved' in provider ? [{ type, ...provider }] : [];
});

const ofOthers = resourceTypes
  .filter((type) => serverProviders[type] === 'outside')
  .map((type) => [type, 'its vendor alone: you are asked for the key']);

describe('a resource that nothing here can serve', () => {
  let harbour: Harbour;

  beforeAll(() => {
    harbour = createHarbour();
  });

  afterAll(() => harbour.remove());

  it.each(unserved)('of type $type ends with the reason and what a person can do', async ({ type, unserved: why, get }) => {
    await expect(harbour.up([serviceOf('quay')], [resourceOf('hold', type)])).rejects.toMatchObject({
      code: 'server.unsupported',
      exit: 3,
      message: expect.stringContaining(why),
      fix: expect.stringContaining(get),
    });
  });
});

describe('the table of the README', () => {
  const readme = readFileSync(new URL('../../../../../README.md', import.meta.url), 'utf8');
  const rows = new Map([...readme.matchAll(/^\| `(\w+)` +\| (.+?) +\|$/gm)].map(([, type = '', text = '']) => [type, text]));

  it('has every type of resource once', () => {
    expect([...rows.keys()].toSorted()).toEqual([...resourceTypes].toSorted());
  });

  it('says why of each that is not served, and that alone', () => {
    const said = [...rows].filter(([, text]) => /^(none|its vendor)/u.test(text));
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries([...unserved.map(({ type, unserved: why }) => [type, `none: ${why}`]), ...ofOthers]),
    );
  });
});
