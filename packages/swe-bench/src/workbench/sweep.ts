import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from './places.ts';

/** Removes what runs left behind that were killed: folders that are named after a process which is gone. */
export function sweep({ scratch }: Places): void {
  if (!existsSync(scratch)) return;
  for (const name of readdirSync(scratch)) {
    const owner = /\.(\d+)(?:\.\d+)?$/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(scratch, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another person runs too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
