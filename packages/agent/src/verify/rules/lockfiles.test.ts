import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Change, ChangedFile } from '../change/change.ts';
import { judgeLockfiles } from './lockfiles.ts';
import { nodeTricks } from './locks/testing/node-tricks.fixture.ts';
import { otherTricks } from './locks/testing/other-tricks.fixture.ts';
import { tools, type Tool } from './locks/testing/tools.fixture.ts';

type Texts = Readonly<Record<string, string>>;
const written = (tool: Tool, when: 'before' | 'after', what: 'lock' | 'manifest'): string =>
  readFileSync(new URL(`locks/testing/${tool}.${when}.${what}`, import.meta.url), 'utf8');
const filesOf = (tool: Tool, when: 'before' | 'after'): Texts => ({
  [tools[tool].lock]: written(tool, when, 'lock'),
  [tools[tool].manifest]: written(tool, when, 'manifest'),
});

/** What is wrong with going from one state of a repository to another. */
async function wrong(before: Texts, after: Texts): Promise<readonly string[]> {
  const entryOf = (texts: Texts, path: string) => (texts[path] === undefined ? null : { mode: '100644', hash: path });
  const paths = Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]);
  const files = paths.map((path): ChangedFile => {
    const was = new Set((before[path] ?? '').split('\n'));
    const lines = (after[path] ?? '').split('\n').flatMap((text, at) => (was.has(text) ? [] : [{ line: at + 1, text }]));
    const texts = { textBefore: before[path] ?? null, textAfter: after[path] ?? null };
    return { path, before: entryOf(before, path), after: entryOf(after, path), ...texts, lines, added: lines.length, deleted: 0 };
  });
  const entries = (texts: Texts) => new Map(Object.keys(texts).map((path) => [path, { mode: '100644', hash: path }]));
  const change: Change = { baseTree: '', tree: '', base: entries(before), entries: entries(after), files, hash: '' };
  const read = async (hashes: readonly string[]) => new Map(hashes.map((hash) => [hash, Buffer.from(after[hash] ?? '')]));
  const { check } = await judgeLockfiles(change, { read });
  return check.places.map(({ why }) => why);
}

const all = Object.keys(tools).filter((name): name is Tool => name in tools);

describe('a lock as its tool writes it', () => {
  it.each(all)('%s: an upgrade and a new package pass, and so does a first lock', async (tool) => {
    expect(await wrong(filesOf(tool, 'before'), filesOf(tool, 'after'))).toEqual([]);
    const { manifest } = tools[tool];
    expect(await wrong({ [manifest]: written(tool, 'after', 'manifest') }, filesOf(tool, 'after'))).toEqual([]);
  });

  it('poetry: the same from PyPI itself, which it does not name', async () => {
    const plain = (texts: Texts): Texts => ({
      ...texts,
      'poetry.lock': (texts['poetry.lock'] ?? '').replace(/\n\[package\.source\]\n(.+\n){3}/g, ''),
    });
    expect(plain(filesOf('poetry', 'after'))['poetry.lock']).not.toContain('legacy');
    expect(await wrong(plain(filesOf('poetry', 'before')), plain(filesOf('poetry', 'after')))).toEqual([]);
  });

  it.each(['npm', 'pnpm', 'yarn', 'berry', 'bun', 'uv', 'poetry', 'pip', 'cargo', 'go'] as const)(
    '%s: a manifest that goes on without its lock does not',
    async (tool) => {
      const after = { ...filesOf(tool, 'before'), [tools[tool].manifest]: written(tool, 'after', 'manifest') };
      expect(await wrong(filesOf(tool, 'before'), after)).toEqual(expect.arrayContaining([expect.stringContaining('is not locked as')]));
    },
  );
});

describe('a lock that somebody tampered with', () => {
  it.each([...nodeTricks, ...otherTricks])('%s, of %s', async (_what, tool, from, to, why) => {
    const after = filesOf(tool, 'after');
    const { lock } = tools[tool];
    const tampered = (after[lock] ?? '').replace(from, to);
    expect(tampered).not.toBe(after[lock]);
    expect((await wrong(filesOf(tool, 'before'), { ...after, [lock]: tampered })).join('\n')).toMatch(why);
  });

  it('go: another hash of the same version', async () => {
    const after = filesOf('go', 'after');
    const tampered = (after['go.sum'] ?? '').replace(/uuid v1\.6\.0 h1:\w{6}/, 'uuid v1.6.0 h1:AAAAAA');
    expect((await wrong(after, { ...after, 'go.sum': tampered })).join()).toMatch(/another hash/);
  });

  it('go: a module in the place of another', async () => {
    const after = filesOf('go', 'after');
    const replaced = `${after['go.mod']}\nreplace github.com/google/uuid => github.com/mallory/uuid v1.6.0\n`;
    expect((await wrong(filesOf('go', 'before'), { ...after, 'go.mod': replaced })).join()).toMatch(/replaced by another/);
  });

  it('bun: one that nobody can read', async () => {
    expect((await wrong({}, { 'bun.lockb': 'bun' })).join()).toMatch(/--save-text-lockfile/);
  });

  it('a package that another manifest below asks for is none', async () => {
    const after = filesOf('npm', 'after');
    const slipped = (after['package-lock.json'] ?? '').replace(
      '"node_modules/escape-html": {',
      '"node_modules/rot": { "version": "1.0.0", "integrity": "sha512-BBBB" },\n    "node_modules/escape-html": {',
    );
    const oven = { 'oven/package.json': '{ "name": "oven", "dependencies": { "rot": "1" } }' };
    expect(await wrong({ ...filesOf('npm', 'before'), ...oven }, { ...after, ...oven, 'package-lock.json': slipped })).toEqual([]);
  });

  /** Not by the tools: as their documentation shows them. */
  const gems = (remote: string, sum: string): string =>
    `GEM\n  remote: ${remote}\n  specs:\n    rack (3.1.7)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  rack\n\nCHECKSUMS\n  rack (3.1.7) sha256=${sum}\n`;
  const composer = (url: string, reference: string): string =>
    JSON.stringify({
      packages: [
        { name: 'monolog/monolog', version: '3.7.0', dist: { type: 'zip', url, reference, shasum: '' }, require: { php: '>=8.1' } },
      ],
    });
  const monolog = 'https://api.github.com/repos/Seldaek/monolog/zipball/f4393b6';

  it.each<[string, string, Texts, Texts, RegExp]>([
    ['another hash', 'Gemfile.lock', {}, { 'Gemfile.lock': gems('https://rubygems.org/', 'bb') }, /another hash/],
    ['another host', 'Gemfile.lock', {}, { 'Gemfile.lock': gems('https://rot.example/', 'aa') }, /comes from rot\.example/],
    [
      'a repository',
      'Gemfile.lock',
      {},
      { 'Gemfile.lock': gems('https://rubygems.org/', 'aa').replace('GEM', 'GIT') },
      /repository instead/,
    ],
    [
      'another repository',
      'composer.lock',
      {},
      { 'composer.lock': composer(monolog.replace('Seldaek', 'mallory'), 'f4393b6') },
      /another hash/,
    ],
    ['another commit', 'composer.lock', {}, { 'composer.lock': composer(monolog, '0123abc') }, /another (hash|commit)/],
  ])('%s, of %s', async (_what, lock, more, after, why) => {
    const texts: Texts = { 'Gemfile.lock': gems('https://rubygems.org/', 'aa'), 'composer.lock': composer(monolog, 'f4393b6'), ...more };
    const before = { [lock]: texts[lock] ?? '' };
    expect(await wrong({}, before)).toEqual([]);
    expect((await wrong(before, after)).join()).toMatch(why);
  });
});
