import { accountSchema } from '@groundwork/toolkit';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-bakery-'));
const git = (when: string, ...args: readonly string[]): void => {
  const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when, GIT_CONFIG_GLOBAL: '/dev/null' };
  execFileSync('git', ['-C', folder, '-c', 'user.name=Mira\u001b[31m Baker', '-c', 'user.email=mira@bakery.example', ...args], { env });
};
const recipe = Array.from({ length: 60 }, (_, line) => `Fold the dough ${line} times, then let it rest`);

beforeAll(() => {
  git('2024-01-01T08:00:00Z', 'init', '--quiet');
  const commit = (when: string, lines: readonly string[]): void => {
    writeFileSync(join(folder, 'recipe.txt'), `${lines.join('\n')}\n`);
    git(when, 'add', '.');
    git(when, 'commit', '--quiet', '-m', 'Write it down');
  };
  commit('2024-01-01T08:00:00Z', recipe);
  commit('2024-01-08T08:00:00Z', recipe.slice(6));
  commit('2024-03-01T08:00:00Z', recipe.slice(12));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what was written and did not last is told, in words and as JSON', async () => {
  const told = await groundworkIn(folder, ['churn']);
  expect(told).toMatchObject({ exit: 0, stderr: '' });
  expect(told.stdout).toContain('10.0 % of what was written went within 14 days');
  expect(told.stdout).toContain('60 added, 12 deleted, 48 there now');
  expect(told.stdout).not.toContain('\u001b[31m');
  const json = await groundworkIn(folder, ['churn', '--json', '--window', '90']);
  const report = accountSchema.parse(JSON.parse(json.stdout));
  expect(report.totals).toEqual({ added: 60, deleted: 12, alive: 48, transitions: 0 });
  expect(report.churn.ofChanged).toEqual({ of: 72, churned: 12, share: 0.166667 });
  // Written less than 90 days before the last commit: not known yet.
  expect(report.churn.ofAdded).toEqual({ of: 0, churned: 0, share: null, open: 60 });
});

test('a change by itself is told, for a person, for a pull request and for what decides', async () => {
  const told = await groundworkIn(folder, ['churn', '--since', 'HEAD~2', '--max-churn', '10']);
  expect(told).toMatchObject({ exit: 1, stderr: '' });
  expect(told.stdout).toContain('50.0 % of this change rewrites lines younger than 14 days');
  expect(told.stdout).toContain('recipe.txt  6 lines, the youngest 7 days old');
  const comment = await groundworkIn(folder, ['churn', '--since', 'HEAD~2', '--comment', '-', '--max-churn', '60 %']);
  expect(comment).toMatchObject({ exit: 0 });
  expect(comment.stdout).toContain('| `recipe.txt` | 6 | 7 d |');
  expect((await groundworkIn(folder, ['churn', '--max-churn', '10'])).exit).toBe(2);
  expect((await groundworkIn(folder, ['churn', '--since', 'HEAD', '--max-churn', 'many'])).exit).toBe(2);
});

test('the report is a page, and several repositories make one table', async () => {
  const told = await groundworkIn(folder, ['churn', '--html', 'churn.html']);
  expect(told.stdout).toContain('The report is in churn.html');
  expect(readFileSync(join(folder, 'churn.html'), 'utf8')).toContain('<svg');
  const table = await groundworkIn(folder, ['churn', '--with', '.']);
  expect(table.stdout).toContain('2 repositories');
  expect(table.stdout).toContain('too few to correlate');
});

test('where there is no history to read, it says so and exits with 3', async () => {
  const none = await groundworkIn(tmpdir(), ['churn', '--json']);
  expect(none.exit).toBe(3);
  expect(JSON.parse(none.stdout || none.stderr)).toMatchObject({ error: { code: 'churn.not_a_repository' } });
  const wrong = await groundworkIn(folder, ['churn', '--window', 'soon']);
  expect(wrong.exit).toBe(2);
});
