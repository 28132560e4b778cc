import { isLost, toProviderError } from './errors.ts';

/** Asks again when the server went away meanwhile, unless `done` finds that it was done. Fails with what the workbench understands. */
export async function askAgain<T>(ask: () => Promise<T>, done?: () => Promise<T | null>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!isLost(cause)) throw toProviderError(cause);
  }
  const before = (await done?.().catch(() => null)) ?? null;
  return before ?? (await askAgain(ask, done));
}
