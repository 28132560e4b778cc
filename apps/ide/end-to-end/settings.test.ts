// What a person set up in one folder is there in every other, in any browser; and what of a folder asks for trust.
import { requireProgram, requirement } from '@groundwork/testing';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed, vi } from 'vitest';
import { folderOf, type Folder } from './harness/folder.ts';
import { startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench } from './harness/window.ts';

const wanted =
  requireProgram('chromium', 'apt-get install chromium') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

const tasks = JSON.stringify({ version: '2.0.0', tasks: [{ label: 'Knead', type: 'shell', command: 'true' }] });

describe.runIf(wanted)('a person with two folders', { timeout: 120_000 }, () => {
  let bakery: Folder;
  let library: Folder;
  let servers: RunningServer[];
  let browser: Browser;
  let inBakery: Workbench;

  beforeAll(async () => {
    bakery = folderOf('bakery', { 'oven.py': 'heat = 220\n', '.vscode/tasks.json': tasks });
    library = folderOf('library', { 'shelf.py': 'books = 12\n' });
    const env = { XDG_CONFIG_HOME: join(dirname(bakery.dir), 'config') };
    servers = await Promise.all([bakery, library].map(({ dir }) => startServer(dir, env)));
    browser = await openBrowser();
    inBakery = await Workbench.open(browser, servers[0]?.url ?? '');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await Promise.all((servers ?? []).map((server) => server.stop()));
    bakery?.remove();
    library?.remove();
  }, 60_000);

  const kept = (name: string): string => join(dirname(bakery.dir), 'config', 'groundwork', name);
  const write = async (command: string, text: string): Promise<void> => {
    await inBakery.command(command);
    await inBakery.lines.waitFor();
    await inBakery.replaceAll(text);
    // A bracket that the editor closed by itself.
    await inBakery.page.keyboard.press('Control+Shift+End');
    await inBakery.page.keyboard.press('Delete');
    await inBakery.save();
  };
  const sizeOf = (ide: Workbench): Promise<string> => ide.lines.evaluate((lines) => getComputedStyle(lines).fontSize);
  const openLibrary = async (): Promise<Workbench> => {
    const ide = await Workbench.open(browser, servers[1]?.url ?? '');
    onTestFailed(() => ide.screenshot('failed-settings-library'));
    return ide;
  };

  it('has the settings and keyboard shortcuts of one in the other, in a browser that is new to it', async () => {
    onTestFailed(() => inBakery.screenshot('failed-settings-bakery'));
    await write('Preferences: Open User Settings (JSON)', '{ "editor.fontSize": 23 }');
    await write('Preferences: Open Keyboard Shortcuts (JSON)', '[{ "key": "ctrl+alt+y", "command": "workbench.action.showCommands" }]');
    expect(JSON.parse(readFileSync(kept('settings.json'), 'utf8'))).toEqual({ 'editor.fontSize': 23 });
    expect(statSync(kept('settings.json')).mode & 0o777).toBe(0o600);

    const inLibrary = await openLibrary();
    await inLibrary.openFile('shelf.py');
    expect(await sizeOf(inLibrary)).toBe('23px');
    await inLibrary.page.keyboard.press('Control+Alt+y');
    await inLibrary.page.locator('.quick-input-widget').waitFor();
    await inLibrary.page.keyboard.press('Escape');

    // Changed in one window, in use in the other.
    await write('Preferences: Open User Settings (JSON)', '{ "editor.fontSize": 19 }');
    await vi.waitUntil(async () => (await sizeOf(inLibrary)) === '19px', { timeout: 20_000 });
    await inLibrary.close();
  });

  it('is told of settings that are broken, and loses nothing of them', async () => {
    const broken = '{ "editor.fontSize": 21, "workbench.tree.indent": 12';
    writeFileSync(kept('settings.json'), broken);
    const inLibrary = await openLibrary();
    await inLibrary.page.locator('.notification-toast', { hasText: 'settings.json cannot be read' }).waitFor({ timeout: 20_000 });
    expect(readFileSync(kept('settings.json'), 'utf8')).toBe(broken);
    await inLibrary.close();
    writeFileSync(kept('settings.json'), '{}');
  });

  it('opens a shell without being asked for trust, and is asked in plain words before a task of the folder runs', async () => {
    onTestFailed(() => inBakery.screenshot('failed-trust'));
    await inBakery.command('Terminal: Create New Terminal');
    await inBakery.terminalReady();
    const dialog = inBakery.page.locator('.monaco-dialog-box');
    expect(await dialog.isVisible()).toBe(false);
    await inBakery.command('Tasks: Run Task');
    await dialog.waitFor();
    const text = await dialog.innerText();
    expect(text).toContain('Trust the folder bakery?');
    expect(await dialog.locator('a[href*="aka.ms"]').count()).toBe(0);
    await inBakery.screenshot('trust');
    await dialog.getByText('Cancel').click();
  });
});
