// What became of the lines, in the shell: the report as a page, whose a line is, and the commit it came with.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { requireProgram, requirement } from '@groundwork/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { git, type Folder } from './harness/folder.ts';
import { bakeryOfTwoYears } from './harness/history.ts';
import { startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench } from './harness/window.ts';

const wanted =
  requireProgram('chromium', 'apt-get install chromium') &&
  requireProgram('git', 'apt-get install git') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.runIf(wanted)('a person accounts for the lines of a bakery', { timeout: 120_000 }, () => {
  let folder: Folder;
  let server: RunningServer;
  let browser: Browser;
  let ide: Workbench;

  beforeAll(async () => {
    folder = bakeryOfTwoYears();
    server = await startServer(folder.dir);
    browser = await openBrowser();
    ide = await Workbench.open(browser, server.url, 'light');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    folder.remove();
  }, 60_000);

  beforeEach(({ task }) => {
    onTestFailed(() => ide.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`));
  });

  it('reads the report in the colours of the editor, and has it read on after a commit', async () => {
    await ide.command('View: Show Groundwork');
    await ide.command('Groundwork: Show Churn');
    await ide.webview('text=160 commits', 60_000);
    await ide.page.locator('.pane-header', { hasText: 'Churn' }).click();
    expect(await ide.sees(ide.page.locator('.pane-body', { hasText: 'gone within 14 days' }))).toBe(true);
    await ide.page.waitForTimeout(500);
    await ide.screenshot('churn-light');
    expect(await violations()).toEqual([]);
    writeFileSync(join(folder.dir, 'orders/extra.py'), 'order = 1\n');
    git(folder.dir, 'add', 'orders/extra.py');
    git(folder.dir, 'commit', '--quiet', '--message', 'One more order');
    await ide.webview('text=161 commits', 60_000);
  });

  it('sees whose a line is, and what came with it', async () => {
    await ide.openFile('today.py');
    await ide.tab('Churn').click();
    // A page that is only just loading hears no keys.
    await ide.webview('text=161 commits');
    await ide.command('View: Move Editor into Right Group');
    await ide.webview('text=161 commits');
    const code = ide.page.locator('.monaco-editor .view-lines').first();
    await code.click();
    await showOrigin();
    await ide.screenshot('line-origin-light');
    await ide.page.emulateMedia({ colorScheme: 'dark' });
    await showOrigin();
    await ide.screenshot('line-origin-dark');
    await ide.page
      .locator('.monaco-hover')
      .getByText(/^[0-9a-f]{7}$/)
      .first()
      .click();
    expect(await ide.sees(ide.tab('day_0'))).toBe(true);
    expect(await ide.sees(ide.page.locator('.monaco-diff-editor').first())).toBe(true);
    await ide.page.keyboard.press('Control+W');
    await code.click();
    await ide.command('Groundwork: Show the Commit of This Line');
    expect(await ide.sees(ide.tab('day_0'))).toBe(true);
  });

  it('has the report in dark as well', async () => {
    await ide.page.emulateMedia({ colorScheme: 'dark' });
    await ide.tab('Churn').click();
    await ide.webview('text=161 commits');
    await expect.poll(async () => await (await ide.webview('.scrolled > div')).getAttribute('class')).toBe('dark');
    await ide.page.waitForTimeout(500);
    await ide.screenshot('churn-dark');
    expect(await violations()).toEqual([]);
    expect(ide.errors).toEqual([]);
  });

  /** Of a line that was moved, whoever stands at it. */
  async function showOrigin(): Promise<void> {
    await ide.goTo(3, 9);
    expect(await ide.sees(ide.statusBar(/Ada Quay, \d+ \w+ ago/), 30_000)).toBe(true);
    await ide.command('Groundwork: Show the Origin of This Line');
    const hover = ide.page.locator('.monaco-hover:visible', { hasText: 'were still there after 14 days' });
    expect(await ide.sees(hover)).toBe(true);
    expect(await hover.first().innerText()).toMatch(/Moved or indented by[^]*AI-assisted/);
    await ide.page.waitForTimeout(500);
  }

  /** What axe finds serious or critical in the report. */
  async function violations(): Promise<string[]> {
    const report = await ide.webview('.scrolled');
    const frame = (await report.elementHandle())?.ownerFrame();
    const inside = await frame;
    if (!inside) throw new Error('the report is in no frame');
    await inside.evaluate(axe);
    const found = await inside.evaluate(() =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- axe was put into this page in the line above
      (
        globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }
      ).axe.run(),
    );
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
});
