import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** Processor time the given processes have used, in hundredths of a second; `null` where the system does not tell. */
export function processorTime(pids: readonly number[]): number | null {
  if (platform() !== 'linux') return null;
  let ticks = 0;
  for (const pid of pids) {
    try {
      const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      // utime and stime, fields 14 and 15 of proc_pid_stat(5); the clock ticks 100 times a second on every Linux we know.
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // Ended in the meantime.
    }
  }
  return ticks;
}
