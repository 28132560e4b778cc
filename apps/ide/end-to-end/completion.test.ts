// Completion as you type, in the shell, with a model that says what it was told to: pipeline conformance.
import { scriptedModel, type ScriptedModel } from '@groundwork/gateway/testing';
import { requireProgram, requirement } from '@groundwork/testing';
import type { Browser } from 'playwright-core';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { copyOfExample, type Folder } from './harness/folder.ts';
import { startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench } from './harness/window.ts';

const wanted =
  requireProgram('chromium', 'apt-get install chromium') &&
  requireProgram('git', 'apt-get install git') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

describe.runIf(wanted)('a person is completed in the tea shop', { timeout: 120_000 }, () => {
  let folder: Folder;
  let home: string;
  let server: RunningServer;
  let model: ScriptedModel;
  let browser: Browser;
  let ide: Workbench;

  beforeAll(async () => {
    folder = copyOfExample('tea-shop');
    home = mkdtempSync(join(tmpdir(), 'groundwork-home-'));
    model = await scriptedModel(() => ({ text: 'listTeas();\n' }));
    const config = join(home, 'config', 'groundwork');
    mkdirSync(config, { recursive: true });
    // As a person's own settings say it, beside the settings of the editor.
    writeFileSync(join(config, 'settings.json'), JSON.stringify({ 'groundwork.model': `qwen2.5-coder@${model.url}/v1` }));
    server = await startServer(folder.dir, { XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: join(home, 'config') });
    browser = await openBrowser();
    ide = await Workbench.open(browser, server.url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await model?.close();
    folder.remove();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);

  beforeEach(({ task }) => {
    onTestFailed(() => ide.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`));
  });

  it('says which model completes', async () => {
    await ide.openFile('server.js');
    expect(await ide.sees(ide.statusBar('qwen2.5-coder'), 60_000)).toBe(true);
  });

  it('shows a suggestion beside the cursor, takes it with Tab, and counts it', async () => {
    await ide.goTo(6, 26);
    await ide.page.keyboard.press('End');
    await ide.page.keyboard.press('Enter');
    await ide.page.keyboard.type('const teas = await ', { delay: 30 });
    const ghost = ide.page.locator('.ghost-text, .ghost-text-decoration, .ghost-text-decoration-preview', { hasText: 'listTeas' }).first();
    expect(await ide.sees(ghost, 60_000)).toBe(true);
    await ide.screenshot('completion');
    await ide.page.keyboard.press('Tab');
    await expect.poll(() => ide.shown(), { timeout: 20_000 }).toContain('const teas = await listTeas();');
    const numbers = (): string => {
      try {
        return readFileSync(join(home, 'state/groundwork/completion.json'), 'utf8');
      } catch {
        return '';
      }
    };
    await expect.poll(numbers, { timeout: 20_000 }).toMatch(/"accepted":1,.*"acceptedCharacters":11/);
    const [asked] = model.requests;
    expect(JSON.stringify(asked?.raw)).toContain('<|fim_prefix|>');
    // What server.js imports, from the files that declare it.
    expect(JSON.stringify(asked?.raw)).toContain('<|file_sep|>shop.js');
  });

  it('is switched off with a click', async () => {
    await ide.statusBar('qwen2.5-coder').click();
    expect(await ide.sees(ide.statusBar('completion off'))).toBe(true);
  });
});
