import type { FileOrigins } from '@groundwork/churn';
import type { ChurnFigures } from '@groundwork/churn/figures';
import { ReaderProgram } from './program.ts';

/** An account as an editor shows it. */
export interface ChurnRead {
  readonly figures: ChurnFigures;
  /** The report as one page. */
  readonly html: string;
  /** Commits that were read from git this time. */
  readonly read: number;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Nobody asked for it: it goes when the last one who did does. */
  readonly isUnasked?: boolean;
  progress?(done: number, total: number | null): void;
}

/** The account of one folder's repository, for all editors that have it open. Its history is kept in a process of its own. */
export interface ChurnReader {
  /** What was read last; of an older commit, perhaps. */
  readonly latest: ChurnRead | null;
  /** Reads what is new since the last time. Who asks meanwhile waits for the same; it is stopped when nobody waits any more. Throws `churn.*`. */
  read(options: ReadOptions): Promise<ChurnRead>;
  /** Where the lines of a file come from, by its path within the repository, and at which commit; `null` while no history was read. */
  origins(file: string): Promise<{ readonly head: string; readonly origins: FileOrigins | null } | null>;
  onRead(listener: (read: ChurnRead) => void): { dispose(): void };
  close(): void;
}

/** What was read is forgotten when nobody asked for this long; it is kept on disk, and read again from there. */
const idleMs = 10 * 60_000;

interface Reading {
  readonly done: Promise<ChurnRead>;
  readonly waiting: Set<ReadOptions>;
  said: readonly [number, number | null] | null;
}

export function openChurnReader(dir: string): ChurnReader {
  const program = new ReaderProgram(dir);
  const listeners = new Set<(read: ChurnRead) => void>();
  let latest: ChurnRead | null = null;
  let reading: Reading | null = null;
  let idle: NodeJS.Timeout | null = null;

  const used = (): void => {
    if (idle) clearTimeout(idle);
    idle = setTimeout(() => reading === null && program.stop(), idleMs).unref();
  };
  const begin = (): Reading => {
    const waiting = new Set<ReadOptions>();
    const work = async (): Promise<ChurnRead> => {
      try {
        const { figures, html, read } = await program.ask({ is: 'read' }, (done, total) => {
          started.said = [done, total];
          for (const { progress } of waiting) progress?.(done, total);
        });
        latest = { figures, html, read };
        for (const listener of listeners) listener(latest);
        return latest;
      } finally {
        if (reading === started) reading = null;
        used();
      }
    };
    const started: Reading = { waiting, said: null, done: work() };
    started.done.catch(() => {});
    return started;
  };
  return {
    get latest() {
      return latest;
    },
    read: async (options) => {
      const { signal, progress } = options;
      signal.throwIfAborted();
      const mine = (reading ??= begin());
      mine.waiting.add(options);
      if (mine.said) progress?.(...mine.said);
      const { promise: left, reject } = Promise.withResolvers<never>();
      const leave = (): void => {
        mine.waiting.delete(options);
        const isLeft = [...mine.waiting].some(({ isUnasked = false }) => !isUnasked || options.isUnasked === true);
        if (!isLeft && reading === mine) {
          reading = null;
          program.stop();
        }
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave);
      try {
        return await Promise.race([mine.done, left]);
      } finally {
        signal.removeEventListener('abort', leave);
        mine.waiting.delete(options);
      }
    },
    origins: async (file) => {
      if (!program.isRunning || latest === null) return null;
      used();
      const { head, origins } = await program.ask({ is: 'origins', file });
      return head === '' ? null : { head, origins };
    },
    onRead: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    close: () => {
      if (idle) clearTimeout(idle);
      listeners.clear();
      program.stop();
    },
  };
}
