import { describe, expect, it } from 'vitest';
import { parseConflicts, resolved } from './parse.ts';

const text = `# Tea
<<<<<<< HEAD
oolong
||||||| 1f2e3d4
assam
=======
darjeeling
ceylon
>>>>>>> feature/tea
<<<<<<< HEAD
=======
milk
>>>>>>> feature/tea
end`.split('\n');

describe('conflicts', () => {
  it('are found with both sides, with or without what was before', () => {
    expect(parseConflicts(text)).toEqual([
      { start: 1, end: 8, current: { name: 'HEAD', from: 2, to: 3 }, incoming: { name: 'feature/tea', from: 6, to: 8 } },
      { start: 9, end: 12, current: { name: 'HEAD', from: 10, to: 10 }, incoming: { name: 'feature/tea', from: 11, to: 12 } },
    ]);
  });

  it('give one side, the other, or both', () => {
    const [first, second] = parseConflicts(text);
    if (!first || !second) throw new TypeError('two conflicts');
    expect(resolved(text, first, 'current')).toEqual(['oolong']);
    expect(resolved(text, first, 'incoming')).toEqual(['darjeeling', 'ceylon']);
    expect(resolved(text, first, 'both')).toEqual(['oolong', 'darjeeling', 'ceylon']);
    expect(resolved(text, second, 'current')).toEqual([]);
  });

  it('are none where they do not end, or where a line only looks like a marker', () => {
    expect(parseConflicts(['<<<<<<< HEAD', 'a', '=======', 'b'])).toEqual([]);
    expect(parseConflicts(['Title', '=======', '>>>>>>> quoted', '<<<<<<<<< nine'])).toEqual([]);
  });
});
