// Writing code and debugging it in the shell: what the languages offer, and a service under its debugger, from a machine that has neither
// debugger yet.
import { requireProgram, requirement } from '@groundwork/testing';
import type { Browser, Locator } from 'playwright-core';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { copyOfExample, type Folder } from './harness/folder.ts';
import { groundwork, startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench } from './harness/window.ts';

const wanted =
  requireProgram('chromium', 'apt-get install chromium') &&
  requireProgram('git', 'apt-get install git') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');
/** Servers and a debugger are fetched on the way. */
const patient = 180_000;

describe.runIf(wanted)('a person writes and debugs the tea shop', { timeout: 240_000 }, () => {
  let folder: Folder;
  let home: string;
  let server: RunningServer;
  let browser: Browser;
  let ide: Workbench;

  beforeAll(async () => {
    folder = copyOfExample('tea-shop');
    home = mkdtempSync(join(tmpdir(), 'groundwork-home-'));
    server = await startServer(folder.dir, { XDG_STATE_HOME: home });
    browser = await openBrowser();
    ide = await Workbench.open(browser, server.url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await groundwork(folder.dir, 'down');
    folder.remove();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);

  beforeEach(({ task }) => {
    onTestFailed(() => ide.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`));
  });

  const onDisk = (path: string): string => readFileSync(join(folder.dir, path), 'utf8');
  const row = (view: string, text: string | RegExp): Locator => ide.page.locator(`${view} .monaco-list-row`, { hasText: text }).first();

  it('goes to a definition in another file', async () => {
    await ide.openFile('server.js');
    await ide.goTo(9, 60);
    await expect
      .poll(
        async () => {
          await ide.page.keyboard.press('F12');
          return ide.sees(ide.page.locator('.tab.active', { hasText: 'shop.js' }), 2000);
        },
        { timeout: 60_000 },
      )
      .toBe(true);
  });

  it('renames in every file', async () => {
    const box = ide.page.locator('.rename-box input');
    await expect
      .poll(
        async () => {
          await ide.page.keyboard.press('F2');
          return ide.sees(box, 2000);
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    await box.fill('allTeas');
    await ide.page.keyboard.press('Enter');
    await ide.command('File: Save All');
    await expect.poll(() => onDisk('shop.js'), { timeout: 20_000 }).toContain('function allTeas');
    await expect.poll(() => onDisk('server.js'), { timeout: 20_000 }).toContain('page(await allTeas())');
  });

  it('is asked once before a service runs under its debugger', async () => {
    await ide.openFile('shop.js');
    await ide.goTo(5);
    await ide.page.keyboard.press('F9');
    await ide.page.keyboard.press('F5');
    const dialog = ide.page.locator('.monaco-dialog-box');
    await dialog.getByText('npm ci').waitFor();
    await dialog.getByRole('button', { name: 'Run', exact: true }).click();
    expect(await ide.sees(ide.page.locator('.debug-toolbar'), patient)).toBe(true);
    // Its page is asked for until the breakpoint is met.
    const asking = setInterval(() => void ask(), 1000);
    const line = ide.page.locator('.debug-top-stack-frame-line').first();
    expect(await ide.sees(line, patient)).toBe(true);
    clearInterval(asking);
  });

  it('reads what variables are worth, goes on, and stops', async () => {
    await ide.command('Run and Debug: Focus on Variables View');
    const local = row('.debug-view-content', 'Local: allTeas');
    await local.locator('.monaco-tl-twistie').click();
    expect(await ide.sees(row('.debug-view-content', /rows/), 60_000)).toBe(true);
    await ide.screenshot('debug-dark');
    await ide.openFile('shop.js');
    await ide.goTo(5);
    await ide.page.keyboard.press('F9');
    await ide.page.keyboard.press('F5');
    await ide.page.locator('.debug-top-stack-frame-line').first().waitFor({ state: 'hidden', timeout: 30_000 });
    await expect.poll(ask, { timeout: 60_000 }).toBe(200);
    await ide.page.keyboard.press('Shift+F5');
    await ide.page.locator('.debug-toolbar').first().waitFor({ state: 'hidden', timeout: 60_000 });
    await expect.poll(ask, { timeout: 60_000 }).toBe(0);
  });

  it('completes names of a library once it is there', async () => {
    await ide.openFile('server.js');
    await ide.goTo(8);
    await expect
      .poll(
        async () => {
          for (const key of ['Escape', 'Home', 'Shift+End']) await ide.page.keyboard.press(key);
          await ide.page.keyboard.type('app.');
          return ide.sees(ide.page.locator('.suggest-widget .monaco-list-row', { hasText: 'notFound' }), 5000);
        },
        { timeout: 90_000 },
      )
      .toBe(true);
    await ide.screenshot('completion-dark');
  });

  /** What the service answers, where it said that it listens; 0 while it does not. */
  async function ask(): Promise<number> {
    const said = await ide.page.locator('.repl').allInnerTexts();
    const port = /Tea shop on port\s(\d+)/u.exec(said.join())?.[1];
    return fetch(`http://127.0.0.1:${port ?? 0}/api/teas`, { signal: AbortSignal.timeout(5000) }).then(
      ({ status }) => status,
      () => 0,
    );
  }
});
