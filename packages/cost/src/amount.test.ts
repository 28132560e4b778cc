import { describe, expect, it } from 'vitest';
import { aboutText, amountText, costText } from './amount.ts';

const sum = (fixed: number, rest: { unknown?: boolean; usage?: boolean } = {}) => ({ fixed, unknown: false, usage: false, ...rest });

describe('amounts for a person', () => {
  it.each([
    [0, '$0'],
    [0.0004, 'under $0.01'],
    [0.4, '$0.40'],
    [36.4, '$36.40'],
    [14.714_999, '$14.71'],
    [1240.37, '$1,240'],
    [23_456.7, '$23,460'],
  ])('%d is %s', (dollars, text) => {
    expect(amountText(dollars)).toBe(text);
  });

  it('says of an item what is fixed, what depends on use and what nobody knows', () => {
    expect(costText(sum(36.4))).toBe('$36.40');
    expect(costText(sum(36.4, { usage: true }))).toBe('$36.40');
    expect(costText(sum(0, { usage: true }))).toBe('usage');
    expect(costText(sum(0, { unknown: true }))).toBe('unknown');
    expect(costText(sum(36.4, { unknown: true, usage: true }))).toBe('$36.40 + unknown');
    expect(costText({ ...sum(0), lines: [] })).toBe('');
    expect(costText({ ...sum(0), lines: ['a mooring'] })).toBe('free');
  });

  it.each([
    [sum(61.11), 'about $61 / month'],
    [sum(61.11, { unknown: true }), 'at least $61 / month'],
    [sum(3.456, { usage: true }), 'about $3.50 / month'],
    [sum(4), 'about $4 / month'],
    [sum(734.2), 'about $734 / month'],
    [sum(12_345), 'about $12,000 / month'],
    [sum(0, { usage: true }), 'by usage'],
    [sum(0, { unknown: true, usage: true }), 'cost unknown'],
    [sum(0), 'no cost'],
  ])('sums up a plan: %o', (estimate, text) => {
    expect(aboutText(estimate)).toBe(text);
  });
});
