import type * as vscode from 'vscode';

export const gitScheme = 'git';

/** Paths of the open folder as the server says them, and as documents are named. */
export class Folder {
  readonly root: vscode.Uri;
  readonly #api: typeof vscode;

  constructor(api: typeof vscode, root: vscode.Uri) {
    this.#api = api;
    this.root = root;
  }

  uriOf(path: string): vscode.Uri {
    return this.#api.Uri.joinPath(this.root, ...path.split('/'));
  }

  /** `null` for what is not in the folder. */
  pathOf({ scheme, path }: vscode.Uri): string | null {
    return scheme === this.root.scheme && path.startsWith(`${this.root.path}/`) ? path.slice(this.root.path.length + 1) : null;
  }

  /** A file as it is in the index (`:`) or in a commit, as a document of its own that is named like the file. */
  then(path: string, revision: string): vscode.Uri {
    return this.uriOf(path).with({ scheme: gitScheme, query: JSON.stringify({ path, revision }) });
  }
}
