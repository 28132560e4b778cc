import { exitCodes, GroundworkError } from '@groundwork/host';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, recordOf } from './process.ts';
import { processSchema, type ProcessRecord } from './schema.ts';
import { readJson } from './store.ts';

/** Whoever holds a lock; `null` when it is free or its holder died. */
export function holderOf(file: string): ProcessRecord | null {
  const holder = readJson(file, processSchema);
  return holder !== null && isRunning(holder) ? holder : null;
}

/**
 * Takes a lock for this process; `false` when a living process holds it. A lock left by a process that was killed is taken over.
 * The file appears with its content or not at all: a link to a finished file fails when the name is taken.
 */
export function takeLock(file: string): boolean {
  const own = recordOf(process.pid);
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, JSON.stringify(own), { mode: 0o600 });
  try {
    if (link(beside, file)) return true;
    if (holderOf(file) !== null || !putAside(file)) return false;
    return link(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Gives back a lock this process holds; another's stays. */
export function releaseLock(file: string): void {
  if (readJson(file, processSchema)?.pid === process.pid) rmSync(file, { force: true });
}

/** Runs `action` while holding a lock. Throws `state.locked` (exit 75) when it is not free within `waitMs`. */
export async function withLock<T>(file: string, action: () => Promise<T>, waitMs = 10_000): Promise<T> {
  const until = Date.now() + waitMs;
  while (!takeLock(file)) {
    if (Date.now() > until) throw locked(file);
    await sleep(50);
  }
  try {
    return await action();
  } finally {
    releaseLock(file);
  }
}

function locked(file: string): GroundworkError {
  const holder = holderOf(file);
  return new GroundworkError({
    code: 'state.locked',
    message: `Another groundwork${holder ? ` (process ${holder.pid})` : ''} works on this environment`,
    where: file,
    fix: 'Wait for it to end, then run the same command again',
    exit: exitCodes.tryAgain,
  });
}

/** Moves a dead holder's lock away. Looks again at what it moved: another process may have taken the lock in between. */
function putAside(file: string): boolean {
  const aside = `${file}.${process.pid}.aside`;
  try {
    renameSync(file, aside);
  } catch {
    return true;
  }
  const alive = holderOf(aside) !== null;
  if (alive) link(aside, file);
  rmSync(aside, { force: true });
  return !alive;
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
}
