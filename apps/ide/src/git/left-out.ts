import type { WindowConnection } from '@groundwork/protocol';
import type * as vscode from 'vscode';
import type { Folder } from './folder.ts';
import type { Repository } from './repository.ts';

/** Files are asked for one by one while a folder is opened: so many are asked of the server at once, after so long. */
const most = 1000;
const gatherMs = 50;

interface Asked {
  readonly path: string;
  readonly answer: (is: boolean) => void;
}

/** What git leaves out is grey, as people know it. */
export class LeftOut implements vscode.FileDecorationProvider {
  readonly #api: typeof vscode;
  readonly #connection: WindowConnection;
  readonly #folder: Folder;
  readonly #repository: Repository;
  readonly #changed: vscode.EventEmitter<undefined>;
  readonly onDidChangeFileDecorations: vscode.Event<undefined>;
  #asked: Asked[] = [];

  constructor(
    api: typeof vscode,
    { connection, folder, repository }: { connection: WindowConnection; folder: Folder; repository: Repository },
  ) {
    this.#api = api;
    this.#connection = connection;
    this.#folder = folder;
    this.#repository = repository;
    this.#changed = new api.EventEmitter();
    this.onDidChangeFileDecorations = this.#changed.event;
    api.workspace.onDidSaveTextDocument(({ uri }) => uri.path.endsWith('/.gitignore') && this.#changed.fire(undefined));
    // A repository was made, or is gone.
    let was = repository.status == null;
    repository.onDidChange(() => {
      const is = repository.status == null;
      if (is !== was) this.#changed.fire(undefined);
      was = is;
    });
  }

  async provideFileDecoration(uri: vscode.Uri): Promise<vscode.FileDecoration | undefined> {
    const path = this.#folder.pathOf(uri);
    if (path === null || this.#repository.status == null) return undefined;
    const isLeftOut = await new Promise<boolean>((answer) => this.#ask({ path, answer }));
    return isLeftOut ? { color: new this.#api.ThemeColor('gitDecoration.ignoredResourceForeground') } : undefined;
  }

  #ask(asked: Asked): void {
    if (this.#asked.length === 0) setTimeout(() => void this.#answer(), gatherMs);
    this.#asked.push(asked);
  }

  async #answer(): Promise<void> {
    const all = this.#asked;
    this.#asked = [];
    for (let at = 0; at < all.length; at += most) {
      const some = all.slice(at, at + most);
      const paths = [...new Set(some.map(({ path }) => path))];
      const leftOut = new Set(await this.#connection.call('git/ignored', { paths }).catch((): string[] => []));
      for (const { path, answer } of some) answer(leftOut.has(path));
    }
  }
}
