import type * as vscode from 'vscode';
import type { Folder } from './folder.ts';
import { shownAs } from './kinds.ts';
import type { Repository } from './repository.ts';

interface Decorated {
  readonly uri: vscode.Uri;
  readonly decoration: vscode.FileDecoration;
  readonly said: string;
}

/** Letters and colours of what has changed, in the explorer, on tabs and in the source control view. */
export class Decorations implements vscode.FileDecorationProvider {
  readonly #api: typeof vscode;
  readonly #folder: Folder;
  readonly #repository: Repository;
  readonly #changed: vscode.EventEmitter<vscode.Uri[]>;
  readonly onDidChangeFileDecorations: vscode.Event<vscode.Uri[]>;
  #decorations: ReadonlyMap<string, Decorated> = new Map();

  constructor(api: typeof vscode, folder: Folder, repository: Repository) {
    this.#api = api;
    this.#folder = folder;
    this.#repository = repository;
    this.#changed = new api.EventEmitter();
    this.onDidChangeFileDecorations = this.#changed.event;
    repository.onDidChange(() => this.#compute());
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return this.#decorations.get(uri.toString())?.decoration;
  }

  /** What has changed in the work tree counts before what is staged of the same file. */
  #compute(): void {
    const next = new Map<string, Decorated>();
    const { index = [], worktree = [] } = this.#repository.status ?? {};
    for (const [changes, staged] of [
      [index, true],
      [worktree, false],
    ] as const) {
      for (const change of changes) {
        const { letter, word, color } = shownAs(change, staged);
        const uri = this.#folder.uriOf(change.path);
        const decoration = new this.#api.FileDecoration(letter, word, new this.#api.ThemeColor(color));
        // A deleted file leaves no mark on its folder that could be found.
        decoration.propagate = change.kind !== 'deleted';
        next.set(uri.toString(), { uri, decoration, said: letter + color });
      }
    }
    const before = this.#decorations;
    this.#decorations = next;
    const different = [...new Map([...before, ...next]).keys()].filter((key) => before.get(key)?.said !== next.get(key)?.said);
    this.#changed.fire(different.flatMap((key) => next.get(key)?.uri ?? before.get(key)?.uri ?? []));
  }
}
