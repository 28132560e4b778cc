import { requireProgram } from '@groundwork/testing';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bakeryBlueprint } from '../../model/bakery.fixture.ts';
import { openBrowser, openPage } from '../../webview/page.fixture.ts';
import { planModel } from '../model.ts';

const model = planModel(
  {
    trusted: false,
    commands: [
      { service: 'counter', path: 'counter', step: 'install', command: 'uv sync --frozen' },
      { service: 'counter', path: 'counter', step: 'start', command: '<img src=x onerror="document.title=1">' },
    ],
    servers: [
      { name: 'orders', type: 'postgres', title: 'PostgreSQL 18.4', missing: null },
      {
        name: 'broker',
        type: 'redis',
        title: null,
        missing: { message: 'redis-server is not installed', fix: 'apt-get install redis-server' },
      },
    ],
    secrets: [{ name: 'PAYMENT_KEY', services: ['counter'], required: true, where: null, given: false }],
    leftOut: [{ name: 'ledger', message: 'ledger is written for .NET, and this machine has no SDK of it', fix: null }],
    nothing: null,
  },
  { name: 'bakery', blueprint: bakeryBlueprint, status: null },
);

describe.runIf(requireProgram('chromium', 'apt-get install chromium'))('what Run would do, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each(['dark', 'light', 'contrast'] as const)('has nothing that keeps anybody out, in %s', async (theme) => {
    const { page, tell, problems } = await openPage(browser, { page: 'run', theme });
    await tell({ type: 'plan', model });
    await page.waitForSelector('h1');
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document));
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.locator('img').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('offers no Run while it is up', async () => {
    const { page, tell } = await openPage(browser, { page: 'run', theme: 'dark' });
    await tell({ type: 'plan', model: { ...model, running: true } });
    expect(await page.locator('h1').innerText()).toBe('What runs of bakery');
    expect(await page.locator('footer button').allInnerTexts()).toEqual(['Close']);
    await page.close();
  });

  it('is agreed to with Enter, and put away with Escape', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'run', theme: 'dark' });
    await tell({ type: 'plan', model });
    await page.waitForSelector('h1');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Trust and run');
    await page.check('input[type=checkbox]');
    await page.focus('.primary');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await said()).toEqual([{ type: 'ready' }, { type: 'run', install: true }, { type: 'close' }]);
    await page.close();
  });
});
