import { describe, expect, it } from 'vitest';
import { imbalance, leftover } from '../language/brackets.ts';
import { cursorAt } from './cursor.ts';
import { shaped } from './shape.ts';

/** Files as they are in the middle of being written, one a language. */
const files: Readonly<Record<string, string>> = {
  'quay.ts': [
    "import { moor } from './moor';",
    '// a berth (of many',
    'export function berth(ship: Ship, at = [1, 2]): string {',
    '  const name = `${ship.name} (${at.map((n) => `#${n}`).join(",")})`;',
    '  if (/[({]/.test(name)) {',
    "    return moor({ name, 'to': at[0] });",
    '  }',
    '  /* { */',
    '  return name;',
    '}',
    '',
  ].join('\n'),
  'quay.py': [
    'from moor import moor',
    '',
    'def berth(ship, at=(1, 2)):',
    '    """A berth (of many."""',
    "    name = f'{ship.name} ({at[0]})'  # {",
    '    return moor({"name": name, "to": [at]},',
    '                1)',
    '',
  ].join('\n'),
  'quay.go': [
    'package quay',
    '',
    'func Berth(ship *Ship, at []int) (string, error) {',
    '\tname := `(` + ship.Name + "{" // [',
    "\tif at[0] == '{' {",
    '\t\treturn name, errors.New("full (")',
    '\t}',
    '\treturn moor(map[string]int{name: at[0]})',
    '}',
    '',
  ].join('\n'),
  'Quay.java': [
    'class Quay {',
    '  /* ( */ String berth(Ship ship, int[] at) {',
    '    var text = """',
    '      { ( "" [',
    '      """;',
    '    if (at[0] == \'(\') { return ship.name() + "}"; }',
    '    return moor(List.of(ship, at));',
    '  }',
    '}',
    '',
  ].join('\n'),
  'quay.rs': [
    "fn berth<'a>(ship: &'a Ship, at: &[u8]) -> Result<String, Error> {",
    '    let raw = r#"{ ( " ["#; // )',
    "    if at[0] == b'(' || raw.contains('{') {",
    '        return Err(Error::new(format!("{} (full", ship.name)));',
    '    }',
    '    /* { /* [ */ */',
    '    moor(vec![ship, at])',
    '}',
    '',
  ].join('\n'),
  'quay.json': '{\n  "berths": [{ "name": "a (", "at": [1, 2] }, {}],\n  "full": false\n}\n',
};

const parts = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '`',
  '${',
  '/*',
  '*/',
  '//',
  '#',
  '"""',
  '\n',
  '\n  ',
  '\n    ',
  '  ',
  ', ',
  ';',
  ': ',
  ' = ',
  '/',
  '\\',
  'r#"',
  '"#',
  'ship',
  'return ',
  'moor(',
  'if (x) {',
  'name',
  '1',
  '=>',
  "'a",
  '.',
  'x[0]',
  '})',
  '});',
  'def f():',
  'fn f() {',
];

/** Numbers that look random and are the same every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

describe('no suggestion worsens the balance of brackets', () => {
  it.each(Object.entries(files))('%s', (path, text) => {
    const random = numbers(path.length * 7919);
    let suggested = 0;
    const worse: object[] = [];
    for (let round = 0; round < 3000; round += 1) {
      const offset = random(text.length + 1);
      // Half of the files have lost something after the cursor, as they do while being written.
      const file = random(2) === 0 ? text : text.slice(0, offset) + text.slice(Math.min(text.length, offset + random(40)));
      const cursor = cursorAt(path, file, offset);
      // Half of the answers are pieces of real code, the others are not.
      const answer =
        random(2) === 0
          ? text.slice(random(text.length)).slice(0, 5 + random(160))
          : Array.from({ length: 1 + random(14) }, () => parts[random(parts.length)] ?? '').join('');
      const suggestion = shaped(answer, cursor);
      if (suggestion === '') continue;
      suggested += 1;
      const [before, after] = [file, file.slice(0, offset) + suggestion + file.slice(offset)].map((each) =>
        imbalance(leftover(each, cursor.lexis)),
      );
      if ((after ?? 0) > (before ?? 0)) worse.push({ offset, file, answer, suggestion, before, after });
    }
    expect(worse).toEqual([]);
    expect(suggested).toBeGreaterThan(300);
  });
});
