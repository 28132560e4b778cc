import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from './yaml.ts';

describe('YAML with comments', () => {
  it('puts them above or beside what they are about, on one line each', () => {
    const text = yamlText(
      { bakery: { oven: 'hot', loaves: ['rye', 'spelt'] } },
      {
        head: ['A bakery'],
        comments: [
          { at: ['bakery'], lines: ['oven.py:1'] },
          { at: ['bakery', 'oven'], lines: ['oven.py:2'], beside: true },
          { at: ['bakery', 'cellar'], lines: ['is not there'] },
        ],
      },
    );
    expect(text).toBe('# A bakery\n\n# oven.py:1\nbakery:\n  oven: hot # oven.py:2\n  loaves: [rye, spelt]\n');
  });

  it.each([
    'yes',
    'on',
    '22:22',
    '0o17',
    '1e3',
    '~',
    '# rye',
    'a: b',
    '- x',
    'two\nlines',
    '\u2028',
    '*rye',
    '&rye',
    '!rye',
    '"',
    "'",
    '%',
  ])('gives back the text %j, whatever reads it', (text) => {
    const written = yamlText({ [text]: text, list: [text] });
    for (const version of ['1.1', '1.2'] as const) expect(parse(written, { version })).toEqual({ [text]: text, list: [text] });
  });

  it('writes once what has a name, and everything else where it stands', () => {
    const recipe = { flour: 'rye', water: 1 };
    const plain = { salt: 2 };
    const value = { one: { recipe, plain }, two: { recipe, plain } };
    const text = yamlText(value, { anchors: new Map([[recipe, 'recipe']]) });
    expect(text).toBe(
      'one:\n  recipe: &recipe\n    flour: rye\n    water: 1\n  plain:\n    salt: 2\ntwo:\n  recipe: *recipe\n  plain:\n    salt: 2\n',
    );
    expect(parse(text)).toEqual(value);
  });

  it('names nothing that stands there once', () => {
    const recipe = { flour: 'rye' };
    expect(yamlText({ recipe }, { anchors: new Map([[recipe, 'recipe']]) })).toBe('recipe:\n  flour: rye\n');
  });
});
