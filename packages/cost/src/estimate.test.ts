import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import type { Price } from './quantity.ts';

const price = (name: string, amount: number, region = 'eu-west-1'): Price => ({
  price: name,
  cloud: 'aws',
  region,
  amount,
  unit: 'hour',
  source: 'https://prices.example/list',
  read: '2026-11-01',
});

describe('the estimate', () => {
  it('sums what is fixed, in the region asked for', () => {
    const prices = [price('aws.mooring', 0.5, 'us-east-1'), price('aws.mooring', 0.25)];
    const { fixed, unknown, usage } = estimate([{ price: 'aws.mooring', label: 'a mooring', amount: 730 }], {
      region: 'eu-west-1',
      prices,
    });
    expect({ fixed, unknown, usage }).toEqual({ fixed: 182.5, unknown: false, usage: false });
  });

  it('says of what it does not know that it is unknown, and of usage what one unit costs', () => {
    const { fixed, unknown, usage, lines } = estimate(
      [
        { price: 'aws.crane', label: 'a crane', amount: 730 },
        { price: 'aws.water', label: 'water', amount: null },
      ],
      { region: 'eu-west-1', prices: [price('aws.water', 0.09, 'global')] },
    );
    expect({ fixed, unknown, usage }).toEqual({ fixed: 0, unknown: true, usage: true });
    expect(lines.map(({ without, each }) => [without, each?.amount ?? null])).toEqual([
      ['unknown', null],
      ['usage', 0.09],
    ]);
  });

  it('prefers the price of the region to one that is the same everywhere', () => {
    const prices = [price('aws.water', 0.09, 'global'), price('aws.water', 0.07)];
    const { fixed } = estimate([{ price: 'aws.water', label: 'water', amount: 100 }], { region: 'eu-west-1', prices });
    expect(fixed).toBeCloseTo(7);
  });
});
