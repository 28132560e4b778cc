import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyEdit, planEdit } from './edit.ts';

let home: string;
let bakery: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bakery-'));
  bakery = join(home, 'bakery');
  mkdirSync(bakery);
  writeFileSync(join(bakery, 'oven.py'), 'def heat():\n    return 180\n\ndef cool():\n    return 20\n');
});
afterEach(() => rmSync(home, { recursive: true }));

const read = (file: string): string => readFileSync(join(bakery, file), 'utf8');

function edit(path: string, old_text: string | null, new_text: string): string | number {
  const planned = planEdit(bakery, { path, old_text, new_text });
  if ('problem' in planned) return planned.problem;
  applyEdit(planned);
  return planned.line;
}

describe('edit', () => {
  it('replaces what is there once, and says in which line', () => {
    expect(edit('oven.py', 'return 20', 'return 25')).toBe(5);
    expect(read('oven.py')).toContain('return 25');
  });

  it('makes a file, with its folders', () => {
    expect(edit('menu/today.md', null, '# Rye\n')).toBe(1);
    expect(read('menu/today.md')).toBe('# Rye\n');
  });

  it.each([
    ['oven.py', 'return', 'x', /more than once, at lines 2 and 5/],
    ['oven.py', 'def heat():\n  return 180', 'x', /not in oven.py.*like its first is at line 1/],
    ['oven.py', 'def melt()', 'x', /not in oven.py.*letter for letter/],
    ['oven.py', null, 'x', /exists already: give old_text/],
    ['oven.py', 'return 20', 'return 20', /nothing would change/],
    ['mill.py', 'a', 'b', /no file mill.py.*leave old_text out/],
    ['../till.py', null, 'x', /outside/],
    ['/etc/passwd', 'root', 'x', /outside/],
    ['.', 'a', 'b', /not a file/],
  ])('says what is wrong with %s %j', (path, from, to, said) => expect(edit(path, from, to)).toMatch(said));

  it('does not follow a link out of the folder, nor one that leads nowhere', () => {
    symlinkSync(home, join(bakery, 'up'));
    symlinkSync(join(home, 'new.txt'), join(bakery, 'new.txt'));
    expect(edit('up/x', null, 'x')).toMatch(/outside/);
    expect(edit('new.txt', null, 'x')).toMatch(/outside/);
  });

  it('keeps the line ends of a file, and leaves alone what is not text', () => {
    writeFileSync(join(bakery, 'dos.txt'), 'rye\r\nspelt\r\n');
    edit('dos.txt', 'rye\nspelt', 'rye\nwheat');
    expect(read('dos.txt')).toBe('rye\r\nwheat\r\n');
    writeFileSync(join(bakery, 'loaf.png'), Buffer.from([0xff, 0xd8]));
    expect(edit('loaf.png', 'a', 'b')).toMatch(/not text in UTF-8/);
  });
});
