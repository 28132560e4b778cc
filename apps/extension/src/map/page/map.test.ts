import { requireProgram } from '@groundwork/testing';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bakery, bakeryBlueprint, bakeryCloud, bakeryStatus } from '../../model/bakery.fixture.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { openBrowser, openPage } from '../../webview/page.fixture.ts';
import type { themes } from '../../webview/themes.fixture.ts';
import { mapModel } from '../model.ts';

const hostile = [
  '<img src=x onerror="document.title=1">',
  '"><script>document.title=1</script>',
  'مخبز‮gnp.exe',
  '🥐'.repeat(60),
  'x'.repeat(5000),
];

describe.runIf(requireProgram('chromium', 'apt-get install chromium'))('the map in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const open = async (snapshot: Snapshot, theme: keyof typeof themes = 'dark', size = { width: 1200, height: 760 }) => {
    const opened = await openPage(browser, { page: 'map', theme, size });
    await opened.tell({ type: 'model', model: mapModel(snapshot) });
    await opened.page.waitForSelector('.bar');
    return opened;
  };
  const mixed = bakery({ status: bakeryStatus('ready', { counter: 'failed', oven: 'starting' }) });

  it.each(['dark', 'light', 'contrast'] as const)('has nothing that keeps anybody out, in %s', async (theme) => {
    const { page, problems } = await open(mixed, theme);
    await page.click('#service\\:counter');
    await page.waitForSelector('#details');
    // The policy of the page keeps other scripts out: what looks at it comes in from outside.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document));
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('is of another place where a person chooses one, and opens what runs there', async () => {
    const snapshot = bakery({ clouds: [bakeryCloud()] });
    const { page, said, tell, problems } = await open(snapshot);
    await page.selectOption('.place', 'staging');
    expect(await said()).toContainEqual({ type: 'place', name: 'staging' });
    await tell({ type: 'model', model: mapModel(snapshot, 'staging') });
    await page.click('#service\\:counter');
    await page.waitForSelector('#details');
    expect(await page.locator('#details .actions button').allInnerTexts()).toEqual(['Open', 'Logs']);
    await page.click('#details .actions button:first-of-type');
    expect(await said()).toContainEqual({ type: 'open', url: 'https://counter.example' });
    expect(await page.locator('.bar button').allInnerTexts()).toEqual(['Look again', 'Plan']);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document));
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('is gone through by keyboard alone', async () => {
    const { page, said } = await open(mixed);
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('service:window');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('service:counter');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/^resource:/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#details');
    expect(await page.getAttribute(`#${CSS('service:counter')}`, 'aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    await page.waitForSelector('#details', { state: 'detached' });
    expect(await focused()).toBe('service:counter');
    const asked = await said();
    expect(asked).toContainEqual(expect.objectContaining({ command: 'groundwork.showEvidence' }));
    await page.close();
  });

  it('shows the names of a repository as words, whatever they are', async () => {
    const services = bakeryBlueprint.services.flatMap((service, index) =>
      index > 0
        ? []
        : hostile.map((name) => ({
            ...service,
            name,
            start: name,
            env: service.env.map((each) => ({ ...each, name: name.slice(0, 200) })),
          })),
    );
    const { page, problems } = await open(bakery({ blueprint: { ...bakeryBlueprint, name: hostile[0] ?? '', services } }));
    expect(await page.locator('.card.service').count()).toBe(hostile.length);
    expect(await page.locator('.card .name').first().textContent()).toBe(hostile[0]);
    for (const index of hostile.keys()) {
      await page.locator('.card.service').nth(index).focus();
      await page.keyboard.press('Enter');
    }
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('map');
    const boxes = await page.locator('.card').evaluateAll((cards) => cards.map((card) => card.scrollWidth <= card.clientWidth + 1));
    expect(boxes.every(Boolean)).toBe(true);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('shows all of a large repository at once, and as large as one wants', async () => {
    const [, oven] = bakeryBlueprint.services;
    const services = oven ? Array.from({ length: 40 }, (_, index) => ({ ...oven, name: `oven-${index}` })) : [];
    const { page } = await open(bakery({ blueprint: { ...bakeryBlueprint, services } }));
    const width = (): Promise<number> => page.locator('#service\\:oven-39').evaluate((card) => card.getBoundingClientRect().width);
    const bottom = (): Promise<number> =>
      page.locator('.card').evaluateAll((cards) => Math.max(...cards.map((card) => card.getBoundingClientRect().bottom)));
    await expect.poll(bottom).toBeLessThanOrEqual(760);
    const fitted = await width();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(fitted);
    await page.keyboard.press('0');
    await expect.poll(width).toBeCloseTo(fitted);
    await page.close();
  });
});

/** An id as a selector wants it. */
const CSS = (id: string): string => id.replaceAll(':', '\\:');
