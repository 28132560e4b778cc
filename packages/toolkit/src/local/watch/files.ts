import { skippedFolders } from '@groundwork/scan';
import { watchTree } from './tree.ts';

/** Files under a folder that change, in batches: `next` waits for changes that have been quiet for a moment. */
export interface WatchedFiles {
  /** Paths relative to the folder, with forward slashes. `null` when it was closed. */
  next(signal: AbortSignal): Promise<ReadonlySet<string> | null>;
  close(): void;
}

/** An editor saves several files, and some of them twice. */
const quietMs = 120;
/** Somebody who keeps saving is answered all the same. */
const longestMs = 1_500;

/** What tools write and nobody edits, besides what a scan does not read either. */
const unwatched = new Set([...skippedFolders, 'build', 'out', 'logs', 'tmp', '.idea', '.vscode', '.cache', '.gradle', '.angular']);
const unwatchedFile = /(?:~|\.(?:swp|swx|tmp|log|pid|pyc|sqlite3?|db)(?:-\w+)?|\.tsbuildinfo)$|^(?:\.#|#|\.DS_Store$|4913$)/;

/** Watches what people edit in a folder. */
export function watchFiles(root: string): WatchedFiles {
  const changed = new Set<string>();
  let notice: () => void = () => {};
  const closing = new AbortController();
  const tree = watchTree(root, {
    isFolderWatched: (name) => !unwatched.has(name),
    changed: (path) => {
      if (unwatchedFile.test(path.slice(path.lastIndexOf('/') + 1))) return;
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
      while (changed.size === 0 && !signal.aborted && !closing.signal.aborted) {
        await new Promise<void>((done) => {
          notice = done;
          signal.addEventListener('abort', () => done(), { once: true });
        });
      }
      await quiet(signal);
      if (signal.aborted || closing.signal.aborted) return null;
      const batch = new Set(changed);
      changed.clear();
      return batch;
    },
    close: () => {
      closing.abort();
      tree.close();
      notice();
    },
  };
}
