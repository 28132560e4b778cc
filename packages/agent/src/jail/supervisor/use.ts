import { readFileSync } from 'node:fs';
import type { Most } from '../messages.ts';
import { processes } from './namespace.ts';

const lookEveryMs = 500;
const pageBytes = 4096;

/** Where the machine has no control groups for us: adds up what the jail's processes use, and says once what is too much. */
export function watchUse(most: Most, over: (reason: 'memory' | 'processes') => void): void {
  const timer = setInterval(() => {
    const all = processes();
    const reason = all.length > most.processes ? 'processes' : memoryOf(all) > most.memoryBytes ? 'memory' : null;
    if (reason === null) return;
    clearInterval(timer);
    over(reason);
  }, lookEveryMs);
}

/** Resident memory that is no file's and not shared: counting shared pages once for each would count a database many times. */
function memoryOf(pids: readonly number[]): number {
  let pages = 0;
  for (const pid of pids) {
    try {
      const [, resident = '0', shared = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
      pages += Number(resident) - Number(shared);
    } catch {
      // It has ended meanwhile.
    }
  }
  return pages * pageBytes;
}
