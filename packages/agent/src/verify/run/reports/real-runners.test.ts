import { programOnPath, requirement, requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainJail } from '../../plain-jail.fixture.ts';
import { requirePytest } from '../../real-jail.fixture.ts';
import { compareTests } from '../../tests/compare.ts';
import { runTested, type Tested } from '../tested.ts';

type Files = Readonly<Record<string, string>>;

interface Real {
  readonly command: string;
  /** Beside the tests. */
  readonly files: Files;
  readonly test: string;
  /** Tests: two that pass (the second is called by the name given), one that fails, one that is left out. */
  readonly all: (second: string) => string;
  /** What no runner can load. */
  readonly broken: string;
  /** A file without any test. */
  readonly none: string;
  readonly here: () => boolean;
}

const jestLike = (second: string): string =>
  `test('bakes', () => {});\ntest('${second}', () => {});\ntest('burns', () => { throw new Error('black'); });\ntest.skip('cools', () => {});\n`;
/** Some ten starts of each: what a change needs is in the texts of the other tests. */
const hasTime = requirement('time for test runners', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

const tools: Readonly<Record<string, Real>> = {
  pytest: {
    command: 'python3 -m pytest -q',
    files: {},
    test: 'test_oven.py',
    all: (second) =>
      `import pytest\n\ndef test_bakes():\n    pass\n\ndef test_${second}():\n    pass\n\ndef test_burns():\n    assert False\n\n@pytest.mark.skip\ndef test_cools():\n    pass\n`,
    broken: 'def test_bakes(:\n',
    none: 'oven = 1\n',
    here: requirePytest,
  },
  unittest: {
    command: 'python3 -m unittest test_oven',
    files: {},
    test: 'test_oven.py',
    all: (second) =>
      `import unittest\n\nclass Oven(unittest.TestCase):\n    def test_bakes(self):\n        """It bakes."""\n\n    def test_${second}(self):\n        pass\n\n    def test_burns(self):\n        self.fail()\n\n    @unittest.skip("later")\n    def test_cools(self):\n        pass\n`,
    broken: 'def test_bakes(:\n',
    none: 'oven = 1\n',
    here: () => requireProgram('python3', 'apt-get install python3'),
  },
  vitest: {
    command: 'npx --no-install vitest run',
    files: { 'vitest.config.js': 'export default { test: { globals: true } };\n', 'package.json': '{ "type": "module" }' },
    test: 'oven.test.js',
    all: jestLike,
    broken: "test('bakes', () => {\n",
    none: 'export {};\n',
    here: () => true,
  },
  'vitest by a script': {
    command: 'npm test',
    files: {
      'vitest.config.js': 'export default { test: { globals: true } };\n',
      'package.json': '{ "type": "module", "scripts": { "test": "vitest run" } }',
    },
    test: 'oven.test.js',
    all: jestLike,
    broken: "test('bakes', () => {\n",
    none: 'export {};\n',
    here: () => true,
  },
  'node --test': {
    command: 'node --test',
    files: { 'package.json': '{ "type": "module" }' },
    test: 'oven.test.js',
    all: (second) => `import { test } from 'node:test';\n${jestLike(second)}`,
    broken: "import { test } from 'node:test';\ntest('bakes', () => {\n",
    none: 'export {};\n',
    here: () => true,
  },
  'go test': {
    command: 'go test ./...',
    files: { 'go.mod': 'module oven\n\ngo 1.21\n', 'oven.go': 'package oven\n' },
    test: 'oven_test.go',
    all: (second) =>
      `package oven\n\nimport "testing"\n\nfunc TestBakes(t *testing.T) {}\nfunc Test${second}(t *testing.T) {}\nfunc TestBurns(t *testing.T) { t.Fatal("black") }\nfunc TestCools(t *testing.T) { t.Skip() }\n`,
    broken: 'package oven\n\nfunc TestBakes(t *testing.T) {\n',
    none: 'package oven\n',
    here: () => requireProgram('go', 'apt-get install golang-go'),
  },
  'cargo test': {
    command: 'cargo test --offline',
    files: { 'Cargo.toml': '[package]\nname = "oven"\nversion = "1.0.0"\nedition = "2021"\n' },
    test: 'src/lib.rs',
    all: (second) =>
      `#[cfg(test)]\nmod tests {\n    #[test]\n    fn bakes() {}\n    #[test]\n    fn ${second}() {}\n    #[test]\n    fn burns() { panic!("black") }\n    #[test]\n    #[ignore]\n    fn cools() {}\n}\n`,
    broken: '#[cfg(test)]\nmod tests {\n',
    none: '\n',
    here: () => requireProgram('cargo', 'apt-get install cargo'),
  },
  jest: {
    command: 'npx --no-install jest',
    files: { 'package.json': '{ "name": "oven" }' },
    test: 'oven.test.js',
    all: jestLike,
    broken: "test('bakes', () => {\n",
    none: '\n',
    here: () => true,
  },
  mocha: {
    command: 'npx --no-install mocha',
    files: { 'package.json': '{ "name": "oven" }' },
    test: 'test/oven.js',
    all: (second) =>
      `it('bakes', () => {});\nit('${second}', () => {});\nit('burns', () => { throw new Error('black'); });\nit.skip('cools', () => {});\n`,
    broken: "it('bakes', () => {\n",
    none: '\n',
    here: () => true,
  },
};

let home: string;
let packages: string;
beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'runners-')));
  packages = join(home, 'packages', 'node_modules');
  mkdirSync(packages, { recursive: true });
  if (!hasTime) return;
  writeFileSync(join(home, 'packages', 'package.json'), '{ "private": true }');
  const npm = programOnPath('npm') ?? 'npm';
  execFileSync(npm, ['install', '--no-audit', '--no-fund', '--silent', 'jest@30.0.0', 'mocha@11.7.0'], { cwd: join(home, 'packages') });
}, 120_000);
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }), 120_000);

async function run({ command, files, test }: Real, content: string): Promise<Tested> {
  const folder = mkdtempSync(join(home, 'oven-'));
  for (const [path, text] of Object.entries({ ...files, [test]: content })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  // Vitest is that of this repository.
  const own = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), '..');
  symlinkSync(/jest|mocha/.test(command) ? packages : own, join(folder, 'node_modules'));
  const options = { timeoutMs: 120_000, signal: new AbortController().signal, mask: (text: string) => text };
  const jail = await plainJail(folder);
  return runTested(
    { command, in: '.' },
    { jail, env: { HOME: process.env['HOME'] ?? '/' }, hasFile: () => false, testCommand: () => null, preview: null, options },
  );
}

describe.for(Object.entries(tools))('%s, really run', ([, tool]) => {
  it.runIf(hasTime && tool.here())(
    'tells how each test ended, one that is gone, none at all, and what cannot be loaded',
    { timeout: 240_000 },
    async () => {
      const called = (name: string): string => (tool.command.startsWith('go') ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name);
      const contents = [tool.all(called('rises')), tool.all(called('swells')), tool.none, tool.broken];
      const [before, renamed, none, broken] = await Promise.all(contents.map((content) => run(tool, content)));
      if (!before || !renamed || !none || !broken) throw new Error('four were run');
      const named = [...(before.results ?? [])].map(([name, state]) => [
        /(\w+)$/
          .exec(name)?.[1]
          ?.replace(/^test_?/i, '')
          .toLowerCase(),
        state,
      ]);
      expect({ output: before.ran.output, ...Object.fromEntries(named) }).toMatchObject({
        bakes: 'passed',
        rises: 'passed',
        burns: 'failed',
        cools: 'skipped',
      });
      expect(named).toHaveLength(4);
      expect(before.ran.exit).not.toBe(0);
      // A person reads it: nothing that is for programs.
      expect(before.ran.output).toMatch(/burns/i);
      expect(before.ran.output).not.toContain('{"');
      const passed = [...(before.results ?? [])].filter(([, state]) => state === 'passed').map(([name]) => name);
      expect(compareTests(before, renamed).names).toEqual(passed.filter((name) => /rises/i.test(name)));
      const gone = compareTests(before, none);
      expect({ output: none.ran.output, told: gone.names.length === 2 || gone.cutShort }).toMatchObject({ told: true });
      expect(broken.ran.exit).not.toBe(0);
      expect(compareTests(before, broken).names).toEqual(passed);
    },
  );
});
