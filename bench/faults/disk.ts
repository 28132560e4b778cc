import { execFileSync } from 'node:child_process';
import { chownSync, closeSync, cpSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buyTea, lostOrders } from './orders.ts';
import { World, type Row } from './world.ts';

const sizeMb = 400;

/** Fills the disk a project lies on: before it comes up, and while it is up and written to. Needs root, to mount a small tmpfs. */
export async function fullDisk(runs: number): Promise<Row> {
  const fault = `a full disk (tmpfs of ${sizeMb} MB)`;
  if (process.getuid?.() !== 0) return { fault: `${fault}: not run, it takes root to mount one`, runs: 0, wrong: [] };
  const world = new World().example('tea-shop');
  const aside = mkdtempSync(join(tmpdir(), 'groundwork-aside-'));
  cpSync(world.dir, aside, { recursive: true });
  rmSync(world.dir, { recursive: true });
  execFileSync('mkdir', [world.dir]);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=755,uid=65534,gid=65534`, 'tmpfs', world.dir]);
  const wrong: string[] = [];
  try {
    cpSync(aside, world.dir, { recursive: true });
    world.files({});
    for (let run = 1; run <= runs; run += 1) {
      const { taken, stop } = buyTea(world);
      if (run % 2 === 1) {
        const { code, said } = await world.up();
        if (code !== 0) wrong.push(`run ${run}: up ended with ${code}: ${said.trim()}`);
      }
      const filler = fill(world.dir);
      await sleep(1_500);
      const { code, said } = await world.up();
      if (code !== 0 && !/disk is full|no space left|ENOSPC/i.test(said))
        wrong.push(`run ${run}: up did not say why it failed: ${said.trim()}`);
      await stop();
      rmSync(filler, { force: true });
      await world.groundwork('down');
      const left = await world.orphans();
      if (left > 0) wrong.push(`run ${run}: ${left} processes were left`);
      const next = await world.up();
      if (next.code !== 0) wrong.push(`run ${run}: with space again, up ended with ${next.code}: ${next.said.trim()}`);
      const lost = next.code === 0 ? await lostOrders(world, taken) : [];
      if (lost.length > 0) wrong.push(`run ${run}: ${lost.length} orders were lost`);
      if (run % 2 === 1) await world.groundwork('down');
    }
    return { fault, runs, wrong };
  } finally {
    await world.groundwork('reset', '--yes');
    execFileSync('umount', ['-l', world.dir]);
    rmSync(aside, { recursive: true, force: true });
    await world.remove();
  }
}

/** A file that takes the last byte. */
function fill(dir: string): string {
  const path = join(dir, 'filler');
  const file = openSync(path, 'w');
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size));
    } catch {
      // It does not fit any more: a smaller piece may.
    }
  }
  closeSync(file);
  chownSync(path, 65_534, 65_534);
  return path;
}
