// The whole way a person goes, in a real browser against the real server: one window, one step after another.
import { requireProgram, requirement } from '@groundwork/testing';
import type { Browser } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { copyOfExample } from './harness/folder.ts';
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
    await ide.command('Groundwork: Open the Map');
    const card = await ide.webview('.map [role=button], .map button:has-text("db")');
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
    await (await ide.webview('button:has-text("Run")')).click();
    expect(await ide.sees(ide.statusBar('local up'), 90_000)).toBe(true);
    const status = JSON.parse(await groundwork(folder.dir, 'status', '--json'));
    expect(status.services.map(({ state }: { state: string }) => state)).toEqual(['ready']);
    const page = await fetch(status.services[0].url);
    expect(page.status).toBe(200);
  });

  it('breaks a binding without saving it, and is told', async () => {
    await ide.openFile('database.js');
    await ide.command('Select All');
    await ide.page.keyboard.type(
      "import pg from 'pg';\n\nexport const database = new pg.Pool({ connectionString: 'postgres://tea@localhost:5432/tea' });\n",
    );
    await ide.page
      .locator('.editor-group-container.active .squiggly-warning, .editor-group-container.active .squiggly-error')
      .first()
      .waitFor();
    expect(readFileSync(join(folder.dir, 'database.js'), 'utf8')).toContain('process.env.DATABASE_URL');
  });
});
