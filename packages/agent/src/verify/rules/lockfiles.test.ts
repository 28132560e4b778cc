import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Change, ChangedFile } from '../change/change.ts';
import { judgeLockfiles } from './lockfiles.ts';

/** Written by the tools themselves, for a manifest and for the same with one package upgraded and one added. */
const tools = {
  // npm 11.19.1
  npm: { lock: 'package-lock.json', manifest: 'package.json' },
  // pnpm 10.34.9
  pnpm: { lock: 'pnpm-lock.yaml', manifest: 'package.json' },
  // yarn 1.22.22
  yarn: { lock: 'yarn.lock', manifest: 'package.json' },
  // yarn 4.18.1
  berry: { lock: 'yarn.lock', manifest: 'package.json' },
  // bun 1.4.5
  bun: { lock: 'bun.lock', manifest: 'package.json' },
  // uv 0.13.9
  uv: { lock: 'uv.lock', manifest: 'pyproject.toml' },
  // Poetry 2.5.1
  poetry: { lock: 'poetry.lock', manifest: 'pyproject.toml' },
  // pip-compile --generate-hashes of pip-tools 7.6.2
  pip: { lock: 'requirements.txt', manifest: 'requirements.in' },
  // cargo 1.95.0
  cargo: { lock: 'Cargo.lock', manifest: 'Cargo.toml' },
  // go 1.26.8
  go: { lock: 'go.sum', manifest: 'go.mod' },
} as const;
type Tool = keyof typeof tools;

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

type Trick = readonly [what: string, tool: Tool, from: string | RegExp, to: string, why: RegExp];

const zeros = '0'.repeat(64);
/** Of the lock after an honest update. */
const tricks: readonly Trick[] = [
  ['another hash', 'npm', /(ms-2\.1\.3[\s\S]*?sha512-)\w{6}/, '$1AAAAAA', /another hash/],
  ['no hash', 'npm', /(is-number-6\.0\.0\.tgz",\n) +"integrity": "[^"]+",\n/, '$1', /hash was taken out/],
  ['no hash for what is new', 'npm', /(escape-html-1\.0\.3\.tgz",\n) +"integrity": "[^"]+",\n/, '$1', /no hash, as the others do/],
  [
    'another host',
    'npm',
    'https://registry.npmjs.org/escape-html',
    'https://registry.npmjs.example/escape-html',
    /comes from registry\.npmjs\.example/,
  ],
  ['no encryption', 'npm', 'https://registry.npmjs.org/escape-html', 'http://registry.npmjs.org/escape-html', /without encryption/],
  [
    'a repository',
    'npm',
    'https://registry.npmjs.org/escape-html/-/escape-html-1.0.3.tgz',
    'git+ssh://git@github.com/mallory/escape-html.git#0123abc',
    /repository instead/,
  ],
  [
    'the archive of a repository',
    'npm',
    'https://registry.npmjs.org/escape-html/-/escape-html-1.0.3.tgz',
    'https://codeload.github.com/mallory/escape-html/tar.gz/0123abc',
    /comes from codeload/,
  ],
  [
    'another package of the same registry',
    'npm',
    'escape-html/-/escape-html-1.0.3.tgz',
    'escape-htm1/-/escape-htm1-1.0.3.tgz',
    /address is that of escape-htm1/,
  ],
  ['another version of it', 'npm', 'debug/-/debug-4.3.7.tgz', 'debug/-/debug-4.3.1.tgz', /address is that of debug-4\.3\.1/],
  [
    'another package under its name',
    'npm',
    '"node_modules/escape-html": {',
    '"node_modules/escape-html": {\n      "name": "escape-htm1",',
    /in the place of escape-html|address is/,
  ],
  [
    'a version nobody asks for',
    'npm',
    /"version": "4\.3\.7",\n +"resolved": "[^"]+"/,
    '"version": "4.3.1",\n      "resolved": "https://registry.npmjs.org/debug/-/debug-4.3.1.tgz"',
    /debug is not locked as/,
  ],
  [
    'a package nobody asks for',
    'npm',
    '"node_modules/escape-html": {',
    '"node_modules/rot": { "version": "1.0.0", "resolved": "https://registry.npmjs.org/rot/-/rot-1.0.0.tgz", "integrity": "sha512-BBBB" },\n    "node_modules/escape-html": {',
    /rot@1\.0\.0: nothing asks for it/,
  ],
  [
    'two that ask for each other',
    'npm',
    '"node_modules/escape-html": {',
    '"node_modules/rot": { "version": "1.0.0", "integrity": "sha512-BBBB", "dependencies": { "mould": "1" } },\n    "node_modules/mould": { "version": "1.0.0", "integrity": "sha512-BBBB", "dependencies": { "rot": "1" } },\n    "node_modules/escape-html": {',
    /mould@1\.0\.0: nothing asks for it/,
  ],
  [
    'a new need of the same version',
    'npm',
    '"node_modules/is-number": {',
    '"node_modules/rot": { "version": "1.0.0", "integrity": "sha512-BBBB" },\n    "node_modules/is-number": {\n      "dependencies": { "rot": "1" },',
    /is-number@6\.0\.0: it needs rot/,
  ],
  ['what is no JSON', 'npm', '"lockfileVersion": 3,', '"lockfileVersion": 3,,', /cannot be read/],

  ['another hash', 'pnpm', /(is-number@6\.0\.0:\n +resolution: \{integrity: sha512-)\w{6}/, '$1AAAAAA', /another hash/],
  [
    'an archive of elsewhere',
    'pnpm',
    /(escape-html@1\.0\.3:\n +resolution: \{)/,
    '$1tarball: https://rot.example/escape-html-1.0.3.tgz, ',
    /comes from rot\.example/,
  ],
  [
    'a repository',
    'pnpm',
    /(escape-html@1\.0\.3:\n +resolution: \{)[^}]+/,
    '$1type: git, repo: https://github.com/mallory/escape-html, commit: 0123abc',
    /repository instead/,
  ],
  ['a version nobody asks for', 'pnpm', /(specifier: 4\.3\.7\n +version: )4\.3\.7/, '$14.3.1', /debug is not locked as/],
  [
    'another package under its name',
    'pnpm',
    /(specifier: 1\.0\.3\n +version: )1\.0\.3/,
    '$1escape-htm1@1.0.3',
    /escape-html is not locked as/,
  ],
  [
    'a package nobody asks for',
    'pnpm',
    '\n  escape-html@1.0.3:\n',
    '\n  rot@1.0.0:\n    resolution: {integrity: sha512-BBBB}\n\n  escape-html@1.0.3:\n',
    /rot@1\.0\.0: nothing asks/,
  ],
  [
    'a new need of the same version',
    'pnpm',
    'is-number@6.0.0: {}',
    'is-number@6.0.0:\n    dependencies:\n      rot: 1.0.0',
    /it needs rot/,
  ],

  ['another hash', 'yarn', /(ms-2\.1\.3\.tgz[^\n]+\n +integrity sha512-)\w{6}/, '$1AAAAAA', /another hash/],
  [
    'another host',
    'yarn',
    'https://registry.yarnpkg.com/escape-html',
    'https://registry.yarnpkg.example/escape-html',
    /comes from registry\.yarnpkg\.example/,
  ],
  [
    'a repository',
    'yarn',
    /https:\/\/registry\.yarnpkg\.com\/escape-html[^"]+/,
    'git+https://github.com/mallory/escape-html.git#0123abc',
    /repository instead/,
  ],
  [
    'another package of the same registry',
    'yarn',
    'escape-html/-/escape-html-1.0.3',
    'escape-htm1/-/escape-htm1-1.0.3',
    /address is that of escape-htm1/,
  ],
  ['a version nobody asks for', 'yarn', 'version "4.3.7"', 'version "4.3.1"', /debug is not locked as/],
  [
    'a package nobody asks for',
    'yarn',
    '\nescape-html@1.0.3:',
    '\nrot@1.0.0:\n  version "1.0.0"\n  resolved "https://registry.yarnpkg.com/rot/-/rot-1.0.0.tgz#0258eae4d3d0c0974de1c169188ef0051d1d1988"\n  integrity sha512-BBBB\n\nescape-html@1.0.3:',
    /nothing asks/,
  ],
  [
    'a new need of the same version',
    'yarn',
    /(is-number-6\.0\.0[^\n]+\n +integrity [^\n]+\n)/,
    '$1  dependencies:\n    rot "^1"\n',
    /it needs rot/,
  ],

  ['another hash', 'berry', /(resolution: "ms@npm:2\.1\.3"\n +checksum: 10c0\/)\w{6}/, '$1000000', /another hash/],
  [
    'an archive of elsewhere',
    'berry',
    'resolution: "escape-html@npm:1.0.3"',
    'resolution: "escape-html@npm:1.0.3::__archiveUrl=https%3A%2F%2Frot.example%2Fescape-html.tgz"',
    /comes from rot\.example/,
  ],
  [
    'a repository',
    'berry',
    'resolution: "escape-html@npm:1.0.3"',
    'resolution: "escape-html@https://github.com/mallory/escape-html.git#commit=0123abc"',
    /repository instead/,
  ],
  [
    'another package under its name',
    'berry',
    'resolution: "escape-html@npm:1.0.3"',
    'resolution: "escape-htm1@npm:1.0.3"',
    /in the place of escape-html/,
  ],
  ['another version of it', 'berry', 'resolution: "debug@npm:4.3.7"', 'resolution: "debug@npm:4.3.1"', /resolved as 4\.3\.1/],
  [
    'a package nobody asks for',
    'berry',
    '\n"escape-html@npm:1.0.3":',
    '\n"rot@npm:1.0.0":\n  version: 1.0.0\n  resolution: "rot@npm:1.0.0"\n  checksum: 10c0/00\n\n"escape-html@npm:1.0.3":',
    /nothing asks/,
  ],

  ['another hash', 'bun', /("ms@2\.1\.3".*sha512-)\w{6}/, '$1AAAAAA', /another hash/],
  [
    'another registry',
    'bun',
    '"escape-html@1.0.3", ""',
    '"escape-html@1.0.3", "https://rot.example/escape-html-1.0.3.tgz"',
    /comes from rot\.example/,
  ],
  [
    'a repository',
    'bun',
    /"escape-html@1\.0\.3", "", \{\}, "[^"]+"/,
    '"escape-html@github:mallory/escape-html#0123abc", {}, "mallory-escape-html-0123abc"',
    /repository instead/,
  ],
  ['another package under its name', 'bun', '"escape-html@1.0.3"', '"escape-htm1@1.0.3"', /escape-html is not locked as/],
  [
    'a package nobody asks for',
    'bun',
    '"escape-html": [',
    '"rot": ["rot@1.0.0", "", {}, "sha512-BBBB"],\n\n    "escape-html": [',
    /nothing asks/,
  ],

  ['another hash', 'uv', /(six-1\.17\.0\.tar\.gz", hash = "sha256:)\w{64}/, `$1${zeros}`, /another hash/],
  [
    'a file of elsewhere',
    'uv',
    /https:\/\/files\.pythonhosted\.org(\S+toml-0\.10\.2\.tar\.gz)/,
    'https://files.pythonhosted.example$1',
    /comes from files\.pythonhosted\.example/,
  ],
  [
    'another index',
    'uv',
    /(name = "toml"\nversion = "0\.10\.2"\nsource = \{ registry = ")[^"]+/,
    '$1https://rot.example/simple',
    /comes from rot\.example/,
  ],
  [
    'a repository',
    'uv',
    /(name = "toml"\nversion = "0\.10\.2"\nsource = )\{ registry = "[^"]+" \}/,
    '$1{ git = "https://github.com/mallory/toml?rev=main#0123abc" }',
    /repository instead/,
  ],
  ['another package of the same registry', 'uv', /toml-0\.10\.2-py2/, 'tom1-0.10.2-py2', /its file is tom1/],
  ['another version of it', 'uv', /idna-3\.10-py3/, 'idna-3.4-py3', /its file is idna-3\.4/],
  [
    'a version nobody asks for',
    'uv',
    'name = "idna"\nversion = "3.10"',
    'name = "idna"\nversion = "3.4"',
    /idna is not locked as|its file is/,
  ],
  [
    'a package nobody asks for',
    'uv',
    '[[package]]\nname = "toml"',
    '[[package]]\nname = "rot"\nversion = "1.0"\nsource = { registry = "https://pypi.org/simple" }\nsdist = { url = "https://files.pythonhosted.org/rot-1.0.tar.gz", hash = "sha256:00" }\n\n[[package]]\nname = "toml"',
    /rot@1\.0: nothing asks/,
  ],
  [
    'a new need of the same version',
    'uv',
    'name = "six"\nversion = "1.17.0"',
    'name = "six"\nversion = "1.17.0"\ndependencies = [{ name = "rot" }]',
    /it needs rot/,
  ],

  ['another hash', 'poetry', /(six-1\.17\.0\.tar\.gz", hash = "sha256:)\w{64}/, `$1${zeros}`, /another hash/],
  ['another index', 'poetry', /(toml-0\.10\.2\.tar\.gz[\s\S]*?url = ")[^"]+/, '$1https://rot.example/simple', /comes from rot\.example/],
  [
    'a repository',
    'poetry',
    /(toml-0\.10\.2\.tar\.gz[\s\S]*?)type = "legacy"\nurl = "[^"]+"/,
    '$1type = "git"\nurl = "https://github.com/mallory/toml"',
    /repository instead/,
  ],
  ['another package of the same registry', 'poetry', 'toml-0.10.2-py2', 'tom1-0.10.2-py2', /its file is tom1/],
  [
    'a version nobody asks for',
    'poetry',
    'name = "idna"\nversion = "3.10"',
    'name = "idna"\nversion = "3.4"',
    /idna is not locked as|its file is/,
  ],
  [
    'a package nobody asks for',
    'poetry',
    '[[package]]\nname = "toml"',
    `[[package]]\nname = "rot"\nversion = "1.0"\nfiles = [{file = "rot-1.0.tar.gz", hash = "sha256:${zeros}"}]\n\n[[package]]\nname = "toml"`,
    /nothing asks/,
  ],

  ['another hash', 'pip', /(six==1\.16\.0 \\\n +--hash=sha256:)\w{64}/, `$1${zeros}`, /another hash/],
  ['no hash', 'pip', /six==1\.16\.0( \\\n +--hash=sha256:\w{64})+/, 'six==1.16.0', /hash was taken out/],
  ['no hash for what is new', 'pip', /toml==0\.10\.2( \\\n +--hash=sha256:\w{64})+/, 'toml==0.10.2', /no hash/],
  ['another index', 'pip', 'idna==3.10', '--extra-index-url https://rot.example/simple\nidna==3.10', /elsewhere than PyPI/],
  ['an address', 'pip', 'toml==0.10.2', 'toml @ https://rot.example/toml-0.10.2.tar.gz', /elsewhere than PyPI/],
  ['a version nobody asks for', 'pip', 'idna==3.10', 'idna==3.4', /idna is not locked as/],

  ['another hash', 'cargo', /(name = "fnv"[\s\S]*?checksum = ")\w{64}/, `$1${zeros}`, /another hash/],
  [
    'another registry',
    'cargo',
    /(name = "ryu"\nversion = "1\.0\.18"\nsource = ")[^"]+/,
    '$1registry+https://rot.example/index',
    /comes from rot\.example/,
  ],
  [
    'a repository',
    'cargo',
    /(name = "ryu"\nversion = "1\.0\.18"\nsource = ")[^"]+"\nchecksum = "[^"]+/,
    '$1git+https://github.com/mallory/ryu#0123abc',
    /repository instead/,
  ],
  ['a version nobody asks for', 'cargo', 'name = "itoa"\nversion = "1.0.11"', 'name = "itoa"\nversion = "1.0.1"', /itoa is not locked as/],
  [
    'a package nobody asks for',
    'cargo',
    '[[package]]\nname = "ryu"',
    `[[package]]\nname = "rot"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${zeros}"\n\n[[package]]\nname = "ryu"`,
    /nothing asks/,
  ],

  ['a module that is not summed', 'go', /github\.com\/google\/uuid v1\.6\.0\/go\.mod [^\n]+\n/, '', /uuid is not locked as/],
];

describe('a lock that somebody tampered with', () => {
  it.each(tricks)('%s, of %s', async (_what, tool, from, to, why) => {
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
