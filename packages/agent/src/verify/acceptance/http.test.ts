import { describe, expect, it } from 'vitest';
import { differs } from './http.ts';

describe('an answer holds at least what is asked for', () => {
  it.each([
    [{ total: 2 }, { total: 2, more: true }, null],
    [{ order: { lines: [{ sku: 'rye' }] } }, { order: { id: 1, lines: [{ sku: 'oat' }, { sku: 'rye', of: 2 }] } }, null],
    [{ total: 2 }, { total: '2' }, '.total is "2" instead of 2'],
    [{ order: { id: 1 } }, { order: {} }, '.order has no id'],
    [['rye', 'oat'], ['oat', 'rye'], 'the answer does not hold element 1 that is asked for'],
    [[], ['rye'], 'the answer is not empty'],
    [{ a: null }, { a: null }, null],
    [{ a: {} }, { a: [] }, '.a is no object'],
    [{ __proto__: null, constructor: 1 }, {}, 'the answer has no constructor'],
  ])('%j in %j', (asked, given, problem) => {
    expect(differs(asked, given, '')).toBe(problem);
  });
});
