import { skippedFolders } from '@groundwork/scan';
import { newerFiles } from './newer.ts';
import { watchTree } from './tree.ts';

/** Files under a folder that change, in batches: `next` waits for changes that have been quiet for a moment. */
export interface WatchedFiles {
  /** Paths relative to the folder, with forward slashes. `null` when it was closed. */
  next(signal: AbortSignal): Promise<ReadonlySet<string> | null>;
  /** `next` gives what there is, even when that is nothing. */
  wake(): void;
  close(): void;
}

/** An editor saves several files, and some of them twice. */
const quietMs = 120;
/** Somebody who keeps saving is answered all the same. */
const longestMs = 1_500;

/** What tools write and nobody edits, besides what a scan does not read either. */
const unwatched = new Set([...skippedFolders, 'build', 'out', 'logs', 'tmp', '.idea', '.vscode', '.cache', '.gradle', '.angular']);
const unwatchedFile = /(?:~|\.(?:swp|swx|tmp|log|pid|pyc|sqlite3?|db)(?:-\w+)?|\.tsbuildinfo)$|^(?:\.#|#|\.DS_Store$|4913$)/;

const isFolderWatched = (name: string): boolean => !unwatched.has(name);

const isFileWatched = (path: string): boolean => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !unwatchedFile.test(name) && isFolderWatched(name);
};

export interface Before {
  /** In milliseconds since 1970; `null`: nothing that was before counts. */
  readonly since: number | null;
  readonly counts: (path: string) => boolean;
}

/** Watches what people edit in a folder. What changed before is in the first batch, where it counts. */
export function watchFiles(root: string, { since, counts }: Before = { since: null, counts: () => true }): WatchedFiles {
  const earlier = since === null ? [] : newerFiles(root, since, isFolderWatched);
  const changed = new Set(earlier.filter((path) => isFileWatched(path) && counts(path)));
  const wish = { woken: false };
  let notice: () => void = () => {};
  const closing = new AbortController();
  const tree = watchTree(root, {
    isFolderWatched,
    changed: (path) => {
      if (!isFileWatched(path)) return;
      changed.add(path);
      notice();
    },
  });

  const quiet = async (signal: AbortSignal): Promise<void> => {
    const since = Date.now();
    for (let before = -1; before !== changed.size && Date.now() - since < longestMs && !signal.aborted;) {
      before = changed.size;
      await new Promise<void>((done) => setTimeout(done, quietMs));
    }
  };
  return {
    next: async (signal) => {
      while (changed.size === 0 && !wish.woken && !signal.aborted && !closing.signal.aborted) {
        await new Promise<void>((done) => {
          notice = done;
          signal.addEventListener('abort', () => done(), { once: true });
        });
      }
      await quiet(signal);
      if (signal.aborted || closing.signal.aborted) return null;
      wish.woken = false;
      const batch = new Set(changed);
      changed.clear();
      return batch;
    },
    wake: () => {
      wish.woken = true;
      notice();
    },
    close: () => {
      closing.abort();
      tree.close();
      notice();
    },
  };
}
