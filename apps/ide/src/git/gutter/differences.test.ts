import { describe, expect, it } from 'vitest';
import { differenceAt, differenceOf, nextDifference, undoing } from './differences.ts';

const change = (from: number, to: number, start: number, end: number): Parameters<typeof differenceOf>[0] => ({
  originalStartLineNumber: from,
  originalEndLineNumber: to,
  modifiedStartLineNumber: start,
  modifiedEndLineNumber: end,
});
const original = ['assam', 'ceylon', 'darjeeling', 'oolong'];

describe('differences', () => {
  it('are additions, modifications and deletions', () => {
    expect(differenceOf(change(2, 0, 3, 4))).toEqual({ kind: 'added', from: 3, to: 4, before: null });
    expect(differenceOf(change(2, 3, 2, 2))).toEqual({ kind: 'modified', from: 2, to: 2, before: { from: 2, to: 3 } });
    expect(differenceOf(change(1, 1, 0, 0))).toEqual({ kind: 'deleted', from: 0, to: 0, before: { from: 1, to: 1 } });
  });

  it('are gone through in both directions, and round', () => {
    const all = [differenceOf(change(2, 2, 2, 2)), differenceOf(change(4, 0, 5, 6))];
    const [first, last] = all;
    expect([nextDifference(all, 1, 1), nextDifference(all, 2, 1), nextDifference(all, 6, 1)]).toEqual([first, last, first]);
    expect([nextDifference(all, 6, -1), nextDifference(all, 2, -1)]).toEqual([first, last]);
    expect([differenceAt(all, 6), differenceAt(all, 3)]).toEqual([last, undefined]);
  });

  it('are undone with the lines there were', () => {
    expect(undoing(differenceOf(change(2, 3, 2, 2)), original)).toEqual({ start: 2, end: 3, lines: ['ceylon', 'darjeeling'] });
    expect(undoing(differenceOf(change(2, 0, 3, 4)), original)).toEqual({ start: 3, end: 5, lines: [] });
    expect(undoing(differenceOf(change(4, 4, 3, 0)), original)).toEqual({ start: 4, end: 4, lines: ['oolong'] });
  });
});
