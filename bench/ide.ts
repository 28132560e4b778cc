/**
 * Measures the IDE against what it should feel like:
 *   npm run bench:ide -- FOLDER
 * Until the workbench is interactive from cold, what the server holds with one window, what is shipped, and what a keystroke costs in
 * FOLDER, a large repository that is only read.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { coldTarget, measureCold } from './ide/cold.ts';
import { measureMemory, memoryTarget } from './ide/memory.ts';
import { shippedBytes, shippedTarget } from './ide/shipped.ts';

const [, , folder] = process.argv;
if (folder === undefined) {
  process.stderr.write('usage: npm run bench:ide -- FOLDER\n');
  process.exitCode = 2;
} else {
  const { explorer, keystroke } = await measureCold(5);
  line(
    'workbench from cold, median of 5',
    `${seconds(keystroke)} to a keystroke that works, ${seconds(explorer)} to its files`,
    keystroke,
    coldTarget,
  );
  const memory = await measureMemory();
  line('server memory with one window', mega(memory), memory, memoryTarget);
  const shipped = shippedBytes();
  line('shipped, gzipped', mega(shipped), shipped, shippedTarget);
  const script = fileURLToPath(new URL('ide/keystroke.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, ['--conditions=groundwork-source', script, folder], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

function line(what: string, figure: string, value: number, target: number): void {
  process.stdout.write(`${what.padEnd(34)} ${figure} (${(value / target).toFixed(2)} of the target)\n`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function mega(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
