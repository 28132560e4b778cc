import { openScan, type FolderReading, type ForkableScan, type OpenScan } from './open-scan.ts';

/** One reading of a folder as it is saved, for everybody in this process who wants to know. */
export interface SharedScan {
  /** As of the last reading that looked at everything. */
  readonly paths: ReadonlySet<string>;
  /** As `OpenScan.read`, for whoever asks, one after the other. */
  read(changed: ReadonlySet<string> | null): Promise<FolderReading>;
  /** The folder as one editor has it: the shared reading itself while nothing in its buffers differs from what is saved. */
  over(buffers: ReadonlyMap<string, string>): OpenScan;
}

/** Opens a folder for many readers. `signal` ends readings for all of them. Throws `tree.*`. */
export function shareScan(dir: string, signal: AbortSignal): SharedScan {
  const saved = openScan(dir);
  let line: Promise<unknown> = Promise.resolve();
  let hasFailed = false;
  const readAfter = async (earlier: Promise<unknown>, changed: ReadonlySet<string> | null): Promise<FolderReading> => {
    await earlier;
    // What a reading that failed had been told of was not taken in.
    const all = changed === null || hasFailed;
    hasFailed = true;
    const reading = await saved.read(all ? null : changed, signal);
    hasFailed = false;
    return reading;
  };
  const read = (changed: ReadonlySet<string> | null): Promise<FolderReading> => {
    const mine = readAfter(line, changed);
    // Whoever asked hears of what failed; the next one reads all the same.
    line = mine.catch(() => {});
    return mine;
  };
  return {
    get paths() {
      return saved.paths;
    },
    read,
    over: (buffers) => overShared(saved, read, buffers),
  };
}

function overShared(saved: ForkableScan, readSaved: SharedScan['read'], buffers: ReadonlyMap<string, string>): OpenScan {
  const { tree } = saved.fork(buffers);
  let isBegun = false;
  let own: ForkableScan | null = null;
  /** What changed while only the own reading was told. */
  let untold: Set<string> | null = new Set();
  const now = (): OpenScan => own ?? saved;
  return {
    tree,
    get paths() {
      return now().paths;
    },
    has: (path) => now().has(path),
    read: async (changed, signal) => {
      const differ = [...buffers].filter(([path, text]) => saved.tree.read(path)?.text !== text).map(([path]) => path);
      const all = changed === null || untold === null ? null : new Set([...untold, ...changed]);
      if (differ.length === 0 || !isBegun) {
        const reading = await readSaved(all);
        signal.throwIfAborted();
        isBegun = true;
        untold = new Set();
        own = null;
        if (differ.length === 0) return reading;
      } else untold = all;
      if (own) return await own.read(changed, signal);
      const fork = saved.fork(buffers);
      const isListedAnew = changed === null || differ.some((path) => !saved.has(path));
      const reading = await fork.read(isListedAnew ? null : new Set([...changed, ...differ]), signal);
      own = fork;
      return reading;
    },
  };
}
