// How the main views look, light and dark, kept as pictures for a person; and that everybody can use them: axe, and the keyboard alone.
import { requireProgram, requirement } from '@groundwork/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { copyOfExample } from './harness/folder.ts';
import { frameWith, violations } from './harness/page.ts';
import { groundwork, startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench, type ColorScheme } from './harness/window.ts';

const wanted =
  requireProgram('chromium', 'apt-get install chromium') &&
  requireProgram('redis-server', 'apt-get install redis-server') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

describe.runIf(wanted)('the views of a repository that is up', { timeout: 120_000 }, () => {
  let folder: ReturnType<typeof copyOfExample>;
  let server: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    folder = copyOfExample('lending-library');
    await groundwork(folder.dir, 'up', '--detach', '--yes');
    server = await startServer(folder.dir);
    browser = await openBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await groundwork(folder.dir, 'down');
    folder.remove();
  }, 60_000);

  it.each<ColorScheme>(['light', 'dark'])('%s', async (scheme) => {
    const ide = await Workbench.open(browser, server.url, scheme);
    onTestFailed(() => ide.screenshot(`failed-looks-${scheme}`));
    expect(await ide.sees(ide.statusBar('local up'), 30_000)).toBe(true);
    await ide.openFile('stores.js');
    expect(await ide.sees(ide.lens(/postgres/))).toBe(true);
    await ide.command('Groundwork: Show the Map');
    await ide.webview('.map button:has-text("db")');
    await ide.command('View: Move Editor into Right Group');
    await ide.command('View: Show Groundwork');
    await ide.webview('.map button:has-text("db")');
    await ide.page.waitForTimeout(1_000);
    await ide.screenshot(`map-${scheme}`);
    expect(await violations(ide, '.map')).toEqual([]);

    await (await ide.webview('.map button:has-text("db")')).click();
    await ide.page.waitForTimeout(500);
    await ide.screenshot(`map-details-${scheme}`);
    expect(await violations(ide, '.map')).toEqual([]);

    await ide.command('Groundwork: Show What Will Run');
    await ide.webview('text=npm run migrate');
    await ide.screenshot(`plan-${scheme}`);
    expect(await violations(ide, 'text=npm run migrate')).toEqual([]);
    await ide.close();
  });

  it('the keyboard alone', async () => {
    const ide = await Workbench.open(browser, server.url);
    onTestFailed(() => ide.screenshot('failed-keyboard'));
    expect(await ide.sees(ide.statusBar('local up'), 30_000)).toBe(true);
    await ide.page.keyboard.press('Control+Alt+M');
    const map = await frameWith(ide, '.map button:has-text("db")');
    const focused = (): Promise<string> => map.evaluate(() => document.activeElement?.textContent ?? '');
    await expect.poll(focused, { timeout: 10_000 }).not.toBe('');
    for (let step = 0; step < 12 && !/^db/.test(await focused()); step += 1) {
      await ide.page.keyboard.press(step % 2 === 0 ? 'Tab' : 'ArrowRight');
    }
    expect(await focused()).toMatch(/^db/);
    await ide.page.keyboard.press('Enter');
    // Its only evidence is shown at once, beside the map.
    await expect.poll(() => ide.page.title(), { timeout: 10_000 }).toMatch(/stores\.js|Map/);
    await ide.page.keyboard.press('Escape');
    await ide.close();
  });
});
