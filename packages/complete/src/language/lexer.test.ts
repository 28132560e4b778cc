import { describe, expect, it } from 'vitest';
import { imbalance, joined, leftover } from './brackets.ts';
import { kind, lex } from './lexer.ts';
import { lexes, type Lexis } from './lexis.ts';

/** The text with what is no code left out. */
const code = (text: string, lexis: Lexis): string => {
  const { kinds } = lex(text, lexis);
  return [...text].map((each, at) => (kinds[at] === kind.code ? each : '')).join('');
};

describe('lex', () => {
  it.each([
    ['a("(", \'[\') // {', lexes.typescript, 'a(, ) '],
    ['`tide ${port({ a: "}" })} (`;', lexes.typescript, '{port({ a:  })};'],
    ['x = a / b; y = c / d', lexes.typescript, 'x = a / b; y = c / d'],
    ['x = /[/(]+/.test(y)', lexes.typescript, 'x = .test(y)'],
    ['return /\\(/g', lexes.typescript, 'return '],
    ['a /* ( */ b', lexes.typescript, 'a  b'],
    ['"""\n( " \n""" + x # (', lexes.python, ' + x '],
    ["'it\\'s ('[0]", lexes.python, '[0]'],
    ['s := `\\` + "(" + \'(\'', lexes.go, 's :=  +  + '],
    ['r#"("#; b"("; \'a; \'(\'; /* /* ( */ ( */ x', lexes.rust, "; b; 'a; ;  x"],
    ["fn f<'a>(x: &'a str) -> char { '\\u{28}' }", lexes.rust, "fn f<'a>(x: &'a str) -> char {  }"],
    ['String s = """\n ( \\""" (\n""";', lexes.java, 'String s = ;'],
    ['{"a(": [1]}', lexes.json, '{: [1]}'],
  ])('tells code from strings and comments: %s', (text, lexis, expected) => {
    expect(code(text, lexis)).toBe(expected);
  });

  it('goes on where it stopped', () => {
    const text = 'const a = `x ${ f({ y: `(` /* ( */ }) } (`; // (\nconst b = [1];';
    for (let at = 0; at <= text.length; at += 1) {
      const first = leftover(text.slice(0, at), lexes.typescript);
      const both = joined(first, leftover(text.slice(at), lexes.typescript, first.end));
      // Between two characters of one token a text cannot be parted.
      if (/^(\$\{|\/\*|\*\/|\/\/)$/.test(text.slice(at - 1, at + 1))) continue;
      expect([text.slice(0, at), imbalance(both)]).toEqual([text.slice(0, at), 0]);
    }
  });

  it('ends a string that its line ends, and counts it', () => {
    expect(leftover('say("harbour)\nnext()', lexes.typescript)).toMatchObject({ wrong: 1, opening: ['('] });
  });
});

describe('imbalance', () => {
  it.each([
    ['f(a[1], {b: 2})', 0],
    ['f(a[1]', 1],
    ['f(a])', 3],
    ['}', 1],
    ['`open', 1],
    ['/* open', 1],
  ])('of %s is %i', (text, expected) => {
    expect(imbalance(leftover(text, lexes.typescript))).toBe(expected);
  });
});
