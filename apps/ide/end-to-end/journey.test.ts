// The whole way a person goes, in a real browser against the real server: one window, one step after another.
import { requireProgram, requirement } from '@groundwork/testing';
import type { Browser } from 'playwright-core';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { copyOfExample, git } from './harness/folder.ts';
import { groundwork, startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench } from './harness/window.ts';

const wanted =
  requireProgram('chromium', 'apt-get install chromium') &&
  requireProgram('git', 'apt-get install git') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

describe.runIf(wanted)('a person opens a repository', { timeout: 120_000 }, () => {
  let folder: ReturnType<typeof copyOfExample>;
  let server: RunningServer;
  let browser: Browser;
  let ide: Workbench;

  beforeAll(async () => {
    folder = copyOfExample('tea-shop');
    server = await startServer(folder.dir);
    browser = await openBrowser();
    ide = await Workbench.open(browser, server.url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await groundwork(folder.dir, 'down');
    folder.remove();
  }, 60_000);

  beforeEach(({ task }) => {
    onTestFailed(() => ide.screenshot(`failed-${task.name.replaceAll(' ', '-')}`));
  });

  it('sees its files and what runs of it', async () => {
    expect(await ide.sees(ide.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'server.js' }))).toBe(true);
    expect(await ide.sees(ide.statusBar('not running'))).toBe(true);
  });

  it('reads above the code what it needs', async () => {
    await ide.openFile('database.js');
    expect(await ide.sees(ide.lens(/postgres/))).toBe(true);
  });

  it('sees the map beside the code', async () => {
    await ide.command('Groundwork: Show the Map');
    const card = await ide.webview('.map button:has-text("db")');
    expect(await card.isVisible()).toBe(true);
  });

  it('runs nothing before it is agreed to', async () => {
    await ide.command('Groundwork: Run');
    const plan = await ide.webview('text=npm ci');
    expect(await plan.isVisible()).toBe(true);
    expect(JSON.parse(await groundwork(folder.dir, 'status', '--json')).services[0].state).toBe('stopped');
    await ide.screenshot('plan-dark');
  });

  it('runs, and everything is healthy', async () => {
    await (await ide.webview('button:has-text("Trust and run")')).click();
    expect(await ide.sees(ide.statusBar('local up'), 90_000)).toBe(true);
    const status = JSON.parse(await groundwork(folder.dir, 'status', '--json'));
    expect(status.services.map(({ state }: { state: string }) => state)).toEqual(['ready']);
    const page = await fetch(status.services[0].url);
    expect(page.status).toBe(200);
  });

  it('breaks a binding without saving it, and is told', async () => {
    await ide.openFile('database.js');
    await ide.replaceAll(
      "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: 'postgres://tea@localhost:5432/tea' });\n",
    );
    expect(await ide.sees(ide.squiggle())).toBe(true);
    await ide.command('Problems: Focus on Problems View');
    expect(await ide.sees(ide.page.locator('.markers-panel .monaco-list-row', { hasText: 'localhost' }))).toBe(true);
    expect(onDisk('database.js')).toContain('process.env.DATABASE_URL');
    await ide.screenshot('diagnostic-dark');
  });

  it('applies the quick fix', async () => {
    await ide.openFile('database.js');
    await ide.goTo(3, 62);
    await ide.page.keyboard.press('Control+.');
    const fix = ide.page.locator('.action-widget .monaco-list-row', { hasText: 'from the environment' }).first();
    expect(await ide.sees(fix)).toBe(true);
    await ide.page.keyboard.press('Enter');
    await expect.poll(() => ide.shown()).toContain('process.env');
    await ide.page.keyboard.press('Control+S');
    await expect.poll(() => onDisk('database.js')).toContain('process.env');
    await expect.poll(() => ide.squiggle().isVisible(), { timeout: 20_000 }).toBe(false);
  });

  it('searches', async () => {
    await ide.page.keyboard.press('Control+Shift+F');
    await ide.page.locator('.search-view .search-container textarea').first().fill('createServer|serve\\(');
    await ide.page.keyboard.press('Alt+R');
    await ide.page.keyboard.press('Enter');
    expect(await ide.sees(ide.page.locator('.search-view .monaco-list-row', { hasText: 'server.js' }))).toBe(true);
  });

  it('uses a terminal', async () => {
    await ide.command('Terminal: Create New Terminal');
    await ide.terminalReady();
    await ide.page.keyboard.type('QUAY=north; echo $QUAY > quay.txt\n');
    await expect.poll(() => onDisk('quay.txt'), { timeout: 15_000 }).toBe('north\n');
    expect(
      await ide.sees(
        ide.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'quay.txt' }).or(ide.page.locator('.search-view')),
      ),
    ).toBe(true);
  });

  it('commits', async () => {
    await ide.command('Git: Stage All Changes');
    await ide.page.keyboard.press('Control+Shift+G');
    const message = ide.page.locator('.scm-view .scm-editor .monaco-editor, .scm-view .scm-input .monaco-editor').first();
    await message.waitFor();
    await message.click();
    await ide.page.keyboard.type('The address comes from the environment');
    await ide.page.keyboard.press('Control+Enter');
    await expect
      .poll(() => git(folder.dir, 'log', '-1', '--format=%s'), { timeout: 20_000 })
      .toBe('The address comes from the environment\n');
  });

  it('reloads, and finds everything as it was: files, an edit that was not saved, the terminal', async () => {
    await ide.openFile('shop.js');
    await ide.goTo(1);
    await ide.page.keyboard.type('// not saved\n');
    await ide.page.waitForTimeout(2_000);
    await ide.page.reload();
    await ide.ready();
    expect(await ide.sees(ide.tab('database.js'))).toBe(true);
    await ide.openFile('shop.js');
    await expect.poll(() => ide.shown()).toContain('// not saved');
    expect(onDisk('shop.js')).not.toContain('// not saved');
    expect(await ide.sees(ide.statusBar('local up'))).toBe(true);
    await ide.command('Terminal: Focus Terminal');
    await ide.terminalReady();
    await ide.page.keyboard.type('echo still $QUAY > still.txt\n');
    await expect.poll(() => onDisk('still.txt'), { timeout: 15_000 }).toBe('still north\n');
  });

  it('goes on when the server was killed and comes back', async () => {
    await server.kill();
    await ide.openFile('shop.js').catch(() => {});
    await ide.tab('shop.js').click();
    await ide.goTo(2);
    await ide.page.keyboard.type('// while it was gone\n');
    server = await startServer(folder.dir);
    expect(await ide.sees(ide.statusBar('local up'))).toBe(true);
    await ide.page.keyboard.press('Control+S');
    await expect.poll(() => onDisk('shop.js'), { timeout: 20_000 }).toContain('// while it was gone');
    expect(onDisk('shop.js')).toContain('// not saved');
  });

  it('is told when its server does not take the address', async () => {
    const page = await ide.page.context().newPage();
    await page.goto(server.url);
    await page.evaluate(() => localStorage.setItem('groundwork.token', 'of another server'));
    await page.reload();
    expect(await ide.sees(page.locator('main.waiting'))).toBe(true);
    await page.goto(server.url);
    expect(await ide.sees(page.locator('.monaco-workbench'))).toBe(true);
    await page.close();
  });

  it('stops it', async () => {
    await ide.command('Groundwork: Stop');
    expect(await ide.sees(ide.statusBar('not running'), 30_000)).toBe(true);
    expect(ide.errors).toEqual([]);
  });

  function onDisk(name: string): string {
    const file = join(folder.dir, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
});
