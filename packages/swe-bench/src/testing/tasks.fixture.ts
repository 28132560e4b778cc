import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NativeEnvironment } from '../environment/environment.ts';

type Files = Readonly<Record<string, string>>;

interface Task {
  readonly repository: string;
  readonly number: number;
  readonly statement: string;
  readonly before: Files;
  readonly fixed: Files;
  readonly tests: Files;
  readonly failToPass: readonly string[];
  readonly passToPass: readonly string[];
  readonly parser: string;
  readonly command: string;
}

const bakery: Task = {
  repository: 'bakery/oven',
  number: 7,
  statement:
    'The price of a dozen is wrong.\n\n`price(12, 2)` gives 24; every thirteenth loaf is free, and so is none of twelve.\nIt must never be below zero either.',
  before: {
    'oven/__init__.py': '',
    'oven/price.py': 'def price(loaves, each):\n    return loaves * each\n',
    'tests/__init__.py': '',
    'tests/test_price.py':
      'import unittest\nfrom oven.price import price\n\n\nclass Price(unittest.TestCase):\n    def test_one(self):\n        self.assertEqual(price(1, 2), 2)\n',
    'README.md': 'A bakery.\n',
  },
  fixed: { 'oven/price.py': 'def price(loaves, each):\n    free = loaves // 13\n    return max(0, loaves - free) * each\n' },
  tests: {
    'tests/test_price.py':
      'import unittest\nfrom oven.price import price\n\n\nclass Price(unittest.TestCase):\n    def test_one(self):\n        self.assertEqual(price(1, 2), 2)\n\n    def test_baker(self):\n        self.assertEqual(price(13, 2), 24)\n',
  },
  failToPass: ['test_baker (tests.test_price.Price)'],
  passToPass: ['test_one (tests.test_price.Price)'],
  parser: 'parse_log_django',
  // Since Python 3.11 a test's name is written twice.
  command: `python3 -m unittest -v tests.test_price 2>&1 | sed -E 's/^(test_[a-z]+) \\(tests\\.test_price\\.Price(\\.test_[a-z]+)?\\)/\\1 (tests.test_price.Price)/'`,
};

const harbour: Task = {
  repository: 'Harbour/crane',
  number: 12,
  statement: 'A crane that is told to lift nothing lifts 1 ton.',
  before: {
    'crane.mjs': 'export const lift = (tons) => tons || 1;\n',
    'crane.test.mjs':
      "import test from 'node:test';\nimport assert from 'node:assert';\nimport { lift } from './crane.mjs';\n\ntest('lifts', () => assert.equal(lift(3), 3));\n",
  },
  fixed: { 'crane.mjs': 'export const lift = (tons = 1) => tons;\n' },
  tests: {
    'crane.test.mjs':
      "import test from 'node:test';\nimport assert from 'node:assert';\nimport { lift } from './crane.mjs';\n\ntest('lifts', () => assert.equal(lift(3), 3));\ntest('lifts nothing', () => assert.equal(lift(0), 0));\n",
  },
  failToPass: ['- lifts nothing'],
  passToPass: ['- lifts'],
  parser: 'parse_log_tap',
  command: 'node --test --test-reporter=tap crane.test.mjs',
};

const library: Task = {
  repository: 'library/shelf',
  number: 3,
  statement: 'Sorting the shelf loses books of the same title.',
  before: {
    'shelf.sh': 'sort -u\n',
    'tests/check.sh': 'test "$(printf "b\\na\\n" | sh shelf.sh)" = "$(printf "a\\nb")" && echo "PASS: sorts" || echo "FAIL: sorts"\n',
  },
  fixed: { 'shelf.sh': 'sort\n' },
  tests: {
    'tests/check.sh':
      'test "$(printf "b\\na\\n" | sh shelf.sh)" = "$(printf "a\\nb")" && echo "PASS: sorts" || echo "FAIL: sorts"\ntest "$(printf "a\\na\\n" | sh shelf.sh)" = "$(printf "a\\na")" && echo "PASS: keeps" || { echo "FAIL: keeps"; exit 1; }\n',
  },
  failToPass: ['keeps'],
  passToPass: ['sorts'],
  parser: 'parse_log_jq',
  command: 'sh tests/check.sh',
};

export const tasks = [bakery, harbour, library];

export const taskEnvironments: readonly NativeEnvironment[] = tasks.map(({ repository }) => ({
  repository: repository.toLowerCase(),
  toolchain: 'system',
  version: '',
  install: ['touch installed'],
}));

/** The solution of a task, file by file: what a model that knows it would write. */
export const solutionOf = (id: string): Files => tasks.find((task) => idOf(task) === id)?.fixed ?? {};
export const idOf = ({ repository, number }: Pick<Task, 'repository' | 'number'>): string => `${repository.replace('/', '__')}-${number}`;

/** The bakery's, the harbour's and the library's. */
export function threeOf<Item>([bakery, harbour, library]: readonly Item[]): [Item, Item, Item] {
  if (bakery === undefined || harbour === undefined || library === undefined) throw new Error('The dataset has three rows');
  return [bakery, harbour, library];
}

/** Writes a mirror of bare repositories and a dataset in the form SWE-bench publishes. */
export function writeTasks(folder: string): { readonly mirror: string; readonly dataset: string } {
  const mirror = join(folder, 'mirror');
  const rows = tasks.map((task) => JSON.stringify(rowOf(task, mirror, join(folder, 'work'))));
  const dataset = join(folder, 'tasks.jsonl');
  writeFileSync(dataset, `${rows.join('\n')}\n`);
  return { mirror, dataset };
}

function rowOf(task: Task, mirror: string, work: string): object {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const git = (...words: string[]): string => execFileSync('git', ['-C', work, ...words], { encoding: 'utf8', env: author });
  const write = (files: Files): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    }
    git('add', '--all');
  };
  git('init', '--quiet', '--initial-branch=main');
  write(task.before);
  git('commit', '--quiet', '--message', 'As it was');
  git('tag', 'v1.0');
  const base = git('rev-parse', 'HEAD').trim();
  write(task.fixed);
  const patch = git('diff', '--cached');
  git('commit', '--quiet', '--message', 'The solution, which no agent may see');
  write(task.tests);
  const testPatch = git('diff', '--cached');
  git('commit', '--quiet', '--message', 'Its tests');
  const bare = join(mirror, `${task.repository}.git`);
  mkdirSync(dirname(bare), { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--bare', work, bare], { env: author });
  const script = [
    '#!/bin/bash',
    'set -uxo pipefail',
    'cd /testbed',
    ": '>>>>> Start Test Output'",
    task.command,
    ": '>>>>> End Test Output'",
  ];
  return {
    instance_id: idOf(task),
    repo: task.repository,
    base_commit: base,
    version: '1.0',
    problem_statement: task.statement,
    patch,
    test_patch: testPatch,
    FAIL_TO_PASS: task.failToPass,
    PASS_TO_PASS: task.passToPass,
    log_parser: task.parser,
    eval_type: 'pass_and_fail',
    eval_script: `${script.join('\n')}\n`,
  };
}

const author = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};
