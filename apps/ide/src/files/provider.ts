import { Emitter, Event } from '@codingame/monaco-vscode-api/vscode/vs/base/common/event';
import { Disposable, type IDisposable } from '@codingame/monaco-vscode-api/vscode/vs/base/common/lifecycle';
import type { URI } from '@codingame/monaco-vscode-api/vscode/vs/base/common/uri';
import {
  FileChangeType,
  FilePermission,
  FileSystemProviderCapabilities,
  FileType,
  type IFileChange,
  type IFileDeleteOptions,
  type IFileOverwriteOptions,
  type IFileSystemProviderWithFileFolderCopyCapability,
  type IFileSystemProviderWithFileReadWriteCapability,
  type IFileWriteOptions,
  type IStat,
} from '@codingame/monaco-vscode-api/vscode/vs/platform/files/common/files';
import type { Entry, MessageOf, WindowConnection } from '@groundwork/protocol';
import { fromBase64, toBase64 } from './base64.ts';
import { isLost, notFound, readOnly, toProviderError } from './errors.ts';
import type { Place, Roots } from './roots.ts';

/** What was seen of a file when it was last read or written here. */
interface Seen {
  readonly version: string;
  readonly modified: number;
  readonly size: number;
}

/** The files of the server's machine, as the workbench reads and writes them. */
export class ServerFiles implements IFileSystemProviderWithFileReadWriteCapability, IFileSystemProviderWithFileFolderCopyCapability {
  readonly capabilities =
    FileSystemProviderCapabilities.FileReadWrite |
    FileSystemProviderCapabilities.FileFolderCopy |
    FileSystemProviderCapabilities.PathCaseSensitive;
  readonly onDidChangeCapabilities = Event.None;
  readonly #changed = new Emitter<readonly IFileChange[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #seen = new Map<string, Seen>();
  /** The last look at each file: who writes looks first, and decides by it whether to write at all. */
  readonly #looked = new Map<string, Omit<Seen, 'version'>>();
  readonly #connection: WindowConnection;
  readonly #roots: Roots;

  constructor(connection: WindowConnection, roots: Roots) {
    this.#connection = connection;
    this.#roots = roots;
  }

  /** The server tells of the whole workspace without being asked. */
  watch(): IDisposable {
    return Disposable.None;
  }

  async stat(uri: URI): Promise<IStat> {
    const entry = await this.#ask(() => this.#connection.call('files/stat', this.#placeOf(uri)));
    this.#looked.set(uri.path, { modified: entry.modified, size: entry.size });
    return statOf(entry);
  }

  async readdir(uri: URI): Promise<[string, FileType][]> {
    const entries = await this.#ask(() => this.#connection.call('files/list', this.#placeOf(uri)));
    return entries.map((entry) => [entry.name, typeOf(entry)]);
  }

  async readFile(uri: URI): Promise<Uint8Array> {
    const { content, ...seen } = await this.#ask(() => this.#connection.call('files/read', this.#placeOf(uri)));
    this.#seen.set(uri.path, seen);
    return fromBase64(content);
  }

  async writeFile(uri: URI, bytes: Uint8Array, { create, overwrite }: IFileWriteOptions): Promise<void> {
    const place = this.#writable(uri);
    const version = this.#versionToReplace(uri);
    const content = toBase64(bytes);
    const params = { ...place, content, create, overwrite, ...(version === null ? {} : { version }) };
    this.#seen.set(
      uri.path,
      await this.#ask(
        () => this.#connection.call('files/write', params),
        () => this.#isWritten(place, content),
      ),
    );
  }

  async mkdir(uri: URI): Promise<void> {
    await this.#ask(() => this.#connection.call('files/makeFolder', this.#writable(uri)));
  }

  async delete(uri: URI, { recursive }: IFileDeleteOptions): Promise<void> {
    await this.#ask(() => this.#connection.call('files/delete', { ...this.#writable(uri), recursive }));
    this.#seen.delete(uri.path);
  }

  async rename(from: URI, to: URI, { overwrite }: IFileOverwriteOptions): Promise<void> {
    await this.#ask(() =>
      this.#connection.call('files/rename', { from: this.#writable(from).path, to: this.#writable(to).path, overwrite }),
    );
  }

  async copy(from: URI, to: URI, { overwrite }: IFileOverwriteOptions): Promise<void> {
    await this.#ask(() => this.#connection.call('files/copy', { from: this.#writable(from).path, to: this.#writable(to).path, overwrite }));
  }

  tellChanged({ changes, overflow }: MessageOf<'files/changed'>): void {
    if (overflow) {
      this.tellEverythingChanged();
      return;
    }
    const kinds = { added: FileChangeType.ADDED, changed: FileChangeType.UPDATED, deleted: FileChangeType.DELETED };
    const told = changes.flatMap(({ path, kind }) => {
      const resource = this.#roots.uriOf({ root: 'workspace', path });
      return resource ? [{ resource, type: kinds[kind] }] : [];
    });
    if (told.length > 0) this.#changed.fire(told);
  }

  /** Nobody knows what changed: whatever was read is looked at again. */
  tellEverythingChanged(): void {
    const root = this.#roots.uriOf({ root: 'workspace', path: '' });
    if (root === null) return;
    this.#changed.fire([...this.#seen.keys()].map((path) => ({ resource: root.with({ path }), type: FileChangeType.UPDATED })));
  }

  /**
   * A file that is still as it was read here is replaced only as that one: what changes between the last look and the write is not lost.
   * A file that changed before that look is replaced because a person decided so.
   */
  #versionToReplace(uri: URI): string | null {
    const seen = this.#seen.get(uri.path);
    const looked = this.#looked.get(uri.path);
    return seen && looked && seen.modified === looked.modified && seen.size === looked.size ? seen.version : null;
  }

  #placeOf(uri: URI): Place {
    const place = this.#roots.placeOf(uri);
    if (place === null) throw notFound(uri.path);
    return { root: place.root, path: place.path };
  }

  #writable(uri: URI): Place {
    const place = this.#roots.placeOf(uri);
    if (place === null) throw notFound(uri.path);
    if (!place.writable) throw readOnly(uri.path);
    return { root: place.root, path: place.path };
  }

  /** What was written before the server went away needs no second time, and would not be the same version to replace. */
  async #isWritten(place: Place, content: string): Promise<Seen | null> {
    const { content: there, ...seen } = await this.#connection.call('files/read', place);
    return there === content ? seen : null;
  }

  /** Asks again when the server went away meanwhile, unless `done` finds that it was done. */
  async #ask<T>(ask: () => Promise<T>, done?: () => Promise<T | null>): Promise<T> {
    try {
      return await ask();
    } catch (cause) {
      if (!isLost(cause)) throw toProviderError(cause);
    }
    const before = (await done?.().catch(() => null)) ?? null;
    return before ?? (await this.#ask(ask, done));
  }
}

function statOf(entry: Entry): IStat {
  return {
    type: typeOf(entry),
    size: entry.size,
    ctime: entry.created,
    mtime: entry.modified,
    ...(entry.readonly ? { permissions: FilePermission.Readonly } : {}),
  };
}

function typeOf({ kind, target }: Pick<Entry, 'kind' | 'target'>): FileType {
  const types = { file: FileType.File, folder: FileType.Directory, link: FileType.SymbolicLink, other: FileType.Unknown };
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- types are flags
  return kind === 'link' && target !== null ? FileType.SymbolicLink | types[target] : types[kind];
}
