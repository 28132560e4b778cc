import { requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { solve } from '../solve.ts';
import { installComponents } from '../verify/prepare/install.ts';
import { bakeryTicket, openBakery, plans, writes, type Bakery } from './testing/bakery.fixture.ts';

let bakery: Bakery | null = null;
const roots: string[] = [];
afterEach(async () => {
  await bakery?.close();
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly command: string;
}

const cases: Readonly<Record<string, Case>> = {
  'Node, by npm': {
    files: {
      'package.json': '{ "name": "bakery", "scripts": { "test": "node --test" }, "dependencies": { "is-number": "7.0.0" } }',
      '.gitignore': 'node_modules\n',
      'loaves.test.js':
        "const { test } = require('node:test');\ntest('loaves are counted', () => require('node:assert').ok(require('./loaves.js')('4')));\n",
    },
    path: 'loaves.js',
    before: 'module.exports = () => false;\n',
    after: "module.exports = (loaves) => require('is-number')(loaves);\n",
    command: 'npm test',
  },
  'Python, by pip': {
    files: {
      'requirements.txt': 'six==1.16.0\n',
      '.gitignore': '.venv\n__pycache__\n.pytest_cache\n',
      'test_loaves.py': 'import loaves\n\n\ndef test_loaves_are_counted():\n    assert loaves.count() == 4\n',
    },
    path: 'loaves.py',
    before: 'def count():\n    return 0\n',
    after: 'import six\n\n\ndef count():\n    return len(six.moves.range(4))\n',
    command: 'python -m pytest -q',
  },
};

// They install from the public registries.
const real = process.env['GROUNDWORK_RUN_EXAMPLES'] === '1';
describe.runIf(real && requireProgram('bwrap', 'apt-get install bubblewrap'))('verification', () => {
  it.each(Object.entries(cases))(
    'installs what a clean tree needs to be tested: %s',
    { timeout: 280_000 },
    async (_name, { files, path, before, after, command }) => {
      const root = mkdtempSync(join(tmpdir(), 'bakery-'));
      roots.push(root);
      bakery = await openBakery([...plans, writes(path, after), { text: 'Done.' }], bakeryTicket(), root);
      for (const [file, text] of Object.entries({ ...files, [path]: before })) {
        mkdirSync(dirname(join(bakery.repository, file)), { recursive: true });
        writeFileSync(join(bakery.repository, file), text);
      }
      const git = (...words: string[]) =>
        execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@bakery.example', ...words], { cwd: bakery?.repository });
      git('add', '.');
      git('commit', '-qm', 'Loaves');
      const head = { ...bakery.ticket.head, scope: [path], 'done when': [{ run: command, in: '.' }] };
      const receipt = await solve({ ...bakery.options, ticket: { ...bakery.ticket, head }, prepare: installComponents });
      expect(receipt.checks.filter(({ state }) => state === 'failed')).toEqual([]);
      expect(receipt.outcome).toEqual({ state: 'resolved' });
    },
  );
});
