import type { MessageOf } from '@groundwork/protocol';
import { watchTree, type ChangeKind, type WatchedTree } from '@groundwork/toolkit';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';

export type Changes = MessageOf<'files/changed'>;

/** An editor saves several files, and a tool writes many. */
const quietMs = 40;
const longestMs = 250;
/** More is not told one by one: whoever shows files reads them again. */
const most = 1000;

/** Installed libraries, caches and what belongs to version control: large, and changed by tools only. */
const unwatched = new Set([
  '.git',
  '.hg',
  '.svn',
  '.groundwork',
  'node_modules',
  'bower_components',
  '.venv',
  'venv',
  'site-packages',
  '.tox',
  '.nox',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.ipynb_checkpoints',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.turbo',
  '.parcel-cache',
  '.angular',
  '.cache',
  '.gradle',
  '.terraform',
  '.yarn',
  '.pnpm-store',
  '.dart_tool',
  'Pods',
  'elm-stuff',
  'target',
]);

/** What changes in the workspace, told to every window and to whoever else listens: watched once. */
export class WorkspaceChanges {
  readonly #workspace: Workspace;
  readonly #listeners = new Set<(changes: Changes) => void>();
  #tree: WatchedTree | null = null;
  #batch = new Map<string, ChangeKind>();
  #overflow = false;
  #timer: NodeJS.Timeout | null = null;
  #since = 0;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Watches from now on, if it does not yet. */
  begin(): void {
    if (this.#tree !== null || this.#workspace.signal.aborted) return;
    this.#tree = watchTree(this.#workspace.dir, {
      isFolderWatched: (name) => !unwatched.has(name),
      changed: (path, kind) => this.#note(path, kind),
      overflowed: () => this.#overflowed(),
      blind: () => this.#blind(),
    });
    this.#workspace.onClose(() => this.#end());
  }

  /** Paths are relative to the workspace. */
  on(listener: (changes: Changes) => void): { dispose(): void } {
    this.begin();
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  #note(path: string, kind: ChangeKind): void {
    if (this.#overflow) return this.#soon();
    const before = this.#batch.get(path);
    // What is new to who listens stays new, whatever is written to it at once.
    this.#batch.set(path, before === 'added' && kind === 'changed' ? 'added' : kind);
    if (this.#batch.size > most) this.#overflowed();
    else this.#soon();
  }

  #overflowed(): void {
    this.#overflow = true;
    this.#batch.clear();
    this.#soon();
  }

  #soon(): void {
    const now = Date.now();
    if (this.#timer === null) this.#since = now;
    else if (now - this.#since > longestMs) return;
    else clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), quietMs);
  }

  #tell(): void {
    this.#timer = null;
    const changes = { changes: [...this.#batch].map(([path, kind]) => ({ path, kind })), overflow: this.#overflow };
    this.#batch = new Map();
    this.#overflow = false;
    this.#workspace.tell('files/changed', changes);
    for (const listener of this.#listeners) listener(changes);
  }

  #blind(): void {
    this.#workspace.host.notify({
      type: 'note',
      level: 'warning',
      code: 'files.unwatched',
      message: 'The folder has more folders than the system lets one account watch: changes in some are seen only when files are opened',
      where: this.#workspace.dir,
    });
  }

  #end(): void {
    this.#tree?.close();
    if (this.#timer) clearTimeout(this.#timer);
  }
}

export const changesOf = perWorkspace((workspace) => new WorkspaceChanges(workspace));
