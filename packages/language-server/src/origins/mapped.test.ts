import { expect, it } from 'vitest';
import { linesBefore } from './mapped.ts';

const lines = (before: string, now: string): string => linesBefore(before.split('').join('\n'), now.split('').join('\n')).join(' ');

it.each([
  ['abc', 'abc', '0 1 2'],
  ['abc', 'axbc', '0 -1 1 2'],
  ['abc', 'ac', '0 2'],
  ['abcde', 'xabde', '-1 0 1 3 4'],
  ['abcde', 'axcye', '0 -1 2 -1 4'],
  ['aa', 'aaa', '0 1 -1'],
  ['', 'ab', '-1 -1'],
])('%s became %s', (before, now, expected) => {
  expect(lines(before, now)).toBe(expected);
});

it('takes lines for the same however they end', () => {
  expect([...linesBefore('a\nb\n', 'a\r\nb\r\n')]).toEqual([0, 1, 2]);
});
