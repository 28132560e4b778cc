import { readdirSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** Changes come in bunches: a commit writes the index, a branch and HEAD. */
const quietMs = 80;
const mostRemotes = 50;
/** What git writes that says nothing about the state of the repository. */
const silent = /\.lock$|^(?:objects|logs|hooks|COMMIT_EDITMSG|gitk\.cache|fsmonitor--daemon.*|gc\.pid|tmp_.*|\.git.*~)$/;

/**
 * Hears when the index, a branch, or what is under way changed, whoever changed it: a handful of folders is watched, none of them
 * with what is below. Where there is no repository, it hears when there is one.
 */
export class GitWatch {
  readonly #changed: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #quiet: NodeJS.Timeout | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Called with every status: branches and remotes come and go. */
  follow(dir: string, place: Place | null): void {
    const folders = new Map(
      place === null
        ? [[dir, (name: string) => name === '.git']]
        : foldersOf(place).map((folder) => [folder, (name: string) => !silent.test(name)]),
    );
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const [folder, counts] of folders) if (!this.#watchers.has(folder)) this.#watch(folder, counts);
  }

  /** A file of the work tree changed. */
  touch(): void {
    this.#quiet ??= setTimeout(() => {
      this.#quiet = null;
      this.#changed();
    }, quietMs).unref();
  }

  close(): void {
    if (this.#quiet) clearTimeout(this.#quiet);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string, counts: (name: string) => boolean): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || counts(name)) this.touch();
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // It is gone again, or this machine watches no more: the window asks by itself when it is looked at.
    }
  }
}

function foldersOf({ gitDir, commonDir }: Place): string[] {
  const remotes = join(commonDir, 'refs/remotes');
  const below = foldersIn(remotes).slice(0, mostRemotes);
  return [...new Set([gitDir, commonDir, join(commonDir, 'refs/heads'), ...(below.length > 0 ? [remotes, ...below] : [])])];
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []));
  } catch {
    return [];
  }
}
