import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JailLimits } from './jail.ts';

/** A control group for one jail, in which the kernel itself counts processes and memory. */
export interface Group {
  /** Words before the command that is to be in it. */
  readonly words: readonly string[];
  /** What those words need to be told. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

const execute = promisify(execFile);
const root = '/sys/fs/cgroup';
const prefix = 'groundwork-jail-';

/**
 * A group of systemd's where it runs, for an ordinary user of their own; else one made directly, which root may. `null` where neither is
 * to be had: then processes are bounded by a limit of the kernel on a user, and memory is watched.
 */
export async function openGroup(limits: JailLimits): Promise<Group | null> {
  return (await scope(limits)) ?? direct(limits);
}

async function scope({ processes, memoryBytes }: JailLimits): Promise<Group | null> {
  const isRoot = process.getuid?.() === 0;
  const runtime = process.env['XDG_RUNTIME_DIR'] ?? '';
  if (!existsSync(isRoot ? '/run/systemd/private' : join(runtime, 'systemd/private'))) return null;
  const env: Record<string, string> = isRoot ? {} : { XDG_RUNTIME_DIR: runtime };
  const bounds = ['-p', `TasksMax=${processes}`, '-p', `MemoryMax=${memoryBytes}`, '-p', 'MemorySwapMax=0'];
  const words = ['systemd-run', ...(isRoot ? [] : ['--user']), '--scope', '--quiet', '--collect', ...bounds, '--'];
  try {
    const [program = '', ...rest] = words;
    await execute(program, [...rest, 'true'], { env: { PATH: process.env['PATH'] ?? '', ...env }, timeout: 10_000 });
  } catch {
    return null;
  }
  return { words, env: { PATH: process.env['PATH'] ?? '', ...env }, remove: () => {} };
}

function direct(limits: JailLimits): Group | null {
  if (process.getuid?.() !== 0) return null;
  const name = `${prefix}${process.pid}-${randomUUID()}`;
  const folders = existsSync(join(root, 'cgroup.controllers')) ? unified(name, limits) : byController(name, limits);
  if (folders === null) return null;
  const enter = 'while [ "$1" != -- ]; do echo $$ > "$1/cgroup.procs" || exit 1; shift; done; shift; exec "$@"';
  return {
    words: ['/bin/sh', '-c', enter, 'group', ...folders, '--'],
    env: {},
    remove: () => folders.forEach(tryRemove),
  };
}

/** https://docs.kernel.org/admin-guide/cgroup-v2.html */
function unified(name: string, { processes, memoryBytes }: JailLimits): string[] | null {
  sweep(root);
  const folder = join(root, name);
  try {
    writeFileSync(join(root, 'cgroup.subtree_control'), '+pids +memory');
    mkdirSync(folder);
    set(folder, 'pids.max', processes);
    set(folder, 'memory.max', memoryBytes);
    return [folder];
  } catch {
    tryRemove(folder);
    return null;
  }
}

/** https://docs.kernel.org/admin-guide/cgroup-v1/ */
function byController(name: string, { processes, memoryBytes }: JailLimits): string[] | null {
  const made: string[] = [];
  try {
    for (const [controller, file, value] of [
      ['pids', 'pids.max', processes],
      ['memory', 'memory.limit_in_bytes', memoryBytes],
    ] as const) {
      const parent = join(root, controller);
      sweep(parent);
      const folder = join(parent, name);
      mkdirSync(folder);
      made.push(folder);
      set(folder, file, value);
    }
    return made;
  } catch {
    made.forEach(tryRemove);
    return null;
  }
}

function set(folder: string, file: string, value: number): void {
  writeFileSync(join(folder, file), String(value));
  readFileSync(join(folder, 'cgroup.procs'));
}

/** Groups of jails whose owner was killed; one that is in use cannot be removed. */
function sweep(parent: string): void {
  // One that was just made and not entered yet is empty too: only the owner tells.
  for (const name of readdirSync(parent)) if (name.startsWith(prefix) && !isOwned(name)) tryRemove(join(parent, name));
}

function isOwned(name: string): boolean {
  try {
    process.kill(Number(name.slice(prefix.length).split('-')[0]), 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function tryRemove(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // In use, or gone.
  }
}
