import { requirement, requireProgram } from '@groundwork/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { Repository } from './bakery.fixture.ts';
import { installComponents } from './prepare/install.ts';
import { realJail, requirePytest } from './real-jail.fixture.ts';

const bakery = {
  'bakery/__init__.py': '',
  'bakery/loaves.py': 'def count(loaves):\n    return 0\n\n\ndef price(loaves):\n    return 3 * len(loaves)\n',
  'tests/test_price.py':
    'from bakery.loaves import price\n\n\ndef test_price():\n    assert price([1, 2]) == 6\n\n\ndef test_wish():\n    assert False\n',
  'conftest.py': '',
  'pytest.ini': '[pytest]\n',
};
const counts = 'def count(loaves):\n    return len(loaves)\n';
const test = 'from bakery.loaves import count\n\n\ndef test_count():\n    assert count([1, 2]) == 2\n';
const all = { tests: [{ run: 'python3 -m pytest -q -p no:cacheprovider' }], 'done when': [{ test: 'tests/test_count.py' }] };
const price = '\n\ndef price(loaves):\n    return 3 * len(loaves)\n';

let repository: Repository;
afterEach(() => repository.close());

describe.runIf(requirePytest())('tests in Python', () => {
  it('a new test fails without the change and passes with it; a test that failed before does not count', async () => {
    repository = new Repository(bakery);
    repository.work({ 'bakery/loaves.py': counts + price, 'tests/test_count.py': test });
    const done = await repository.verify(all);
    expect(done.outcome).toEqual({ state: 'resolved' });
    const said = Object.fromEntries(done.checks.map(({ id, why }) => [id, why]));
    expect(said['acceptance.1']).toBe('It did not hold before (exit 1) and does now: 1 test passed');
    expect(said['tests.1']).toBe('1 test passed before and still does');
    done.close();
  });

  it.each([
    [
      'proves nothing',
      { 'bakery/loaves.py': counts + price, 'tests/test_count.py': 'def test_count():\n    assert True\n' },
      'acceptance_held_before',
    ],
    ['is not there', { 'bakery/loaves.py': counts + price }, 'acceptance_failed'],
    [
      'breaks another',
      { 'bakery/loaves.py': `${counts}\n\ndef price(loaves):\n    return 0\n`, 'tests/test_count.py': test },
      'tests_broken',
    ],
    [
      'is all skipped',
      {
        'bakery/loaves.py': counts + price,
        'tests/test_count.py': test.replace('def', 'import pytest\n\n@pytest.mark.skipif(True, reason="")\ndef'),
      },
      'tests_tampered',
    ],
  ] as const)('a new test that %s', async (_name, files, reason) => {
    repository = new Repository(bakery);
    repository.work(files);
    const done = await repository.verify(all);
    expect(done.outcome).toMatchObject({ reason });
    done.close();
  });

  it('sees through an end that comes before tests are counted', async () => {
    repository = new Repository(bakery);
    // Written so that no rule knows the words.
    const end = 'import os as kernel\n\nvars(kernel)["_" + "exit"](0)\n';
    repository.work({ 'bakery/loaves.py': end });
    const done = await repository.verify({ tests: all.tests, 'done when': [{ run: 'python3 -m pytest -q -p no:cacheprovider' }] });
    expect(done.outcome).toMatchObject({ reason: 'tests_tampered', why: 'It ended with 0 before its tests were counted' });
    done.close();
  });
});

const inJail = requireProgram('bwrap', 'apt-get install bubblewrap');

describe.runIf(inJail)('a preview', () => {
  it('is asked from within the jail, before and after', async () => {
    const server = (answer: string): string =>
      `import http from 'node:http';\nhttp.createServer((_request, response) => response.end(${answer})).listen(8123, '127.0.0.1');\n`;
    repository = new Repository({ 'server.mjs': server("'{}'") });
    repository.work({ 'server.mjs': server(`JSON.stringify({ loaves: [{ name: 'rye', price: 3 }] })`) });
    const done = await repository.verify(
      { 'done when': [{ http: 'GET /loaves', contains: ['rye'], json: { loaves: [{ name: 'rye' }] } }] },
      {
        openJail: realJail,
        preview: async (jail) => {
          const running = jail.start({ command: ['/run/groundwork/node', 'server.mjs'], cwd: jail.folder });
          running.stdout.resume();
          running.stderr.resume();
          await new Promise((resolve) => setTimeout(resolve, 1000));
          return { services: [{ name: 'web', url: 'http://127.0.0.1:8123' }], close: async () => running.kill() };
        },
      },
    );
    expect(done.outcome).toEqual({ state: 'resolved' });
    expect(done.checks.find(({ id }) => id === 'acceptance.1')?.before?.output).toBe('200\n{}');
    done.close();
  });
});

const hasTime = requirement('time for installs', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

describe.runIf(hasTime && inJail && requirePytest())('a component', () => {
  it('is installed in the folder, and its change is what is tested', async () => {
    const project =
      '[project]\nname = "bakery"\nversion = "1"\n\n[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n';
    repository = new Repository({ ...bakery, 'pyproject.toml': project, 'broken/requirements.txt': 'no-such-package-of-ours==1\n' });
    repository.work({ 'bakery/loaves.py': counts + price, 'tests/test_count.py': test });
    const done = await repository.verify(all, { openJail: realJail, prepare: installComponents, timeoutMs: 120_000 });
    expect(done.outcome).toMatchObject({ state: 'unresolved', reason: 'not_verifiable' });
    expect(done.checks.at(-1)).toMatchObject({ id: 'install', before: { command: expect.stringContaining('pip install') as string } });
    done.close();
  }, 180_000);
});
