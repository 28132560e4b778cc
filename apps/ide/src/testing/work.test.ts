import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasChromium } from './browser.ts';
import { openIde, type Ide } from './ide.ts';

describe.runIf(hasChromium)('a window on a bakery', { timeout: 90_000 }, () => {
  let ide: Ide;
  beforeAll(async () => {
    ide = await openIde({
      files: { 'oven.py': 'heat = 220\nloaves = 12\n', 'README.md': '# Bakery\n', 'shelf/rolls.txt': 'rolls: 12\nloaves: 3\n' },
    });
  }, 90_000);
  afterAll(() => ide?.close());

  const onDisk = (path: string): string => readFileSync(join(ide.dir, path), 'utf8');

  test('opens, edits and saves a file', async () => {
    const { window, page } = ide;
    await window.entry('oven.py').dblclick();
    await window.lines.waitFor();
    await window.goToLine(1);
    await page.keyboard.type('0');
    await window.save();
    expect(onDisk('oven.py')).toBe('heat = 2200\nloaves = 12\n');
  });

  test('shows what changed on disk', async () => {
    writeFileSync(join(ide.dir, 'oven.py'), 'heat = 180\nloaves = 12\n');
    await ide.window.lines.getByText('180').waitFor();
    expect(await ide.window.tab('oven.py').getAttribute('class')).not.toContain('dirty');
  });

  test('edits that are not saved survive the server, which is killed and started again', async () => {
    const { window, page } = ide;
    await window.goToLine(2);
    await page.keyboard.type(' + 1');
    await ide.server.kill();
    await page.keyboard.type(' + 2');
    await ide.serveAgain();
    await window.save();
    expect(onDisk('oven.py')).toBe('heat = 180\nloaves = 12 + 1 + 2\n');
  });

  test('after a reload the editors are there, and what was not saved', async () => {
    const { window, page } = ide;
    await window.goToLine(2);
    await page.keyboard.type(' + 3');
    await page.waitForTimeout(1500);
    await window.reload();
    await window.lines.getByText('+ 3').waitFor();
    await window.save();
    expect(onDisk('oven.py')).toContain('12 + 1 + 2 + 3');
  });

  test('nothing went wrong by itself, and the policy of the page refused nothing', () => {
    expect(ide.complaints).toEqual([]);
  });
});
