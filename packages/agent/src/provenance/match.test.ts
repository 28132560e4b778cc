import { describe, expect, it } from 'vitest';
import { matchLines, rangesOf, type Line } from './match.ts';

const lines = (text: string): readonly Line[] => [...text].map((hash, index) => ({ line: index + 1, hash, telling: hash !== '}' }));

describe('lines of an agent among those a commit added', () => {
  it.each([
    ['as they were', 'abc', 'abc', [1, 2, 3], []],
    ['with lines of a person before and after', 'abc', 'xabcy', [2, 3, 4], []],
    ['with one that was changed', 'abc', 'axc', [1, 3], [2]],
    ['with one that was taken out', 'abc', 'ac', [1, 2], []],
    ['with one put between', 'abc', 'abxc', [1, 2, 4], []],
    ['with the last one changed', 'abc', 'abxy', [1, 2], [3, 4]],
    ['not at all', 'abc', 'xyz', [], []],
    ['only a bracket', 'ab}', 'x}', [], []],
  ])('%s: %s in %s', (_name, known, added, agent, edited) => {
    const matched = matchLines([...known], lines(added));
    expect([matched.agent, matched.edited]).toEqual([agent, edited]);
  });

  it('are told as ranges', () => {
    expect(rangesOf([7, 1, 2, 3, 9, 8])).toEqual([
      { start: 1, end: 3 },
      { start: 7, end: 9 },
    ]);
  });
});
