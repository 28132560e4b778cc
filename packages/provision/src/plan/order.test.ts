import { expect, test } from 'vitest';
import { inOrder } from './order.ts';
import type { Step } from './step.ts';

const resource = (name: string, needs: string[] = []): Step => ({
  kind: 'resource',
  id: name,
  needs,
  resource: name,
  type: 'postgres',
  version: null,
  extensions: [],
  why: '',
  where: null,
});
const idsOf = (steps: readonly Step[]): string[] => inOrder(steps).map(({ id }) => id);

test('a step that was passed over comes as soon as what it waited for is there', () => {
  expect(idsOf([resource('a', ['c']), resource('b', ['d']), resource('c'), resource('d', ['a']), resource('e')])).toEqual([
    'c',
    'a',
    'd',
    'b',
    'e',
  ]);
});

test('the given order stays, and a need that names no step is dropped', () => {
  expect(inOrder([resource('b', ['nowhere']), resource('a', ['b', 'b'])]).map(({ id, needs }) => [id, needs])).toEqual([
    ['b', []],
    ['a', ['b']],
  ]);
});

test('a circle is said by its steps', () => {
  expect(() => inOrder([resource('a', ['b']), resource('free'), resource('b', ['a'])])).toThrow('These steps wait for each other: a, b');
});
