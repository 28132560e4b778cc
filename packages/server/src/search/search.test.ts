import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ParamsOf, WindowConnection } from '@groundwork/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';
import { fuzzy } from './fuzzy.ts';
import type { TextMatch } from './match.ts';

let harbour: Harbour;
let window: WindowConnection;

beforeEach(async () => {
  harbour = await openHarbour({
    '.gitignore': 'built/\n',
    'quay/crane.py': 'lift = 3\ndef lift_all():\n    return lift\n',
    'quay/café.py': 'größe = "lift 🚢 lift"\r\n',
    'built/crane.js': 'lift()',
    '.groundwork/secrets.json': 'lift',
    '.git/config': 'lift',
    '.github/ship.yaml': 'run: lift',
    'README.md': 'A harbour. (lift+)\n',
  });
  window = harbour.window();
});
afterEach(() => harbour.close());

async function search(pattern: string, more: Partial<ParamsOf<'search/text'>> = {}): Promise<{ matches: TextMatch[]; limited: boolean }> {
  const id = crypto.randomUUID();
  const matches: TextMatch[] = [];
  const listening = window.on('search/matches', (message) => message.id === id && matches.push(...message.matches));
  const query = { id, pattern, isRegExp: false, isCaseSensitive: false, isWordMatch: false, limit: 100, ...more };
  const { limited } = await window.call('search/text', query);
  listening.dispose();
  return { matches: matches.sort((a, b) => a.path.localeCompare(b.path)), limited };
}
const pathsOf = (matches: readonly TextMatch[]): string[] => [...new Set(matches.map(({ path }) => path))];

describe('searching text', () => {
  it('finds what a person could look for, and neither what is ignored nor our own state', async () => {
    expect(pathsOf((await search('lift')).matches)).toEqual(['.github/ship.yaml', 'quay/café.py', 'quay/crane.py', 'README.md']);
    expect(pathsOf((await search('lift', { useIgnoreFiles: false })).matches)).toContain('built/crane.js');
    expect(pathsOf((await search('lift', { include: ['**/*.py'], exclude: ['**/café.py'] })).matches)).toEqual(['quay/crane.py']);
  });

  it('counts as an editor does', async () => {
    const { matches } = await search('lift', { include: ['**/café.py'] });
    expect(matches).toEqual([
      {
        path: 'quay/café.py',
        ranges: [
          { startLine: 0, startColumn: 9, endLine: 0, endColumn: 13 },
          { startLine: 0, startColumn: 17, endLine: 0, endColumn: 21 },
        ],
        preview: 'größe = "lift 🚢 lift"',
        previewRanges: [
          { startLine: 0, startColumn: 9, endLine: 0, endColumn: 13 },
          { startLine: 0, startColumn: 17, endLine: 0, endColumn: 21 },
        ],
      },
    ]);
  });

  it('knows words, case, lines and expressions', async () => {
    expect((await search('lift', { isWordMatch: true, include: ['**/crane.py'] })).matches).toHaveLength(2);
    expect((await search('LIFT', { isCaseSensitive: true })).matches).toHaveLength(0);
    expect((await search('(lift+)')).matches).toHaveLength(1);
    expect((await search('lift = \\d$', { isRegExp: true })).matches).toHaveLength(1);
    expect((await search('lift(?!_all)', { isRegExp: true, include: ['**/crane.py'] })).matches).toHaveLength(2);
    const [across] = (await search('= 3\ndef', { isMultiline: true })).matches;
    expect(across?.ranges).toEqual([{ startLine: 0, startColumn: 5, endLine: 1, endColumn: 3 }]);
  });

  it('stops at its limit', async () => {
    harbour.write('many.txt', 'net net net\n'.repeat(1000));
    const { matches, limited } = await search('net', { limit: 50 });
    expect(limited).toBe(true);
    expect(matches.flatMap(({ ranges }) => ranges)).toHaveLength(50);
  });

  it('shows of a very long line what is around a match', async () => {
    harbour.write('long.txt', `${'a'.repeat(500_000)}needle${'b'.repeat(500_000)}`);
    const [match] = (await search('needle')).matches;
    expect(match?.ranges).toEqual([{ startLine: 0, startColumn: 500_000, endLine: 0, endColumn: 500_006 }]);
    const [shown] = match?.previewRanges ?? [];
    expect(match?.preview.slice(shown?.startColumn, shown?.endColumn)).toBe('needle');
    expect(match?.preview.length).toBeLessThan(2000);
  });

  it.each(['--files', '-e', '--pre=touch x', '$(touch x)', "'; touch x #", '--', '\\', '['])(
    'takes any text for text: %j',
    async (pattern) => {
      harbour.write('note.txt', `before ${pattern} after\n`);
      expect((await search(pattern)).matches).not.toHaveLength(0);
    },
  );

  it('says that no file is searched for a null character', async () => {
    await expect(search('a\0b')).rejects.toMatchObject({ code: 'search.bad_pattern' });
  });

  it('says what is wrong with an expression', async () => {
    await expect(search('(lift', { isRegExp: true })).rejects.toMatchObject({
      code: 'search.bad_pattern',
      message: expect.stringContaining('unclosed'),
    });
  });

  it('comes to an end with expressions made to take for ever, or is cancelled', async () => {
    harbour.write('as.txt', `${'a'.repeat(50_000)}!\n`);
    const abort = new AbortController();
    const query = { id: 'x', pattern: '(a+)+$(?<=x)', isRegExp: true, isCaseSensitive: true, isWordMatch: false, limit: 10 };
    setTimeout(() => abort.abort(), 300);
    const said = await window.call('search/text', query, abort.signal).catch((cause: unknown) => cause);
    expect(said).toSatisfy((each: { code?: string; limited?: boolean }) => each.limited === false || /^search\./u.test(each.code ?? ''));
    expect(await search('harbour')).toMatchObject({ limited: false });
  });

  it('follows no link', async () => {
    symlinkSync(harbour.home, join(harbour.dir, 'away'));
    expect((await search('not for pages')).matches).toEqual([]);
  });
});

describe('searching files', () => {
  it('finds them by their letters, the best first', async () => {
    const { paths } = await window.call('search/files', { pattern: 'crane', limit: 10 });
    expect(paths).toEqual(['quay/crane.py']);
    expect((await window.call('search/files', { pattern: '', limit: 2 })).limited).toBe(true);
    await window.call('files/write', { path: 'cranes.md', content: '', create: true, overwrite: false });
    await expect.poll(async () => (await window.call('search/files', { pattern: 'crane', limit: 10 })).paths).toContain('cranes.md');
  });

  it('ranks', () => {
    const paths = ['src/domain/index.ts', 'src/main.ts', 'docs/main/notes.md', 'src/mail_in.ts', 'main'];
    expect(fuzzy(paths, 'main', 10).paths).toEqual(['main', 'src/main.ts', 'docs/main/notes.md', 'src/domain/index.ts', 'src/mail_in.ts']);
    expect(fuzzy(paths, 'src main', 10).paths[0]).toBe('src/main.ts');
    expect(fuzzy(paths, 'zz', 10)).toEqual({ paths: [], limited: false });
  });
});
