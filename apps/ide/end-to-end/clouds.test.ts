// An environment of a cloud, from nothing to nothing, as a person makes it: against an emulator of AWS over HTTP. Images are built by a
// program that only says so: what it would push nobody runs there.
import { requireProgram, requirement, requireTool, startMinistack, type Ministack } from '@groundwork/testing';
import type { Browser } from 'playwright-core';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { folderOf, git, type Folder } from './harness/folder.ts';
import { startServer, type RunningServer } from './harness/serve.ts';
import { openBrowser, Workbench } from './harness/window.ts';

const program = requireTool('ministack');
const wanted =
  program !== null &&
  requireProgram('chromium', 'apt-get install chromium') &&
  requirement('the built shell, in a browser', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test');

const bakery = {
  'package.json': JSON.stringify({
    name: 'bakery',
    type: 'module',
    scripts: { start: 'node counter.js' },
    dependencies: { express: '5.1.0', '@aws-sdk/client-s3': '3.900.0' },
  }),
  'counter.js': `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import express from 'express';

const shelf = new S3Client({});
const counter = express();
counter.get('/loaves/:name', async ({ params }, answer) => {
  const { Body } = await shelf.send(new GetObjectCommand({ Bucket: process.env.SHELF, Key: params.name }));
  Body.pipe(answer);
});
counter.listen(process.env.PORT ?? 8000);
`,
  'groundwork.yaml': 'resources:\n  storage:\n    need: required\n',
};

const builder = `#!/bin/sh
case "$1 $2" in
  "buildx inspect") echo "Driver: docker-container";;
  "buildx build")
    while [ $# -gt 0 ]; do [ "$1" = --metadata-file ] && out=$2; shift; done
    cat > /dev/null
    echo '{"containerimage.digest":"sha256:${'a'.repeat(64)}"}' > "$out";;
  *) exit 1;;
esac
`;

describe.runIf(wanted)('a person deploys to a cloud', { timeout: 120_000 }, () => {
  let cloud: Ministack;
  let folder: Folder;
  let server: RunningServer;
  let browser: Browser;
  let ide: Workbench;
  const record = (): string => join(folder.dir, '.groundwork/staging/deployed.json');

  beforeAll(async () => {
    cloud = await startMinistack(program ?? '');
    folder = folderOf('bakery', bakery);
    git(folder.dir, 'init', '-q');
    const programs = join(dirname(folder.dir), 'bin');
    mkdirSync(programs);
    writeFileSync(join(programs, 'docker'), builder);
    chmodSync(join(programs, 'docker'), 0o755);
    server = await startServer(folder.dir, { ...cloud.env, PATH: `${programs}:${process.env['PATH'] ?? ''}` });
    browser = await openBrowser();
    ide = await Workbench.open(browser, server.url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await cloud?.stop();
    folder?.remove();
  }, 60_000);

  beforeEach(({ task }) => {
    onTestFailed(() => ide.screenshot(`failed-${task.name.replaceAll(' ', '-')}`));
  });

  const enter = async (text: string): Promise<void> => {
    const box = ide.page.locator('.quick-input-widget input').first();
    await box.waitFor();
    await box.fill(text);
    await ide.page.keyboard.press('Enter');
  };
  const placeholder = (title: string) => ide.page.locator('.quick-input-widget', { hasText: title });

  it('adds an environment, and reads what it would be before anything is made', async () => {
    expect(await ide.sees(ide.statusBar('not running'))).toBe(true);
    await ide.command('Groundwork: Add an Environment');
    await placeholder('Where is it?').waitFor();
    await ide.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Amazon Web Services' }).click();
    await placeholder('What is it called?').waitFor();
    await enter('staging');
    await placeholder('Region').waitFor();
    await enter('us-east-1');
    const plan = await ide.webview('.cloud h1:has-text("staging")', 60_000);
    expect(await plan.isVisible()).toBe(true);
    expect(await (await ide.webview('.cloud >> text=/about \\$\\d+ \\/ month/')).isVisible()).toBe(true);
    await ide.screenshot('cloud-plan-dark');
    expect(existsSync(record())).toBe(false);
  });

  it('sees what the service may do there, and goes to the call that needs it', async () => {
    await (await ide.webview('button:has-text("counter.js:7")')).click();
    expect(await ide.sees(ide.tab('counter.js'))).toBe(true);
    expect(await (await ide.webview('.cloud >> text=s3:GetObject')).isVisible()).toBe(true);
  });

  it('deploys what was read, by saying so', async () => {
    await (await ide.webview('.cloud button:has-text("Deploy")')).click();
    await expect.poll(() => existsSync(record()), { timeout: 60_000 }).toBe(true);
    await ide.page.locator('.notifications-toasts', { hasText: 'deployed to staging' }).first().waitFor({ timeout: 30_000 });
    expect(await (await ide.webview('.cloud >> text=It is as the code says.')).isVisible()).toBe(true);
    await ide.screenshot('cloud-deployed-dark');
  });

  it('reads above the code where it runs and what it costs there', async () => {
    await ide.openFile('counter.js');
    expect(await ide.sees(ide.lens(/web bakery · not running · staging \$\d/))).toBe(true);
    await ide.screenshot('cloud-lens-dark');
  });

  it('sees in the map how things are there', async () => {
    await ide.command('Groundwork: Show the Map');
    await (await ide.webview('.map select.place')).selectOption('staging');
    expect(await ide.sees(await ide.webview('.map .bar button:has-text("Plan")'))).toBe(true);
    const card = await ide.webview('.map .card:has-text("bakery"):has-text("ready")');
    expect(await card.innerText()).toMatch(/\$\d/);
    await ide.screenshot('cloud-map-dark');
  });

  it('removes it, and is asked about what holds data by its name', async () => {
    await ide.command('Groundwork: Remove What Is Deployed');
    const only = ide.page.locator('.quick-input-list .monaco-list-row', { hasText: 'staging' });
    if (await ide.sees(only, 3_000)) await only.click();
    await ide.page.locator('.monaco-dialog-box button, .monaco-dialog-box .monaco-button', { hasText: 'Remove' }).first().click();
    await placeholder('storage holds data').waitFor();
    await enter('storage');
    await expect.poll(() => existsSync(record()), { timeout: 60_000 }).toBe(false);
    expect(ide.errors).toEqual([]);
  });
});
