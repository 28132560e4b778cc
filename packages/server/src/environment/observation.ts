import { createStateVersion } from '@groundwork/toolkit';

/** A person sees nothing sooner; a few calls of the kernel each time. */
const everyMs = 200;

/**
 * Looks whether anything of an environment changed, whoever changed it, and says so once for each change: its files are looked at and
 * not watched, since what dies writes none.
 */
export function observe(dir: string, { looked, changed, signal }: Observed): void {
  const stateVersion = createStateVersion(dir);
  let version = stateVersion();
  const timer = setInterval(() => {
    looked();
    const now = stateVersion();
    if (now === version) return;
    version = now;
    changed();
  }, everyMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

export interface Observed {
  /** Every time it was looked at. */
  readonly looked: () => void;
  readonly changed: () => void;
  readonly signal: AbortSignal;
}
