// Files of the workspace in the shell: edited, searched, changed by others, and kept whatever happens to the server or the page.
import { requireProgram, requirement } from '@groundwork/testing';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed, vi } from 'vitest';
import { folderOf, type Folder } from './harness/folder.ts';
import { startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench } from './harness/window.ts';

const wanted =
  requireProgram('chromium', 'apt-get install chromium') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

describe.runIf(wanted)('files of a bakery', { timeout: 120_000 }, () => {
  let folder: Folder;
  let server: RunningServer;
  let browser: Browser;
  let ide: Workbench;

  beforeAll(async () => {
    folder = folderOf('bakery', {
      'oven.py': 'heat = 220\nloaves = 12\n',
      'README.md': '# Bakery\n',
      'shelf/rolls.txt': 'rolls: 12\nloaves: 3\n',
      'old.txt': 'yesterday\n',
    });
    server = await startServer(folder.dir);
    browser = await openBrowser();
    ide = await Workbench.open(browser, server.url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    folder?.remove();
  }, 60_000);
  beforeEach(({ task }) => {
    onTestFailed(() => ide.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`));
  });

  const onDisk = (path: string): string => readFileSync(join(folder.dir, path), 'utf8');
  const typeAtEndOf = async (line: number, text: string): Promise<void> => {
    await ide.goTo(line);
    await ide.page.keyboard.press('End');
    await ide.page.keyboard.type(text);
  };

  it('edits and saves a file', async () => {
    await ide.openFile('oven.py');
    await typeAtEndOf(1, '0');
    await ide.save();
    expect(onDisk('oven.py')).toBe('heat = 2200\nloaves = 12\n');
  });

  it('shows what another program wrote', async () => {
    writeFileSync(join(folder.dir, 'oven.py'), 'heat = 180\nloaves = 12\n');
    expect(await ide.sees(ide.lines.getByText('180'))).toBe(true);
  });

  it('keeps what was not saved when the server is killed, and saves it when it is back', async () => {
    await typeAtEndOf(2, ' + 1');
    await server.kill();
    await ide.page.keyboard.type(' + 2');
    server = await startServer(folder.dir);
    await ide.save();
    expect(onDisk('oven.py')).toBe('heat = 180\nloaves = 12 + 1 + 2\n');
  });

  it('keeps what was being saved when the server was killed', async () => {
    await server.kill();
    await typeAtEndOf(2, ' + 3');
    await ide.page.keyboard.press('Control+S');
    server = await startServer(folder.dir);
    await vi.waitFor(() => expect(onDisk('oven.py')).toBe('heat = 180\nloaves = 12 + 1 + 2 + 3\n'), 20_000);
    await ide.save();
  });

  it('finds its editors and what was not saved after a reload', async () => {
    await typeAtEndOf(2, ' + 4');
    expect(await ide.sees(ide.page.locator('.tab.dirty', { hasText: 'oven.py' }))).toBe(true);
    // Backed up a second after the last key; a person does not reload faster either.
    await ide.page.waitForTimeout(1500);
    await ide.page.reload();
    await ide.ready();
    expect(await ide.sees(ide.lines.getByText('+ 4'))).toBe(true);
    await ide.lines.click();
    await ide.save();
    expect(onDisk('oven.py')).toContain('12 + 1 + 2 + 3 + 4');
  });

  it('asks when a file changed meanwhile, and loses neither', async () => {
    await typeAtEndOf(2, ' + 5');
    writeFileSync(join(folder.dir, 'oven.py'), 'heat = 90\n');
    await ide.page.waitForTimeout(500);
    await ide.page.keyboard.press('Control+S');
    const conflict = ide.page.locator('.notification-list-item', { hasText: /content of the file is newer/ });
    expect(await ide.sees(conflict)).toBe(true);
    expect(onDisk('oven.py')).toBe('heat = 90\n');
    await conflict.getByRole('button', { name: 'Overwrite' }).click();
    await vi.waitFor(() => expect(onDisk('oven.py')).toContain('+ 5'), 10_000);
  });

  it('searches the text of files, and replaces it', async () => {
    await ide.page.keyboard.press('Control+Shift+F');
    await ide.page.locator('.search-view .search-container textarea').fill('loaves');
    expect(await ide.sees(ide.page.locator('.search-view .monaco-list-row', { hasText: 'rolls.txt' }))).toBe(true);
    await ide.page.keyboard.press('Control+Shift+H');
    await ide.page.locator('.search-view .replace-container textarea').fill('breads');
    await ide.page.keyboard.press('Control+Alt+Enter');
    await ide.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Replace', exact: true }).click();
    await vi.waitFor(() => expect(onDisk('shelf/rolls.txt')).toBe('rolls: 12\nbreads: 3\n'), 10_000);
    await vi.waitFor(() => expect(onDisk('oven.py')).toContain('breads = 12'), 10_000);
  });

  it('renames and deletes from the keyboard', async () => {
    await ide.page.keyboard.press('Control+Shift+E');
    await ide.entry('old.txt').click();
    await ide.page.keyboard.press('F2');
    await ide.page.locator('.explorer-item-edited input').fill('new.txt');
    await ide.page.keyboard.press('Enter');
    await vi.waitFor(() => expect([existsSync(join(folder.dir, 'old.txt')), onDisk('new.txt')]).toEqual([false, 'yesterday\n']), 10_000);
    await ide.entry('new.txt').click();
    await ide.page.keyboard.press('Delete');
    await ide.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Delete' }).click();
    await vi.waitFor(() => expect(existsSync(join(folder.dir, 'new.txt'))).toBe(false), 10_000);
  });

  it('went on without an error nobody caught, and asked for nothing its policy refuses', () => {
    expect(ide.errors).toEqual([]);
  });
});
