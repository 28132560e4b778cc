import { Emitter, Event } from '@codingame/monaco-vscode-api/vscode/vs/base/common/event';
import type { IDisposable } from '@codingame/monaco-vscode-api/vscode/vs/base/common/lifecycle';
import { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import {
  FileChangeType,
  FileType,
  type IFileChange,
  type IFileDeleteOptions,
  type IFileOverwriteOptions,
  type IFileSystemProviderWithFileReadWriteCapability,
  type IFileWriteOptions,
  type IStat,
  type IWatchOptions,
} from '@codingame/monaco-vscode-api/vscode/vs/platform/files/common/files';
import type { MessageOf, WindowConnection } from '@groundwork/protocol';
import { askAgain } from '../files/ask.ts';
import { fromBase64, toBase64 } from '../files/base64.ts';
import { noSuchFile } from '../files/errors.ts';
import { Versions, type Seen } from '../files/versions.ts';
import { pathOfUserFile, snippetsFolder, userFileOf } from './names.ts';

/**
 * What the workbench calls user data. What a person set up is kept by the server, for every folder and browser of theirs; what a window
 * remembers by itself (unsaved text, history) stays in this browser.
 */
export class UserData implements IFileSystemProviderWithFileReadWriteCapability {
  readonly capabilities;
  readonly onDidChangeCapabilities = Event.None;
  readonly onDidChangeFile: Event<readonly IFileChange[]>;
  readonly #changed = new Emitter<readonly IFileChange[]>();
  readonly #versions = new Versions();
  readonly #connection: WindowConnection;
  readonly #local: IFileSystemProviderWithFileReadWriteCapability;

  constructor(connection: WindowConnection, local: IFileSystemProviderWithFileReadWriteCapability) {
    this.#connection = connection;
    this.#local = local;
    this.capabilities = local.capabilities;
    this.onDidChangeFile = Event.any(this.#changed.event, local.onDidChangeFile);
  }

  /** The server tells of all of a person's files without being asked. */
  watch(uri: URI, options: IWatchOptions): IDisposable {
    return this.#local.watch(uri, options);
  }

  async stat(uri: URI): Promise<IStat> {
    if (uri.path === snippetsFolder) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const name = userFileOf(uri.path);
    if (name === null) return await this.#local.stat(uri);
    const found = (await this.#list()).find((each) => each.name === name);
    this.#versions.look(uri.path, found ? { modified: found.modified, size: found.size } : null);
    if (!found) throw noSuchFile(name);
    return { type: FileType.File, ctime: found.created, mtime: found.modified, size: found.size };
  }

  async readdir(uri: URI): Promise<[string, FileType][]> {
    if (uri.path !== snippetsFolder) return await this.#local.readdir(uri);
    const below = 'snippets/';
    const snippets = (await this.#list()).filter(({ name }) => name.startsWith(below));
    return snippets.map(({ name }) => [name.slice(below.length), FileType.File]);
  }

  async readFile(uri: URI): Promise<Uint8Array> {
    const name = userFileOf(uri.path);
    if (name === null) return await this.#local.readFile(uri);
    const { content, ...seen } = await askAgain(() => this.#connection.call('user/read', { name }));
    this.#versions.see(uri.path, seen);
    return fromBase64(content);
  }

  async writeFile(uri: URI, bytes: Uint8Array, options: IFileWriteOptions): Promise<void> {
    const name = userFileOf(uri.path);
    if (name === null) return await this.#local.writeFile(uri, bytes, options);
    const version = this.#versions.toReplace(uri.path);
    const content = toBase64(bytes);
    const seen = await askAgain<Seen>(
      () => this.#connection.call('user/write', { name, content, version }),
      async () => {
        const { content: there, ...read } = await this.#connection.call('user/read', { name });
        return there === content ? read : null;
      },
    );
    this.#versions.see(uri.path, seen);
    this.#versions.look(uri.path, seen);
  }

  async mkdir(uri: URI): Promise<void> {
    if (uri.path !== snippetsFolder) await this.#local.mkdir(uri);
  }

  async delete(uri: URI, options: IFileDeleteOptions): Promise<void> {
    const name = userFileOf(uri.path);
    if (name === null) return await this.#local.delete(uri, options);
    await askAgain(() => this.#connection.call('user/delete', { name }));
    this.#versions.forget(uri.path);
  }

  async rename(from: URI, to: URI, options: IFileOverwriteOptions): Promise<void> {
    if (userFileOf(from.path) === null && userFileOf(to.path) === null) return await this.#local.rename(from, to, options);
    await this.writeFile(to, await this.readFile(from), { ...options, create: true, unlock: false, atomic: false });
    await this.delete(from, { recursive: false, useTrash: false, atomic: false });
  }

  tellChanged({ changes }: MessageOf<'user/changed'>): void {
    const kinds = { added: FileChangeType.ADDED, changed: FileChangeType.UPDATED, deleted: FileChangeType.DELETED };
    this.#changed.fire(changes.map(({ name, kind }) => ({ resource: uriOf(pathOfUserFile(name)), type: kinds[kind] })));
  }

  /** Nobody knows what changed: whatever was read is looked at again. */
  tellEverythingChanged(): void {
    this.#changed.fire(this.#versions.paths.map((path) => ({ resource: uriOf(path), type: FileChangeType.UPDATED })));
  }

  async #list(): Promise<readonly { name: string; created: number; modified: number; size: number }[]> {
    return await askAgain(() => this.#connection.call('user/list', {}));
  }
}

const uriOf = (path: string): URI => URI.from({ scheme: 'vscode-userdata', path });
