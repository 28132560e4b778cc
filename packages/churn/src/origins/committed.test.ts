import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCommitted } from './committed.ts';

let dir: string;
const git = (...args: readonly string[]): void =>
  void execFileSync('git', ['-C', dir, '-c', 'user.name=Mira Baker', '-c', 'user.email=mira@bakery.test', ...args], { stdio: 'pipe' });
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bakery-'));
  git('init', '--quiet');
  mkdirSync(join(dir, 'ovens'));
  writeFileSync(join(dir, 'ovens/heat.md'), '200\n220\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Heat\n\nCo-authored-by: Claude <noreply@anthropic.com>');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('one line is told from the last commit, also from a folder within', async () => {
  writeFileSync(join(dir, 'ovens/heat.md'), '200\nnot committed\n');
  const committed = await openCommitted(join(dir, 'ovens'));
  expect([committed.prefix, await committed.text('heat.md'), await committed.text('cellar.md')]).toEqual(['ovens/', '200\n220\n', null]);
  expect(await committed.written('heat.md', 2)).toMatchObject({
    commit: committed.head,
    author: { name: 'Mira Baker', email: 'mira@bakery.test' },
    subject: 'Heat',
    finding: { class: 'ai', source: 'trailer' },
  });
  expect(await committed.written('heat.md', 3)).toBeNull();
  expect(await committed.commits(20)).toBe(1);
  const gone = new AbortController();
  const asked = committed.written('heat.md', 1, gone.signal);
  gone.abort();
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  committed.close();
});

test('nothing a repository is set to run is run', async () => {
  const mark = join(dir, 'mark');
  const program = join(dir, 'program.sh');
  writeFileSync(program, `#!/bin/sh\ntouch ${mark}\ncat\n`, { mode: 0o755 });
  for (const key of ['core.fsmonitor', 'diff.external', 'diff.heat.textconv', 'diff.heat.command', 'core.sshCommand', 'filter.heat.smudge'])
    git('config', key, program);
  git('config', 'blame.ignoreRevsFile', '/no/such/file');
  writeFileSync(join(dir, '.git/info/attributes'), '* diff=heat filter=heat\n');
  const committed = await openCommitted(dir);
  expect(await committed.text('ovens/heat.md')).toBe('200\n220\n');
  expect(await committed.written('ovens/heat.md', 1)).toMatchObject({ subject: 'Heat' });
  expect(existsSync(mark)).toBe(false);
});
