import { cancelled, tookTooLong } from './errors.ts';

/**
 * Runs something that has to be stopped at a server: `stop` is called when the person cancels or it takes too long, and the error
 * then says which of both, whatever the server says about it.
 */
export async function stoppable<T>(
  action: () => Promise<T>,
  { signal, ms, stop }: { readonly signal: AbortSignal; readonly ms: number; readonly stop: () => Promise<unknown> | void },
): Promise<T> {
  if (signal.aborted) throw cancelled();
  let why: 'cancelled' | 'late' | null = null;
  const end = (because: 'cancelled' | 'late'): void => {
    why ??= because;
    Promise.resolve(stop()).catch(() => {});
  };
  const abort = (): void => end('cancelled');
  const timer = setTimeout(() => end('late'), ms);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await action();
  } catch (cause) {
    if (why === 'cancelled') throw cancelled();
    throw why === 'late' ? tookTooLong(ms) : cause;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
