import { afterEach, expect, it } from 'vitest';
import { accountFor } from '../account/account.ts';
import { day, firstDay, importHistory, type Fixture } from '../testing/import.fixture.ts';
import { gateComment } from './comment.ts';
import { commitsSince, gateOf, gateSchema } from './gate.ts';

let fixture: Fixture | null = null;
afterEach(() => {
  fixture?.remove();
  fixture = null;
});

const loaf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, line) => `knead the dough ${from + line} times\n`).join('');

async function gate(since: number, max: number | null) {
  fixture = importHistory([
    { files: { loaf: loaf(0, 40) }, time: firstDay },
    { files: { loaf: loaf(0, 60) }, time: firstDay + 100 * day },
    // 15 of its 30 changes end lines of 4 days before, 5 older ones, 10 are new.
    { files: { loaf: loaf(5, 45), 'a|b`c': loaf(100, 110) }, time: firstDay + 104 * day, message: 'Less\n\nAssisted-by: Claude:opus' },
  ]);
  const { history, attribution } = await accountFor(fixture.folder, { state: null });
  const change = await commitsSince(fixture.folder, history, fixture.commits[since] ?? '');
  return gateSchema.parse(gateOf(history, { ...change, findings: attribution.findings, windowDays: 14, max }));
}

it('tells how much of a change rewrites what was only just written, and where', async () => {
  const found = await gate(1, 0.4);
  expect(found).toMatchObject({
    commits: 1,
    changed: 30,
    churned: 15,
    share: 0.5,
    usual: 0,
    passed: false,
    classes: [{ class: 'ai', commits: 1 }],
  });
  expect(found.files).toMatchObject([{ path: 'loaf', churned: 15, youngest: 4, written: [fixture?.commits[1]] }]);
  expect(gateComment(found)).toContain('### Churn is too high: 50.0 % of this change rewrites lines younger than 14 days (at most 40.0 %)');
  expect(gateComment({ ...found, files: [{ path: 'a|b`c', churned: 1, youngest: 0, written: [] }] })).toContain(
    '| `` a\\|b`c `` | 1 | today |',
  );
});

it('passes below the bound, and a change of nothing', async () => {
  expect(await gate(1, 0.5)).toMatchObject({ passed: true });
  expect(await gate(2, 0)).toMatchObject({ commits: 0, share: null, passed: true });
  await expect(
    commitsSince(fixture?.folder ?? '', (await accountFor(fixture?.folder ?? '', { state: null })).history, 'no-such'),
  ).rejects.toMatchObject({ code: 'churn.no_base' });
});
