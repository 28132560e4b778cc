import type { WindowConnection } from '@groundwork/protocol';
import type * as vscode from 'vscode';
import { z } from 'zod';
import { fromBase64 } from '../files/base64.ts';
import type { Repository } from './repository.ts';

const querySchema = z.object({ path: z.string(), revision: z.string() });

/** Files as they were: read only, of any kind, so that pictures are compared as well. */
export class GitContent implements vscode.FileSystemProvider {
  readonly #api: typeof vscode;
  readonly #connection: WindowConnection;
  readonly #changed: vscode.EventEmitter<vscode.FileChangeEvent[]>;
  readonly onDidChangeFile: vscode.Event<vscode.FileChangeEvent[]>;
  /** What is shown now, and when it was last told to be read again. */
  readonly #shown = new Map<string, { readonly uri: vscode.Uri; time: number }>();

  constructor(api: typeof vscode, connection: WindowConnection, repository: Repository) {
    this.#api = api;
    this.#connection = connection;
    this.#changed = new api.EventEmitter();
    this.onDidChangeFile = this.#changed.event;
    repository.onDidChange(() => this.#reread());
  }

  watch(): vscode.Disposable {
    return new this.#api.Disposable(() => {});
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const content = await this.readFile(uri);
    const known = this.#shown.get(uri.toString()) ?? { uri, time: Date.now() };
    this.#shown.set(uri.toString(), known);
    return { type: this.#api.FileType.File, size: content.byteLength, mtime: known.time, ctime: 0 };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const shown = await this.#connection.call('git/show', querySchema.parse(JSON.parse(uri.query)));
    if (shown === null) throw this.#api.FileSystemError.FileNotFound(uri);
    return fromBase64(shown.content);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(): void {
    throw this.#api.FileSystemError.NoPermissions();
  }

  writeFile(): void {
    throw this.#api.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw this.#api.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw this.#api.FileSystemError.NoPermissions();
  }

  #reread(): void {
    const time = Date.now();
    for (const each of this.#shown.values()) each.time = time;
    this.#changed.fire([...this.#shown.values()].map(({ uri }) => ({ type: this.#api.FileChangeType.Changed, uri })));
  }
}
