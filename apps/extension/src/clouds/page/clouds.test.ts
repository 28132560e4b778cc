import { requireProgram } from '@groundwork/testing';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../../webview/page.fixture.ts';
import { cloudPageModel } from '../model.ts';
import { bakeryPlan } from '../plan.fixture.ts';

const model = cloudPageModel(bakeryPlan, null);
const given = cloudPageModel({ ...bakeryPlan, missing: [] }, null);

describe('the model of the page', () => {
  it('says what happens, what it costs, and what is in the way', () => {
    expect(model).toMatchObject({
      where: 'aws · eu-west-1 · AWS 123456789012',
      lead: '2 to make, 1 to change, 1 to make anew. Nothing happens before you say so.',
      cost: expect.stringMatching(/^about \$60 \/ month.*, now \$45.40$/),
      same: 4,
      hindrance: 'Some values only you have are missing.',
    });
    expect(given.hindrance).toBeNull();
    expect(model.changes.find(({ id }) => id === 'resource:orders')).toMatchObject({ losesData: true });
    expect(model.changes.find(({ id }) => id === 'role:counter')?.permissions).toMatchObject([
      { actions: 's3:GetObject, s3:PutObject', on: 'pictures' },
    ]);
  });

  it('offers nothing to deploy where nothing would change', () => {
    const same = { ...bakeryPlan, items: [], missing: [], counts: { create: 0, update: 0, replace: 0, delete: 0, none: 8 } };
    expect(cloudPageModel(same, null)).toMatchObject({ lead: 'It is as the code says.', hindrance: 'Nothing would change.' });
  });
});

describe.runIf(requireProgram('chromium', 'apt-get install chromium'))('the plan of a deployment, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each(['dark', 'light', 'contrast'] as const)('has nothing that keeps anybody out, in %s', async (theme) => {
    const { page, tell, problems } = await openPage(browser, { page: 'clouds', theme });
    await tell({ type: 'model', model });
    await page.waitForSelector('h1');
    const pictures = process.env['GROUNDWORK_PICTURES'];
    if (pictures) await page.screenshot({ path: `${pictures}/clouds-${theme}.png` });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document));
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.locator('img').count()).toBe(0);
    expect(problems).toEqual([]);
    await page.close();
  });

  it('is deployed with its button, once nothing is in the way', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'clouds', theme: 'dark' });
    await tell({ type: 'model', model });
    expect(await page.getByRole('button', { name: 'Deploy' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: /PAYMENT_KEY/ }).click();
    await tell({ type: 'model', model: given });
    await expect.poll(() => page.getByRole('button', { name: 'Deploy' }).isEnabled()).toBe(true);
    await page.getByRole('button', { name: 'Deploy' }).press('Enter');
    await page.getByRole('button', { name: 'counter/storage.py:9,21' }).click();
    expect(await said()).toMatchObject([
      { type: 'ready' },
      { type: 'secret', name: 'PAYMENT_KEY' },
      { type: 'deploy' },
      { type: 'evidence', evidence: [{ line: 9 }, { line: 21 }] },
    ]);
    await page.close();
  });

  it('shows how a deployment goes, and stops it', async () => {
    const { page, tell, said } = await openPage(browser, { page: 'clouds', theme: 'dark' });
    const underway = { what: 'deploy' as const, steps: [{ label: 'Images', detail: '14 s' }] };
    await tell({ type: 'model', model: { ...given, underway } });
    await page.getByText('Images').waitFor();
    expect(await page.locator('footer button').allInnerTexts()).toEqual(['Stop']);
    await page.getByRole('button', { name: 'Stop' }).click();
    expect((await said()).at(-1)).toEqual({ type: 'stop' });
    await page.close();
  });
});
