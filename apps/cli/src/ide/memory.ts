import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';

/** A look at the clock of the process, this often. */
const everyMs = 3000;
/** Used of one processor, below which nobody waits for anything. */
const idleShare = 0.05;
/** Less than this much, or than a quarter of what stayed the last time, is not worth a third of a second. */
const worthBytes = 12_000_000;

/**
 * Keeps the space for new objects at its first size. A server lives for days beside what a person develops and has little to do: with
 * one window on a scanned example it has 136 MB instead of 159 MB, for a tenth more processor time while a large folder is read.
 * What was needed only for a moment, such as to read a folder, is given back once nothing happens: V8 by itself waits for memory to
 * be needed, which in a process at rest it never is.
 */
export function keepSmall(signal: AbortSignal): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const collect = z.custom<typeof globalThis.gc>((given) => typeof given === 'function').parse(runInNewContext('gc'));
  let kept = 0;
  let before = process.cpuUsage();
  let quiet = 0;
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    quiet = (user + system) / 1000 < everyMs * idleShare ? quiet + 1 : 0;
    if (quiet < 2 || process.memoryUsage().heapTotal < kept + Math.max(worthBytes, kept / 4)) return;
    quiet = 0;
    void give();
  }, everyMs).unref();
  const give = async (): Promise<void> => {
    await collect?.({ type: 'major', execution: 'async', flavor: 'last-resort' });
    kept = process.memoryUsage().heapTotal;
    before = process.cpuUsage();
  };
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
