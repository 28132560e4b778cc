import { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import type { Root } from '@groundwork/protocol';

/** A file as the server is asked for it. */
export interface Place {
  readonly root: string;
  readonly path: string;
}

/** The folders of the server's machine that can be read, and how a file in one of them is named on either side. */
export class Roots {
  #roots: readonly Root[];

  constructor(roots: readonly Root[]) {
    this.#roots = longestFirst(roots);
  }

  add(more: readonly Root[]): void {
    const known = new Map([...this.#roots, ...more].map((root) => [root.id, root]));
    this.#roots = longestFirst([...known.values()]);
  }

  /** `null` for a file that is in no folder that may be read. */
  placeOf({ path }: URI): (Place & { readonly writable: boolean }) | null {
    for (const { id, path: folder, writable } of this.#roots) {
      if (path === folder) return { root: id, path: '', writable };
      if (path.startsWith(`${folder}/`)) return { root: id, path: path.slice(folder.length + 1), writable };
    }
    return null;
  }

  uriOf({ root, path }: Place): URI | null {
    const folder = this.#roots.find(({ id }) => id === root);
    return folder ? URI.file(path === '' ? folder.path : `${folder.path}/${path}`) : null;
  }
}

/** A folder inside another one is found before it. */
function longestFirst(roots: readonly Root[]): readonly Root[] {
  return [...roots].sort((a, b) => b.path.length - a.path.length);
}
