import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import type { ProcessRecord } from './schema.ts';

/** The record of a running process, `null` when it is gone. */
export function recordOf(pid: number): ProcessRecord | null {
  const started = startOf(pid);
  return started === null ? null : { pid, started };
}

/** Whether the recorded process still runs: the same number given to another process later does not count. */
export function isRunning(record: ProcessRecord | null): boolean {
  return record !== null && startOf(record.pid) === record.started;
}

/** When a process started, in the kernel's words; `null` when it is gone or only waits to be buried. */
function startOf(pid: number): string | null {
  return platform() === 'linux' ? startOnLinux(pid) : startByPs(pid);
}

function startOnLinux(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks and brackets: fields are counted from its end. See proc_pid_stat(5).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' || state === 'X' ? null : `${bootOf()}:${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}

let boot: string | null = null;

/** Start times count from boot, so that after a restart of the machine an old record could match by chance. */
function bootOf(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

function startByPs(pid: number): string | null {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [, stat = '', started = ''] = /^\s*(\S+)\s+(.+?)\s*$/.exec(text) ?? [];
    return started === '' || stat.startsWith('Z') ? null : started;
  } catch {
    return null;
  }
}
