import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** Environment variable that every process started for an environment inherits, with the name of its run. */
export const runVariable = 'GROUNDWORK_RUN';

/** Kills processes of a run that left their group (a daemon that forked twice). Only Linux shows another's environment. */
export function killEscaped(run: string): void {
  for (const pid of processesOf(run)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended in the meantime.
    }
  }
}

/** Ids of the processes whose run starts with the given name: a run of one service is `environment/service`. */
export function processesOf(run: string): number[] {
  if (platform() !== 'linux' || run === '') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(Number)
    .filter((pid) => pid !== process.pid)
    .filter((pid) => runOf(pid) === run || runOf(pid)?.startsWith(`${run}/`));
}

function runOf(pid: number): string | null {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
    const at = `\0${environment}`.indexOf(`\0${runVariable}=`);
    if (at === -1) return null;
    const start = at + runVariable.length + 1;
    const end = environment.indexOf('\0', start);
    return environment.slice(start, end === -1 ? undefined : end);
  } catch {
    // Another user's process, or one that ended.
    return null;
  }
}
