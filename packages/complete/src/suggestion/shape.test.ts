import { describe, expect, it } from 'vitest';
import { cursorAt, type Cursor } from './cursor.ts';
import { isEnough, shaped } from './shape.ts';
import { isSure, silence, silentAt } from './silence.ts';

/** The cursor is where `|` stands. */
const at = (path: string, marked: string): Cursor => cursorAt(path, marked.replace('|', ''), marked.indexOf('|'));

describe('shaped', () => {
  it.each([
    [
      'the rest of a line only, where something stands before the cursor',
      'a.ts',
      'const tide = |\nnext();\n',
      'high(1);\nnext();',
      'high(1);',
    ],
    ['nothing that stands after the cursor', 'a.ts', 'moor(|)\n', 'ship, 3)', 'ship, 3'],
    ['no next line that is there already', 'a.py', 'def f():\n    |\n    return tide(3)\n', 'x = 1\n    return tide(3)\n', 'x = 1'],
    ['the block, up to its end', 'a.ts', 'function f() {\n  |\n}\n', 'moor();\n  tide();\n}\n\nfunction g() {}', 'moor();\n  tide();'],
    ['a block the line opened, with its end', 'a.ts', 'if (x) {|\n', '\n  moor();\n}\nmore();', '\n  moor();\n}'],
    ['a block by its indentation', 'a.py', 'def f():\n    |\n', 'moor()\n    tide()\n\ndef g():\n    pass', 'moor()\n    tide()'],
    [
      'one declaration at the margin',
      'a.go',
      '|\n',
      'func Tide() int {\n\treturn 1\n}\n\nfunc Moor() {}\n',
      'func Tide() int {\n\treturn 1\n}',
    ],
    ['a line that repeats once', 'a.py', 'def f():\n    |\n', 'moor(1)\n    moor(1)\n    moor(1)\n    moor(1)\n', 'moor(1)'],
    ['nothing that opens what it does not close', 'a.ts', 'call(|)\n', 'ship, {', ''],
    ['as much as is balanced', 'a.ts', 'function f() {\n  |\n}\n', 'moor();\n  if (x) {\n    tide(', 'moor();'],
    ['no second bracket where one closes already', 'a.ts', 'x = [|]\n', '1, 2]]', '1, 2'],
    ['nothing where the next line says it', 'a.ts', 'f();\n|\nmoor(ship);\n', 'moor(ship);', ''],
    ['not again what stands before the cursor', 'a.ts', 'const tide = |\n', 'const tide = high();', 'high();'],
    ['nothing but space', 'a.ts', 'const tide = |\n', '  \n', ''],
  ])('%s', (_, path, marked, answer, expected) => {
    expect(shaped(answer, at(path, marked))).toBe(expected);
  });

  it('is no longer than asked for', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `moor(${index});`).join('\n');
    expect(shaped(lines, at('a.ts', 'f();\n|\n'), { lines: 5, length: 1000 }).split('\n')).toHaveLength(5);
    expect(shaped(lines, at('a.ts', 'f();\n|\n'), { lines: 50, length: 100 }).length).toBeLessThanOrEqual(100);
  });
});

describe('isEnough', () => {
  it.each([
    ['a.ts', 'const tide = |\n', 'high', false],
    ['a.ts', 'const tide = |\n', 'high();\n', true],
    ['a.py', 'def f():\n    |\n', 'moor()\n', false],
    ['a.py', 'def f():\n    |\n', 'moor()\n\nd', true],
    ['a.py', 'def f():\n    |\n', 'moor()\n   ', false],
    ['a.py', 'def f():\n    |\n', 'moor(1)\n    moor(1)\n    moor(1)\n', true],
  ])('%s %j %j: %s', (path, marked, answer, expected) => {
    expect(isEnough(answer, at(path, marked))).toBe(expected);
  });
});

describe('silence', () => {
  const said = (marked: string, more: { hasContext?: boolean; rejectedAgoMs?: number } = {}) =>
    silentAt(at('a.ts', marked), { rules: silence, hasContext: false, rejectedAgoMs: null, ...more });

  it.each([
    ['const ti|de = 1', 'mid-word'],
    [`// ${'the harbour is long '.repeat(8)}|`, 'inside'],
    [`const a = "${'the harbour is long '.repeat(8)}|"`, 'inside'],
    ['con|', 'empty'],
    ['const tide = |', null],
  ])('%j: %s', (marked, expected) => {
    expect(said(marked)).toBe(expected);
  });

  it('lasts for a while after a suggestion was turned down', () => {
    expect(said('const tide = |', { rejectedAgoMs: 1000 })).toBe('rejected');
    expect(said('const tide = |', { rejectedAgoMs: 60_000 })).toBeNull();
  });

  it('is kept where the model is not sure itself', () => {
    expect(isSure([-0.01, -0.2], silence)).toBe(true);
    expect(isSure([-2, -3], silence)).toBe(false);
    expect(isSure([], silence)).toBe(true);
  });
});
