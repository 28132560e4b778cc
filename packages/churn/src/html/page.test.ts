import { afterEach, expect, it } from 'vitest';
import { accountFor } from '../account/account.ts';
import { accountSchema } from '../account/schema.ts';
import { day, firstDay, importHistory, type Fixture } from '../testing/import.fixture.ts';
import { churnPage, tablePage } from './page.ts';

let fixture: Fixture | null = null;
afterEach(() => {
  fixture?.remove();
  fixture = null;
});

const hostile = '<img src=x onerror=alert(1)>';

it('is one page without script or address, and escapes what a repository says', async () => {
  const loaf = (lines: number) => Array.from({ length: lines }, (_, line) => `knead the dough ${line} times\n`).join('');
  fixture = importHistory([
    { files: { [`${hostile}/loaf`]: loaf(60) }, author: 'Mira "&" Baker' },
    { files: { [`${hostile}/loaf`]: loaf(50) }, message: `fix: ${hostile}\n\nAssisted-by: Claude ${hostile}` },
    { files: { [`${hostile}/loaf`]: loaf(80) }, time: firstDay + 400 * day },
  ]);
  fixture.git('tag', 'v1.0.0', fixture.commits[0] ?? '');
  const { account, history } = await accountFor(fixture.folder, { state: null });
  expect(accountSchema.parse(account)).toEqual(account);
  for (const page of [churnPage(account, history, hostile), tablePage({ ...account.table, repositories: [hostile, 'b'] })]) {
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toMatch(/<img|<script|https?:|NaN|undefined|\[object/);
    expect(page.match(/<svg/g)?.length ?? 0).toBe(page.match(/<\/svg>/g)?.length ?? 0);
  }
  expect(churnPage(account, history, 'bakery')).toBe(churnPage(account, history, 'bakery'));
});

it('is whole for a history of one commit', async () => {
  fixture = importHistory([{ files: { loaf: 'flour\n' } }]);
  const { account, history } = await accountFor(fixture.folder, { state: null });
  expect(churnPage(account, history, 'bakery')).not.toMatch(/NaN|undefined|Infinity/);
});
