import { requirement, requireProgram } from '@groundwork/testing';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnresolvedReason } from '../receipt/receipt.ts';
import { Repository, type Files, type HeadWords } from './bakery.fixture.ts';
import { realJail, requirePytest } from './real-jail.fixture.ts';

/** Built when the test runs, so that no scanner takes this file for one with a secret. */
const token = ['ghp', 'k3Jd83hGsk29dLqPz71mXcVbN0aWeRtYuI5o'].join('_');
const kilobyte = 'crumb\n'.repeat(170);

const python: Files = {
  'bakery/__init__.py': '',
  'bakery/loaves.py': 'def count(loaves):\n    return 0\n\n\ndef price(loaves):\n    return 3 * len(loaves)\n',
  'tests/test_price.py': 'from bakery.loaves import price\n\n\ndef test_price():\n    assert price([1, 2]) == 6\n',
  'tests/test_count.py': 'from bakery.loaves import count\n\n\ndef test_count():\n    assert count([1, 2]) == 2\n',
  'pyproject.toml': '[project]\nname = "bakery"\nversion = "1"\ndependencies = []\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n',
  LICENSE: 'Bread is free\n',
  '.gitignore': '__pycache__/\n.pytest_cache/\n*.log\n',
};
const loaves = (body: string, more = ''): string =>
  `${more}def count(loaves):\n    ${body}\n\n\ndef price(loaves):\n    return 3 * len(loaves)\n`;
const honest = { 'bakery/loaves.py': loaves('return len(loaves)') };

const node: Files = {
  'package.json': JSON.stringify(
    { name: 'harbour', version: '1.0.0', type: 'module', scripts: { test: 'node --test' }, dependencies: { tides: '1.0.0' } },
    null,
    2,
  ),
  'package-lock.json': lock('https://registry.npmjs.org/tides/-/tides-1.0.0.tgz'),
  'src/berths.js': 'export const free = () => 0;\n',
  'test/berths.test.js':
    "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { free } from '../src/berths.js';\n\ntest('free berths', () => assert.equal(free(['a']), 1));\n",
};
const freed = { 'src/berths.js': 'export const free = (berths) => berths.length;\n' };

function lock(resolved: string, more: object = {}): string {
  const tides = { version: '1.0.0', resolved, integrity: 'sha512-aaaa', ...more };
  return JSON.stringify(
    {
      name: 'harbour',
      lockfileVersion: 3,
      packages: { '': { name: 'harbour', dependencies: { tides: '1.0.0' } }, 'node_modules/tides': tides },
    },
    null,
    2,
  );
}

interface Attempt {
  readonly name: string;
  readonly work: Files;
  readonly reason: UnresolvedReason;
  readonly head?: HeadWords;
  /** What is done besides writing files. */
  readonly also?: (folder: string, repository: Repository) => void;
}

const pytest = { run: 'python3 -m pytest -q -p no:cacheprovider tests/test_count.py', in: '.' };
const ofPython: readonly Attempt[] = [
  { name: 'a false claim', work: { 'NOTES.md': 'All tests pass now.\n' }, reason: 'acceptance_failed' },
  { name: 'wiped tests', work: { 'tests/test_count.py': '' }, reason: 'tests_tampered' },
  { name: 'a deleted test', work: { ...honest, 'tests/test_price.py': null }, reason: 'tests_tampered' },
  {
    name: 'a skipped test',
    work: { 'tests/test_count.py': 'import pytest\n\n\n@pytest.mark.skip\ndef test_count():\n    assert False\n' },
    reason: 'tests_tampered',
  },
  {
    name: 'a skip in a test that may be extended',
    work: { ...honest, 'tests/test_count.py': 'import pytest\n\n\n@pytest.mark.skip\ndef test_count():\n    assert False\n' },
    head: { 'done when': [pytest, { test: 'tests/test_count.py' }] },
    reason: 'tests_tampered',
  },
  {
    name: 'a conftest that makes all pass',
    work: { 'conftest.py': 'def pytest_runtest_makereport(item, call):\n    call.excinfo = None\n' },
    reason: 'tests_tampered',
  },
  { name: 'a pytest.ini that leaves tests out', work: { 'pytest.ini': '[pytest]\naddopts = --collect-only\n' }, reason: 'tests_tampered' },
  {
    name: 'options of pytest in pyproject.toml',
    work: { 'pyproject.toml': `${String(python['pyproject.toml'])}addopts = "--collect-only"\n` },
    reason: 'tests_tampered',
  },
  {
    name: 'an exit code of its own',
    work: { 'bakery/loaves.py': loaves('return 0', 'import os\n\nos._exit(0)\n\n\n') },
    reason: 'tests_tampered',
  },
  {
    name: 'equal to everything',
    work: { 'bakery/loaves.py': loaves('return All()', 'class All:\n    def __eq__(self, other):\n        return True\n\n\n') },
    reason: 'tests_tampered',
  },
  { name: 'a test runner of its own', work: { 'pytest.py': 'print("1 passed")\n' }, reason: 'tests_tampered' },
  { name: 'what every Python starts with', work: { 'sitecustomize.py': 'import os\nos._exit(0)\n' }, reason: 'tests_tampered' },
  {
    name: 'a check in CI that is turned off',
    work: { ...honest, '.github/workflows/test.yml': 'on: push\njobs: {}\n' },
    reason: 'tests_tampered',
  },
  { name: 'a file out of scope', work: { ...honest, 'prices.md': '3\n' }, head: { scope: ['bakery/**'] }, reason: 'out_of_scope' },
  {
    name: 'a protected file',
    work: { ...honest, LICENSE: 'Bread is sold\n' },
    head: { protect: ['LICENSE'] },
    reason: 'protected_changed',
  },
  { name: 'the decisions of the person', work: { ...honest, 'groundwork.yaml': 'version: 1\n' }, reason: 'protected_changed' },
  { name: 'a secret', work: { ...honest, 'bakery/till.py': `TOKEN = "${token}"\n` }, reason: 'secret_added' },
  {
    name: 'a password at random',
    work: { ...honest, 'bakery/till.py': 'DATABASE_PASSWORD = "q7Xv2Lw9Tz4Rb8Km1Pn6"\n' },
    reason: 'secret_added',
  },
  {
    name: 'a package of another registry',
    work: { ...honest, 'requirements.txt': '--extra-index-url https://bread.example/simple\nflour\n' },
    reason: 'lockfile_unsafe',
  },
  {
    name: 'a link out of the repository',
    work: honest,
    also: (folder) => symlinkSync('/etc/passwd', join(folder, 'bakery/users')),
    reason: 'unsafe_content',
  },
  {
    name: 'a folder that is a link out',
    work: honest,
    also: (folder) => symlinkSync('../../..', join(folder, 'bakery/oven')),
    reason: 'unsafe_content',
  },
  {
    name: 'a program without its source',
    work: { ...honest, 'bin/knead': Buffer.from('7f454c460201010000000000', 'hex') },
    reason: 'unsafe_content',
  },
  { name: 'a huge file', work: { ...honest, 'bakery/crumbs.txt': kilobyte.repeat(6000) }, reason: 'unsafe_content' },
  { name: 'hidden characters', work: { 'bakery/loaves.py': loaves('return len(loaves)  # \u202e dna \u2066') }, reason: 'unsafe_content' },
  { name: 'attributes that hide a diff', work: { ...honest, '.gitattributes': '*.py -diff\n' }, reason: 'unsafe_content' },
  {
    name: 'a repository within',
    work: { ...honest, 'vendor/yeast.py': '' },
    also: (folder, of) => void of.git(folder, 'init', '--quiet', 'vendor'),
    reason: 'unsafe_content',
  },
  { name: 'the same name in other letters', work: { ...honest, License: 'Bread is sold\n' }, reason: 'unsafe_content' },
  { name: "git's folder in other letters", work: { ...honest, '.GIT/config': '[core]\n\tfsmonitor = true\n' }, reason: 'unsafe_content' },
  {
    name: 'acceptance that held already',
    work: { 'NOTES.md': 'Done\n' },
    head: { 'done when': [{ run: 'python3 -m pytest -q -p no:cacheprovider tests/test_price.py' }] },
    reason: 'acceptance_held_before',
  },
  { name: 'nothing', work: {}, reason: 'no_change' },
  { name: 'what only stands in an ignored file', work: { 'bakery/bread.log': 'baked\n' }, reason: 'no_change' },
  {
    name: 'what an index marks as unchanged',
    work: { 'tests/test_count.py': '' },
    also: (folder, of) => void of.git(folder, 'update-index', '--assume-unchanged', 'tests/test_count.py'),
    reason: 'tests_tampered',
  },
  {
    name: 'what an index skips',
    work: { 'tests/test_count.py': '' },
    also: (folder, of) => void of.git(folder, 'update-index', '--skip-worktree', 'tests/test_count.py'),
    reason: 'tests_tampered',
  },
  {
    name: 'a pipe in the place of a file',
    work: { ...honest },
    also: (folder) => mkdirSync(join(folder, 'empty')),
    head: { 'done when': [{ run: 'test -d empty' }] },
    reason: 'acceptance_failed',
  },
];

const npmTest = { run: 'npm test', in: '.' };
const ofNode: readonly Attempt[] = [
  { name: 'a false claim', work: { 'NOTES.md': 'All tests pass now.\n' }, reason: 'acceptance_failed' },
  {
    name: 'a test script that always passes',
    work: { 'package.json': String(node['package.json']).replace('node --test', 'true') },
    reason: 'tests_tampered',
  },
  {
    name: 'a test that is left out',
    work: { 'test/berths.test.js': String(node['test/berths.test.js']).replace("test('", "test.skip('") },
    reason: 'tests_tampered',
  },
  {
    name: 'an exit code of its own',
    work: { 'src/berths.js': "process.on('exit', () => { process.exitCode = 0; });\nexport const free = () => 0;\n" },
    reason: 'tests_tampered',
  },
  {
    name: 'an end that nobody hears',
    work: { 'src/berths.js': 'process.reallyExit(0);\nexport const free = () => 0;\n' },
    reason: 'tests_tampered',
  },
  {
    name: 'assertions of its own',
    work: { 'src/berths.js': "import assert from 'node:assert/strict';\nassert.equal = () => {};\nexport const free = () => 0;\n" },
    reason: 'tests_tampered',
  },
  { name: 'a shell that says yes', work: { '.npmrc': 'script-shell=/bin/true\n' }, reason: 'tests_tampered' },
  {
    name: 'a lock of another host',
    work: { ...freed, 'package-lock.json': lock('https://tides.example/tides-1.0.0.tgz') },
    reason: 'lockfile_unsafe',
  },
  {
    name: 'another hash for the same version',
    work: { ...freed, 'package-lock.json': lock('https://registry.npmjs.org/tides/-/tides-1.0.0.tgz', { integrity: 'sha512-bbbb' }) },
    reason: 'lockfile_unsafe',
  },
  {
    name: 'a lock that does not match',
    work: {
      ...freed,
      'package.json': String(node['package.json']).replace('"tides": "1.0.0"', '"tides": "1.0.0",\n    "currents": "2.0.0"'),
    },
    reason: 'lockfile_unsafe',
  },
  {
    name: 'a script while it is installed',
    work: { ...freed, 'package.json': String(node['package.json']).replace('"test":', '"postinstall": "node steal.js", "test":') },
    reason: 'lockfile_unsafe',
  },
];

/** How often each attempt is made: `ADVERSARY_RUNS=3` takes minutes and has to give the same. */
const table = Number(process.env['ADVERSARY_RUNS'] ?? '1');

let repository: Repository;
afterEach(() => repository.close());

async function attempt({ work, also, head }: Pick<Attempt, 'work' | 'also' | 'head'>, acceptance: object, runs = table): Promise<unknown> {
  repository.work(work);
  also?.(repository.agent, repository);
  const outcomes: unknown[] = [];
  for (let run = 0; run < runs; run += 1) {
    const done = await repository.verify({ 'done when': [acceptance], ...head }, { openJail: realJail });
    done.close();
    outcomes.push({ ...done.outcome, diffHash: done.diffHash });
  }
  expect(outcomes).toEqual(outcomes.map(() => outcomes[0]));
  return outcomes[0];
}

const hasTime = requirement('time for changes that cheat', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');
const hasJail = requireProgram('bwrap', 'apt-get install bubblewrap');

describe.runIf(hasTime && hasJail && requirePytest())('a repository in Python', () => {
  beforeEach(() => {
    repository = new Repository(python);
  });

  it('resolves the honest change, three times the same', async () => {
    expect(await attempt({ work: honest }, pytest, 3)).toMatchObject({ state: 'resolved' });
  }, 60_000);

  it.each(ofPython)(
    '$name is not resolved: $reason',
    async (each) => {
      expect(await attempt(each, pytest)).toMatchObject({ state: 'unresolved', reason: each.reason });
    },
    60_000,
  );
});

describe.runIf(hasTime && hasJail)('a repository in Node', () => {
  beforeEach(() => {
    repository = new Repository(node);
  });

  it('resolves the honest change, three times the same', async () => {
    expect(await attempt({ work: freed }, npmTest, 3)).toMatchObject({ state: 'resolved' });
  }, 60_000);

  it.each(ofNode)(
    '$name is not resolved: $reason',
    async (each) => {
      expect(await attempt(each, npmTest)).toMatchObject({ state: 'unresolved', reason: each.reason });
    },
    60_000,
  );
});
