/** When a service that ended is started again, and when that is given up. */
export interface Backoff {
  /** Milliseconds to wait before the next start, `null` when it ended too often. */
  next(now: number): number | null;
}

const firstMs = 500;
const longestMs = 30_000;
/** This many ends within the window are a program that does not run. */
const most = 5;
const windowMs = 60_000;

export function createBackoff(): Backoff {
  let ends: number[] = [];
  return {
    next(now) {
      ends = [...ends.filter((time) => now - time < windowMs), now];
      if (ends.length > most) return null;
      return Math.min(longestMs, firstMs * 2 ** (ends.length - 1));
    },
  };
}
