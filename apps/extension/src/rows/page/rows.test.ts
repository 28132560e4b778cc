import { requireProgram } from '@groundwork/testing';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../../webview/page.fixture.ts';
import type { RowsModel } from '../messages.ts';

const columns = [
  { name: 'id', type: 'int4' },
  { name: 'loaf', type: 'text' },
];
const rows = [
  ['1', 'rye'],
  ['2', null],
  ['3', '<img src=x onerror="document.title=1">'],
];
const shown: RowsModel = {
  state: 'shown',
  title: 'loaves',
  subtitle: 'orders / public',
  offset: 200,
  paged: true,
  said: '',
  rows: { columns, rows, total: 1200, more: true },
};

describe.runIf(requireProgram('chromium', 'apt-get install chromium'))('rows in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each(['dark', 'light', 'contrast'] as const)('have nothing that keeps anybody out, in %s', async (theme) => {
    const { page, tell, problems } = await openPage(browser, { page: 'rows', theme });
    await tell({ type: 'rows', model: shown });
    await page.waitForSelector('table');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document));
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.locator('img').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('are gone through page by page', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'rows', theme: 'dark' });
    await tell({ type: 'rows', model: shown });
    expect(await page.textContent('[role=status]')).toBe('201 to 203 of 1200');
    await page.click('[aria-label="Rows after"]');
    await page.click('[aria-label="Rows before"]');
    expect(await said()).toEqual([{ type: 'ready' }, { type: 'page', offset: 203 }, { type: 'page', offset: 0 }]);
    await page.close();
  });

  it('say what went wrong in the words of the server', async () => {
    const { page, tell } = await openPage(browser, { page: 'rows', theme: 'dark' });
    await tell({
      type: 'rows',
      model: { state: 'failed', title: 'a', subtitle: 'b', message: 'relation "loafs" does not exist', fix: null },
    });
    expect(await page.textContent('[role=alert]')).toBe('relation "loafs" does not exist');
    await page.close();
  });
});
