import { requireProgram } from '@groundwork/testing';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Jail } from '../jail/jail.ts';
import { Repository } from './bakery.fixture.ts';

const bakery = {
  'bakery/__init__.py': '',
  'bakery/loaves.py': 'def count(loaves):\n    return 0\n',
  '.gitignore': '__pycache__/\n*.log\n',
};
const counts = { run: 'python3 -c "from bakery.loaves import count; assert count([1, 2]) == 2"' };
const honest = { 'bakery/loaves.py': 'def count(loaves):\n    return len(loaves)\n' };
let repository: Repository;

beforeEach(() => {
  repository = new Repository(bakery);
});
afterEach(() => repository.close());

describe.runIf(requireProgram('python3', 'apt-get install python3'))('verification on a clean tree', () => {
  it('resolves an honest change: acceptance failed before and passes after', async () => {
    repository.work(honest);
    const done = await repository.verify({ 'done when': [counts] });
    expect(done.outcome).toEqual({ state: 'resolved' });
    expect(done.files).toEqual([{ path: 'bakery/loaves.py', added: 1, deleted: 1 }]);
    const acceptance = done.checks.find(({ id }) => id === 'acceptance.1');
    expect([acceptance?.before?.exit, acceptance?.after?.exit]).toEqual([1, 0]);
    expect(acceptance?.before?.output).toContain('AssertionError');
    done.close();
    expect(readdirSync(join(repository.home, 'scratch'))).toEqual([]);
  });

  it.each([
    ['no change', {}, [counts], 'no_change'],
    ['a change that does not do it', { 'bakery/loaves.py': 'def count(loaves):\n    return 3\n' }, [counts], 'acceptance_failed'],
    ['acceptance that held before', { 'README.md': 'Bread\n' }, [{ run: 'true' }], 'acceptance_held_before'],
    ['a tool that is not there', honest, [{ run: 'kneadometer --check' }], 'not_verifiable'],
    ['nothing to prove', honest, [], 'not_verifiable'],
    ['what only stands in an ignored file', { 'bakery/oven.log': '2' }, [{ run: 'test -e bakery/oven.log' }], 'no_change'],
  ] as const)('%s is not resolved', async (_name, files, items, reason) => {
    repository.work(files);
    const done = await repository.verify({ 'done when': items });
    expect(done.outcome).toMatchObject({ state: 'unresolved', reason });
    done.close();
  });

  it('makes no tree and installs nothing to find out that there is nothing to prove', async () => {
    repository.work(honest);
    let opened = 0;
    const openJail = (): Promise<Jail> => {
      opened += 1;
      return Promise.reject(new Error('There is nothing to run'));
    };
    const done = await repository.verify({ 'done when': [] }, { openJail });
    expect(done.outcome).toMatchObject({ state: 'unresolved', reason: 'not_verifiable' });
    expect(opened).toBe(0);
    done.close();
  });

  it('takes a program of the repository that is not there yet as what is wanted', async () => {
    repository.work({ 'bin/count': '#!/bin/sh\necho 2\n' });
    const done = await repository.verify({ 'done when': [{ run: './bin/count' }] });
    expect(done.outcome).toEqual({ state: 'resolved' });
    done.close();
  });

  it('reads the change past marks, attributes and commands of the folder', async () => {
    repository.work({ ...honest, 'bakery/price.py': 'LOAF = 3\n' });
    repository.git(repository.agent, 'update-index', '--assume-unchanged', 'bakery/loaves.py');
    repository.git(repository.agent, 'config', 'core.fsmonitor', `touch ${join(repository.home, 'burnt')}`);
    repository.git(
      repository.agent,
      'config',
      'filter.dough.clean',
      `touch ${join(repository.home, 'burnt')}; git show HEAD:bakery/loaves.py`,
    );
    repository.work({ '.git/info/attributes': '* filter=dough', '.git/info/exclude': 'price.py' });
    const done = await repository.verify({ 'done when': [counts] });
    expect(done.files.map(({ path }) => path)).toEqual(['bakery/loaves.py', 'bakery/price.py']);
    expect(existsSync(join(repository.home, 'burnt'))).toBe(false);
    done.close();
  });

  it('keeps scope and what is protected', async () => {
    repository.work({ ...honest, 'price.py': '' });
    const out = await repository.verify({ scope: ['bakery'], 'done when': [counts] });
    expect(out.outcome).toMatchObject({ reason: 'out_of_scope' });
    expect(out.checks.find(({ id }) => id === 'scope')?.places).toMatchObject([{ file: 'price.py' }]);
    out.close();
    const guarded = await repository.verify({ protect: ['bakery/**'], 'done when': [counts] });
    expect(guarded.outcome).toMatchObject({ reason: 'protected_changed' });
    guarded.close();
  });

  it('is cancelled while something runs, and leaves nothing behind', async () => {
    repository.work({ 'wait.sh': 'sleep 60\n' });
    const ended = new AbortController();
    const waiting = repository.verify({ 'done when': [{ run: 'sleep 60' }] }, { signal: ended.signal });
    setTimeout(() => ended.abort(), 1000);
    await expect(waiting).rejects.toMatchObject({ code: expect.stringMatching(/cancelled$/) as string });
    expect(readdirSync(join(repository.home, 'scratch'))).toEqual([]);
  });

  it('ends what takes too long', async () => {
    repository.work({ 'wait.sh': 'sleep 60\n' });
    const done = await repository.verify({ 'done when': [{ run: 'test -e wait.sh && sh wait.sh' }] }, { timeoutMs: 1500 });
    expect(done.checks.find(({ id }) => id === 'acceptance.1')?.after?.exit).toBeNull();
    expect(done.outcome).toMatchObject({ reason: 'acceptance_failed' });
    done.close();
  });
});
