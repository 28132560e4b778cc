/**
 * What the workspace server holds with one window open on an example, a file open in it and the map beside it:
 *   node --conditions=groundwork-source bench/ide/memory.ts
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyOfExample } from '../../apps/ide/end-to-end/harness/folder.ts';
import { startServer } from '../../apps/ide/end-to-end/harness/serve.ts';
import { openBrowser, Workbench } from '../../apps/ide/end-to-end/harness/window.ts';

/** Bytes resident. */
export const memoryTarget = 150_000_000;
/** What was needed only to begin has been given back by then, in milliseconds. */
const settled = 15_000;

export async function measureMemory(): Promise<number> {
  const { dir, remove } = copyOfExample('tea-shop');
  const server = await startServer(dir);
  const browser = await openBrowser();
  const window = await Workbench.open(browser, server.url);
  await window.statusBar('not running').waitFor();
  await window.openFile('database.js');
  await window.lens(/postgres/).waitFor();
  await window.command('Groundwork: Show the Map');
  await window.webview('.map button:has-text("db")');
  await sleep(settled);
  const bytes = residentBytes(server.process.pid ?? 0);
  await browser.close();
  await server.stop();
  remove();
  return bytes;
}

function residentBytes(pid: number): number {
  const [, kibibytes = ''] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}

if (import.meta.main) {
  process.stdout.write(
    `memory of the server, one window: ${((await measureMemory()) / 1e6).toFixed(0)} MB (target ${memoryTarget / 1e6} MB)\n`,
  );
}
