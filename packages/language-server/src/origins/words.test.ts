import { expect, it } from 'vitest';
import { ageOf } from './words.ts';

it.each([
  [30, 'just now'],
  [90, '1 minute ago'],
  [7200, '2 hours ago'],
  [86_400, '1 day ago'],
  [13 * 86_400, '13 days ago'],
  [20 * 86_400, '2 weeks ago'],
  [62 * 86_400, '2 months ago'],
  [730 * 86_400, '23 months ago'],
  [731 * 86_400, '2 years ago'],
  [-5, 'just now'],
])('%d seconds are %s', (seconds, words) => {
  expect(ageOf(1_000_000_000 - seconds, 1_000_000_000)).toBe(words);
});
