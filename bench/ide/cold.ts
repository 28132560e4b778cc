/**
 * From nothing to work, in a Chromium that has never seen the shell:
 *   node --conditions=groundwork-source bench/ide/cold.ts [--rounds 5]
 * From the first request for the page until the explorer shows files, and until what is typed into a file that was opened is there.
 */
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { copyOfExample } from '../../apps/ide/end-to-end/harness/folder.ts';
import { startServer } from '../../apps/ide/end-to-end/harness/serve.ts';
import { openBrowser, Workbench } from '../../apps/ide/end-to-end/harness/window.ts';

/** Milliseconds until a keystroke works. */
export const coldTarget = 5000;

export interface Cold {
  readonly explorer: number;
  readonly keystroke: number;
}

/** The median of some rounds, each with an empty cache. */
export async function measureCold(rounds: number): Promise<Cold> {
  const { dir, remove } = copyOfExample('tea-shop');
  const server = await startServer(dir);
  const browser = await openBrowser();
  const taken: Cold[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await openOnce(browser, server.url));
  await browser.close();
  await server.stop();
  remove();
  const median = (of: (cold: Cold) => number): number => taken.map(of).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  return { explorer: median(({ explorer }) => explorer), keystroke: median(({ keystroke }) => keystroke) };
}

async function openOnce(browser: Browser, url: string): Promise<Cold> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const window = new Workbench(await context.newPage());
  const began = performance.now();
  await window.page.goto(url);
  await window.entry('server.js').waitFor();
  const explorer = performance.now() - began;
  await window.entry('server.js').click();
  await window.lines.getByText('import').first().waitFor();
  await window.lines.click();
  await window.page.keyboard.type('quick');
  await window.lines.getByText('quick').first().waitFor();
  const keystroke = performance.now() - began;
  await context.close();
  return { explorer, keystroke };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
  const { explorer, keystroke } = await measureCold(Number(values.rounds));
  process.stdout.write(`cold: explorer ${seconds(explorer)}, a keystroke works ${seconds(keystroke)} (target ${seconds(coldTarget)})\n`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
