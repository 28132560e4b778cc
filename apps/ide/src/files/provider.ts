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
import { askAgain } from './ask.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { notFound, readOnly } from './errors.ts';
import type { Place, Roots } from './roots.ts';
import { Versions, type Seen } from './versions.ts';

/** The files of the server's machine, as the workbench reads and writes them. */
export class ServerFiles implements IFileSystemProviderWithFileReadWriteCapability, IFileSystemProviderWithFileFolderCopyCapability {
  readonly capabilities =
    FileSystemProviderCapabilities.FileReadWrite |
    FileSystemProviderCapabilities.FileFolderCopy |
    FileSystemProviderCapabilities.PathCaseSensitive;
  readonly onDidChangeCapabilities = Event.None;
  readonly #changed = new Emitter<readonly IFileChange[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #versions = new Versions();
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
    const entry = await askAgain(() => this.#connection.call('files/stat', this.#placeOf(uri)));
    this.#versions.look(uri.path, { modified: entry.modified, size: entry.size });
    return statOf(entry);
  }

  async readdir(uri: URI): Promise<[string, FileType][]> {
    const entries = await askAgain(() => this.#connection.call('files/list', this.#placeOf(uri)));
    return entries.map((entry) => [entry.name, typeOf(entry)]);
  }

  async readFile(uri: URI): Promise<Uint8Array> {
    const { content, ...seen } = await askAgain(() => this.#connection.call('files/read', this.#placeOf(uri)));
    this.#versions.see(uri.path, seen);
    return fromBase64(content);
  }

  async writeFile(uri: URI, bytes: Uint8Array, { create, overwrite }: IFileWriteOptions): Promise<void> {
    const place = this.#writable(uri);
    const version = this.#versions.toReplace(uri.path) ?? null;
    const content = toBase64(bytes);
    const params = { ...place, content, create, overwrite, ...(version === null ? {} : { version }) };
    this.#versions.see(
      uri.path,
      await askAgain(
        () => this.#connection.call('files/write', params),
        () => this.#isWritten(place, content),
      ),
    );
  }

  async mkdir(uri: URI): Promise<void> {
    await askAgain(() => this.#connection.call('files/makeFolder', this.#writable(uri)));
  }

  async delete(uri: URI, { recursive }: IFileDeleteOptions): Promise<void> {
    await askAgain(() => this.#connection.call('files/delete', { ...this.#writable(uri), recursive }));
    this.#versions.forget(uri.path);
  }

  async rename(from: URI, to: URI, { overwrite }: IFileOverwriteOptions): Promise<void> {
    await askAgain(() =>
      this.#connection.call('files/rename', { from: this.#writable(from).path, to: this.#writable(to).path, overwrite }),
    );
  }

  async copy(from: URI, to: URI, { overwrite }: IFileOverwriteOptions): Promise<void> {
    await askAgain(() => this.#connection.call('files/copy', { from: this.#writable(from).path, to: this.#writable(to).path, overwrite }));
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
    this.#changed.fire(this.#versions.paths.map((path) => ({ resource: root.with({ path }), type: FileChangeType.UPDATED })));
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
