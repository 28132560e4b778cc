import type { Root } from '@groundwork/protocol';
import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { perWorkspace, type Workspace } from '../rpc/workspace.ts';
import { refused } from './errors.ts';

/** The folders that windows may read from; only the workspace may be written to. */
export class Roots {
  readonly #known = new Map<string, Root>();
  readonly #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#known.set('workspace', { id: 'workspace', path: workspace.dir, writable: true });
  }

  list(): Root[] {
    return [...this.#known.values()];
  }

  /** Lets windows read a folder of libraries. What is not there, or lies in the workspace, adds nothing. */
  addLibraries(folders: readonly string[]): void {
    const before = this.#known.size;
    for (const folder of folders) {
      const path = realOf(folder);
      if (path === null || this.holding(path) !== null) continue;
      this.#known.set(`library-${this.#known.size}`, { id: `library-${this.#known.size}`, path, writable: false });
    }
    if (this.#known.size > before) this.#workspace.tell('files/roots', { roots: this.list() });
  }

  /** The root of that id. Throws `files.not_found`. */
  get(id: string): Root {
    const root = this.#known.get(id);
    if (root === undefined) throw refused('not_found', id, 'No folder of that id is open', 'Reload the window');
    return root;
  }

  /** The root that holds a real path; `null` for one outside of all. */
  holding(real: string): Root | null {
    return this.list().find(({ path }) => isInside(real, path)) ?? null;
  }
}

export const rootsOf = perWorkspace((workspace) => new Roots(workspace));

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function realOf(folder: string): string | null {
  try {
    return realpathSync(folder);
  } catch {
    return null;
  }
}
