import { requireProgram } from '@groundwork/testing';
import { GroundworkError } from '@groundwork/host';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../../webview/page.fixture.ts';
import type { ChurnPageState } from '../messages.ts';
import { troubleOf } from '../trouble.ts';

const state = (change: Partial<ChurnPageState>): object => ({
  type: 'state',
  state: { reading: null, trouble: null, isOld: false, ...change },
});
const report = (body: string): object => ({
  type: 'report',
  html: `<!doctype html><html lang="en"><head><title>bakery</title><style>:host(.dark) { --t0: rgb(201, 202, 203) } h1 { color: var(--t0) }</style></head><body><main>${body}</main></body></html>`,
});
const table = '<h1>bakery</h1><details><summary>As a table</summary><p>All of it</p></details>';

it('words what is in the way for who is in an editor', () => {
  expect(troubleOf(new GroundworkError({ code: 'churn.not_a_repository', message: '', fix: 'gw churn' }))?.fix).toBe('git init');
  expect(troubleOf(new GroundworkError({ code: 'churn.shallow', message: 'Shallow', fix: 'git fetch --unshallow' }))).toEqual({
    message: 'Shallow',
    fix: 'git fetch --unshallow',
  });
  expect(troubleOf(new GroundworkError({ code: 'window.cancelled', message: '' }))).toBeNull();
});

describe.runIf(requireProgram('chromium', 'apt-get install chromium'))('the page of the account, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each(['dark', 'light', 'contrast'] as const)('has nothing that keeps anybody out, in %s', async (theme) => {
    const { page, tell, problems } = await openPage(browser, { page: 'churn', theme });
    const violations = async (): Promise<unknown> => {
      await page.evaluate(axe.source);
      const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document));
      return found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    };
    const pictures = process.env['GROUNDWORK_PICTURES'];
    const look = async (name: string): Promise<void> => {
      if (pictures) await page.screenshot({ path: `${pictures}/churn-${name}-${theme}.png` });
      expect(await violations()).toEqual([]);
    };
    await tell(state({ reading: { done: 1200, total: 10_000 } }));
    await page.waitForSelector('text=1,200 of 10,000 commits');
    await look('reading');
    await tell(state({ trouble: { message: 'This is a shallow clone: most of its history is missing', fix: 'git fetch --unshallow' } }));
    await page.waitForSelector('text=git fetch --unshallow');
    await look('trouble');
    await tell(report(table));
    await tell(state({ isOld: true }));
    await page.waitForSelector('h1');
    await look('report');
    const heading = await page.locator('h1').evaluate((element) => getComputedStyle(element).color);
    expect(heading === 'rgb(201, 202, 203)').toBe(theme !== 'light');
    expect(problems).toEqual([]);
    await page.close();
  });

  it('is stopped, read on and scrolled with the keyboard, and keeps open what was opened', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'churn', theme: 'dark', size: { width: 700, height: 300 } });
    await tell(state({ reading: { done: 0, total: null } }));
    await page.getByRole('button', { name: 'Stop' }).focus();
    await page.keyboard.press('Enter');
    expect((await said()).at(-1)).toEqual({ type: 'stop' });
    await tell(state({}));
    await page.getByRole('button', { name: 'Read On' }).press('Enter');
    expect((await said()).at(-1)).toEqual({ type: 'read' });
    await tell(report(table + '<p>More</p>'.repeat(40)));
    await page.waitForSelector('h1');
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('.scrolled').evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
    await page.locator('summary').press('Enter');
    await tell(report(table.replace('bakery', 'the bakery')));
    await page.waitForSelector('text=the bakery');
    expect(await page.locator('details').getAttribute('open')).not.toBeNull();
    await page.close();
  });

  it('runs and loads nothing that a report could hold', async () => {
    const { page, tell, said, problems } = await openPage(browser, { page: 'churn', theme: 'dark' });
    const before = (await said()).length;
    const act = 'acquireVsCodeApi().postMessage(7)';
    await tell(
      report(
        `<h1>bakery</h1><img src="http://map.test/x" onerror="${act}"><script>${act}</script><details open ontoggle="${act}"></details>`,
      ),
    );
    await page.waitForSelector('h1');
    await page.waitForTimeout(300);
    expect((await said()).length).toBe(before);
    expect(problems.filter((problem) => !/Content Security Policy/.test(problem))).toEqual([]);
    await page.close();
  });
});
