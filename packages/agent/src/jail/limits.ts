import { totalmem } from 'node:os';
import type { JailLimits } from './jail.ts';

const gib = 1024 ** 3;

/** Room for a build, a few databases and an agent; too little for a machine to suffer from. */
export function limitsOf(asked: Partial<JailLimits> = {}): JailLimits {
  return {
    processes: 2048,
    memoryBytes: Math.max(2 * gib, Math.floor(totalmem() * 0.75)),
    diskBytes: 20 * gib,
    fileBytes: 8 * gib,
    cpuSeconds: 4 * 60 * 60,
    ...asked,
  };
}

/**
 * Words before a command inside. Processes are counted per user namespace, so that those the person runs do not count
 * (user_namespaces(7), `RLIMIT_NPROC`); root is not held by that one, and gets a control group or is watched.
 */
export function rlimitWords(prlimit: string, { processes, fileBytes, cpuSeconds }: JailLimits): string[] {
  return [prlimit, `--nproc=${processes}`, `--fsize=${fileBytes}`, `--cpu=${cpuSeconds}`, '--core=0', '--'];
}
