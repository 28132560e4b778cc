import { expect, test } from 'vitest';
import { isSameData } from './same-data.ts';

const loaf = { flour: 'rye', grams: [500, 20] };

test.each([
  ['a copy', loaf, structuredClone(loaf), true],
  ['what is shared in one alone', { a: loaf, b: loaf }, { a: structuredClone(loaf), b: structuredClone(loaf) }, false],
  ['what is shared, shared', { a: loaf, b: loaf }, structuredClone({ a: loaf, b: loaf }), true],
  ['maps and sets', new Map([['rye', new Set([1, 2])]]), new Map([['rye', new Set([1, 2])]]), true],
  ['another number', loaf, { ...loaf, grams: [500, 21] }, false],
  ['one more', loaf, { ...loaf, salt: undefined }, false],
  ['another name for the same', { flour: undefined }, { grams: undefined }, false],
  ['a list and an object', [], {}, false],
  ['nothing and an object', null, {}, false],
  ['functions', { bake: () => 1 }, { bake: () => 1 }, false],
])('%s', (_what, first, second, isSame) => {
  expect(isSameData(first, second)).toBe(isSame);
});
