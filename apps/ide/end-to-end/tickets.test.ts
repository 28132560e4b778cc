// A ticket from words to a branch, as a person has it done in the browser, with the keyboard alone. The model says what it is told to:
// this shows that the whole path holds (*pipeline conformance*), and nothing of how well a model works.
import { requireProgram, requirement } from '@groundwork/testing';
import type { Browser } from 'playwright-core';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { openBaker, openBakery, type Baker } from './harness/bakery.ts';
import { git, type Folder } from './harness/folder.ts';
import { press, violations } from './harness/page.ts';
import { startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench } from './harness/window.ts';

const wanted =
  requireProgram('bwrap', 'apt-get install bubblewrap') &&
  requireProgram('chromium', 'apt-get install chromium') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

const words = 'The oven of `oven.js` bakes at 220 degrees, and `recipes/rye.md` is faster';
const id = 'oven-oven-js-bakes-220';
const patient = { timeout: 60_000 };

describe.runIf(wanted)('a person has a ticket solved', { timeout: 120_000 }, () => {
  let baker: Baker;
  let folder: Folder;
  let server: RunningServer;
  let browser: Browser;
  let ide: Workbench;
  const file = (): string => join(folder.dir, 'tickets', `${id}.md`);
  const serve = (): Promise<RunningServer> => startServer(folder.dir, { XDG_STATE_HOME: join(dirname(folder.dir), 'state') });
  const branches = (): string[] => git(folder.dir, 'branch', '--format=%(refname:short)').trim().split('\n');
  const look = async (name: string, within = '.ticket'): Promise<void> => {
    await ide.screenshot(`${name}-dark`);
    expect(await violations(ide, within)).toEqual([]);
  };

  beforeAll(async () => {
    baker = await openBaker();
    folder = openBakery();
    server = await serve();
    browser = await openBrowser();
    ide = await Workbench.open(browser, server.url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await baker?.model.close();
    folder?.remove();
  }, 60_000);

  beforeEach(({ task }) => {
    onTestFailed(() => ide.screenshot(`failed-${task.name.replaceAll(/\W+/g, '-')}`));
  });

  it('says what is wanted, and answers what is asked', async () => {
    await ide.statusBar('not running').waitFor({ timeout: 60_000 });
    await ide.command('Groundwork: New Ticket');
    await ide.webview('.ticket textarea:focus');
    await ide.page.keyboard.type(words);
    await ide.page.keyboard.press('Control+Enter');
    await ide.webview('.question:has-text("What shows that it is done?")');
    await look('ticket-draft');
    await press(ide, '.question', 'test test/oven.test.js');
    await ide.webview('.ticket:not(:has-text("What shows that it is done?"))');
    await press(ide, '.question', 'it is intent');
    await ide.webview('.ticket:not(:has(.question))');
    expect(existsSync(file())).toBe(false);
    await press(ide, 'footer', 'Write the Ticket');
    await expect.poll(() => existsSync(file()), patient).toBe(true);
    expect(readFileSync(file(), 'utf8')).toContain('test: test/oven.test.js');
  });

  it('approves it as it is shown', async () => {
    await ide.webview('.chip:has-text("not approved")');
    await look('ticket-proposed');
    await press(ide, 'footer', 'Approve');
    await ide.webview('.chip.approved');
    expect(baker.model.requests).toEqual([]);
  });

  it('is told that there is no model, and chooses one in place', async () => {
    await press(ide, 'footer', 'Solve');
    await ide.webview('.failure:has-text("No model was chosen yet")');
    await look('ticket-no-model');
    expect(baker.model.requests).toEqual([]);
    await press(ide, '.failure', 'Choose a Model');
    await ide.page.locator('.quick-input-widget', { hasText: 'Model that works on tickets' }).waitFor();
    await ide.page.keyboard.type(`one@${baker.model.url}/v1`);
    await ide.page.keyboard.press('Enter');
  });

  it('reads the plan, reloads the window, has the plan made otherwise, and lets it go on', async () => {
    await ide.webview('.step:has-text("The recipe: half an hour")', 60_000);
    await ide.webview('.chip:has-text("waits for you")');
    await ide.page.reload();
    await ide.ready();
    await ide.webview('.step:has-text("The recipe: half an hour")', 60_000);
    await (await ide.webview('.steer input')).focus();
    await ide.page.keyboard.type('With a test');
    await ide.page.keyboard.press('Enter');
    await ide.webview('.step:has-text("A test that says so")', 60_000);
    await ide.webview('.chip:has-text("waits for you")');
    await look('ticket-plan');
    expect(baker.model.requests.length).toBe(3);
    await press(ide, '.steer', 'Go On');
  });

  it('sees what it does, and says something to it', async () => {
    await baker.at('oven');
    baker.go('oven');
    await ide.webview('.step:has-text("Edit oven.js")', 60_000);
    await ide.webview('.ticket section:has-text("1 file changed") button:has-text("oven.js")', 60_000);
    await baker.at('test');
    await (await ide.webview('.steer input')).focus();
    await ide.page.keyboard.type('Leave the loaf alone');
    await ide.page.keyboard.press('Enter');
    const said = await ide.webview('.ticket li:has-text("Leave the loaf alone")', 60_000);
    expect(await said.innerText()).toMatch(/^You/);
    await look('ticket-working');
  });

  it('loses nothing when the server is killed, and goes on when it is back', async () => {
    await server.kill();
    server = await serve();
    await ide.webview('.chip:has-text("paused")', 60_000);
    await ide.webview('.step:has-text("Edit oven.js")');
    await press(ide, 'footer', 'Resume');
    await ide.webview('.chip:has-text("being worked on")', 60_000);
    baker.go('test');
    await ide.webview('.step:has-text("Edit test/oven.test.js")', 60_000);
    expect(git(folder.dir, 'status', '--porcelain', '--untracked-files=no')).toBe('');
  });

  it('stops it, and has it go on', async () => {
    await baker.at('recipe');
    await press(ide, 'footer', 'Stop');
    await ide.webview('.chip:has-text("paused")', 60_000);
    expect(await (await ide.webview('footer p')).innerText()).toBe('It was stopped while it worked. It goes on where it was.');
    await look('ticket-stopped');
    baker.go('recipe');
    await press(ide, 'footer', 'Resume');
  });

  it('sees what was checked, before and after, and what it cost', async () => {
    await ide.webview('.outcome.resolved', 60_000);
    const check = await ide.webview('.check:has-text("Test test/oven.test.js")');
    expect(await check.innerText()).toMatch(/exit 1 → exit 0/);
    await look('ticket-resolved');
    expect(readFileSync(join(folder.dir, 'oven.js'), 'utf8')).toContain('degrees = 180');
    expect(branches()).toEqual(['main']);
  });

  it('reads the receipt beside the diff, file by file', async () => {
    await press(ide, '.ticket', 'oven.js');
    const diff = ide.page.locator('.monaco-diff-editor');
    const compared = async (): Promise<string> => (await diff.innerText()).replaceAll('\u00a0', ' ');
    await expect.poll(compared, patient).toMatch(/degrees = 180[\s\S]*degrees = 220/);
    await ide.webview('.beside .file:has-text("oven.js")');
    await look('receipt', '.beside');
    await press(ide, '.beside', 'recipes/rye.md');
    await expect.poll(compared, patient).toMatch(/half an hour/);
    await ide.webview('.beside .file h2:has-text("recipes/rye.md")');
  });

  it('has the branch made by a button, and its own files stay', async () => {
    await press(ide, '.beside footer', 'Make the Branch');
    await ide.webview(`.beside footer:has-text("groundwork/${id}")`);
    expect(branches()).toEqual([`groundwork/${id}`, 'main']);
    expect(git(folder.dir, 'show', `groundwork/${id}:oven.js`)).toContain('degrees = 220');
    expect(git(folder.dir, 'status', '--porcelain', '--untracked-files=no')).toBe('');
    await look('receipt-delivered', '.beside');
  });

  it('finds it in the list, and another window in the light sees the same', async () => {
    const dark = ide;
    await dark.command('View: Show Groundwork');
    const row = (of: Workbench) => of.page.locator('.monaco-list-row', { hasText: id }).filter({ hasText: 'resolved' }).first();
    expect(await dark.sees(row(dark))).toBe(true);
    const light = await Workbench.open(browser, server.url, 'light');
    await light.command('View: Show Groundwork');
    await row(light).click();
    await light.webview('.outcome.resolved', 60_000);
    await light.screenshot('ticket-resolved-light');
    expect(await violations(light, '.ticket')).toEqual([]);
    await press(light, '.ticket', 'oven.js');
    await light.webview('.beside .file:has-text("oven.js")');
    await light.screenshot('receipt-light');
    expect(await violations(light, '.beside')).toEqual([]);
    expect([...dark.errors, ...light.errors]).toEqual([]);
    await light.close();
  });
});
