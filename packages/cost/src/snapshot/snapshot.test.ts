import { describe, expect, it } from 'vitest';
import { priceKindOf } from '../keys/index.ts';
import { pricesIn } from '../lists/list.ts';
import { priceSchema } from '../quantity.ts';
import { snapshot } from './index.ts';

const lists = snapshot.flatMap((file) => file.lists.map((list) => ({ ...list, cloud: file.cloud })));
const rows = snapshot.flatMap(pricesIn);

describe('the prices that are shipped', () => {
  it('are all of kinds that are known, of their cloud', () => {
    const keys = lists.flatMap(({ cloud, prices }) => Object.keys(prices).map((key) => ({ cloud, key })));
    expect(keys.filter(({ cloud, key }) => priceKindOf(key) === null || !key.startsWith(`${cloud}.`))).toEqual([]);
    expect(rows).toHaveLength(keys.length);
  });

  it('name the public page or list they were read from, and when', () => {
    expect(rows.map((row) => priceSchema.safeParse(row)).filter(({ success }) => !success)).toEqual([]);
    expect(rows.filter(({ source, read }) => !/^https:\/\/(?!.*undefined)/.test(source) || read < '2022-01-01')).toEqual([]);
  });

  it('say each price of a region once', () => {
    const ids = rows.map(({ price, region }) => `${price} ${region}`);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('are plausible: nothing is free, a standby costs more than none, larger is dearer', () => {
    expect(rows.filter(({ amount }) => !(amount > 0 && amount < 1000))).toEqual([]);
    const amountOf = new Map(rows.map(({ price, region, amount }) => [`${price} ${region}`, amount]));
    const pairs = rows.flatMap(({ price, region, amount }) => {
      const without = amountOf.get(`${price.replace('-standby', '')} ${region}`);
      return price.includes('-standby') && without !== undefined ? [{ price, region, ratio: amount / without }] : [];
    });
    expect(pairs.length).toBeGreaterThan(10);
    expect(pairs.filter(({ ratio }) => ratio < 1.5 || ratio > 2.5)).toEqual([]);
  });
});
