import { expect, test } from 'vitest';
import { withMembers } from './members.ts';

const odd = '{ "mod\\u0065l" : "a" ,\n\t"n":1.0e3,"text":"\\"}{,\\\\","model":{"deep":["]"]}, "last" : [1, {"model":"inner"}] }';

test('every member of a name is set, however it is written, and all else stays as it was', () => {
  expect(withMembers(odd, { model: 'rye' })).toBe(
    '{ "mod\\u0065l" : "rye" ,\n\t"n":1.0e3,"text":"\\"}{,\\\\","model":"rye", "last" : [1, {"model":"inner"}] }',
  );
});

test.each([
  ['{}', { model: 'rye' }, { model: 'rye' }],
  ['{ }', { model: 'rye' }, { model: 'rye' }],
  ['{"a":1}', { model: 'rye' }, { model: 'rye', a: 1 }],
  ['{"a":1}', { a: undefined }, {}],
  ['{"a":1,"b":2,"c":3}', { a: undefined }, { b: 2, c: 3 }],
  ['{"a":1,"b":2,"c":3}', { a: undefined, b: undefined }, { c: 3 }],
  ['{"a":1,"b":2,"c":3}', { b: undefined, c: undefined }, { a: 1 }],
  ['{"a":1,"b":2,"c":3}', { a: undefined, c: undefined }, { b: 2 }],
  ['{"a":1,"b":2,"c":3}', { a: undefined, b: undefined, c: undefined, d: 4 }, { d: 4 }],
  ['{"a":1,"b":2,"c":3}', { a: 9, b: undefined }, { a: 9, c: 3 }],
  ['{"a":1,"b":2,"a":3}', { a: undefined }, { b: 2 }],
  ['{"__proto__":1,"a":"x"}', { a: undefined }, JSON.parse('{"__proto__":1}')],
])('%s with %j', (text, values, result) => {
  expect(JSON.parse(withMembers(text, values))).toEqual(result);
});

test('nothing to set leaves the text alone', () => {
  expect(withMembers(odd, {})).toBe(odd);
});
