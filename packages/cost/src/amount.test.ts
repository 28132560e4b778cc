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
    expect(costText(sum(36.4, { usage: true }))).toBe('$36.40 + usage');
    expect(costText(sum(0, { usage: true }))).toBe('usage');
    expect(costText(sum(0, { unknown: true }))).toBe('unknown');
    expect(costText(sum(36.4, { unknown: true, usage: true }))).toBe('$36.40 + unknown + usage');
    expect(costText(sum(0))).toBe('');
  });

  it.each([
    [sum(61.11), 'about $61 / month'],
    [sum(61.11, { unknown: true }), 'about $61 / month + what is unknown'],
    [sum(3.456, { usage: true }), 'about $3.50 / month + usage'],
    [sum(0.0001), 'about $0.01 / month'],
    [sum(734.2), 'about $734 / month'],
    [sum(12_345), 'about $12,300 / month'],
    [sum(0, { usage: true }), 'cost: usage'],
    [sum(0, { unknown: true }), 'cost unknown'],
    [sum(0, { unknown: true, usage: true }), 'cost unknown, and usage'],
    [sum(0), 'free'],
  ])('sums up a plan: %o', (estimate, text) => {
    expect(aboutText(estimate)).toBe(text);
  });
});
