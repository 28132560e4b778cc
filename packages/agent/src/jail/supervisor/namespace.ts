import { readdirSync, readlinkSync } from 'node:fs';

/** The user namespace of a process; `null` where it has ended. */
export function namespaceOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/user`);
  } catch {
    return null;
  }
}

/** Processes that can be seen, by id. */
export function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Ends all processes of a namespace. They are stopped before, so that none starts another meanwhile. */
export function killAll(namespace: string): void {
  const stopped = new Set<number>();
  const members = (): number[] => processes().filter((pid) => namespaceOf(String(pid)) === namespace);
  for (let round = 0; round < 100; round += 1) {
    const running = members().filter((pid) => !stopped.has(pid));
    if (running.length === 0) break;
    for (const pid of running) {
      signal(pid, 'SIGSTOP');
      stopped.add(pid);
    }
  }
  for (const pid of new Set([...stopped, ...members()])) if (namespaceOf(String(pid)) === namespace) signal(pid, 'SIGKILL');
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
