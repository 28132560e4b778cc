import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Session } from '../session.ts';

export const documentCapabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
};

/** A file was opened (`before` is `null`), changed, or closed (`after` is `null`). */
export interface DocumentChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** One after the other; offsets in UTF-16 units. */
  readonly changes: readonly { readonly at: number; readonly removed: number; readonly inserted: string }[];
}

/** Files an editor has open, as it last said they are. */
export class OpenDocuments {
  readonly #open = new Map<string, TextDocument>();
  readonly #listeners = new Set<(change: DocumentChange) => void>();

  /** Keeps the buffers of a workspace as the editor has its files. What is not in the folder is left alone. */
  follow({ connection, workspace, uris }: Pick<Session, 'connection' | 'workspace' | 'uris'>): void {
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      const path = uris.pathOf(uri);
      if (path === null) return;
      this.#open.set(path, TextDocument.create(uri, languageId, version, text));
      workspace.edit(path, text);
      this.#tell({ path, before: null, after: text, changes: [] });
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const path = uris.pathOf(uri);
      const before = path === null ? undefined : this.#open.get(path);
      if (path === null || !before) return;
      const text = before.getText();
      const changes: DocumentChange['changes'][number][] = [];
      // Each is told by places in the text that those before it left.
      let now = before;
      for (const change of contentChanges) {
        const at = 'range' in change ? now.offsetAt(change.range.start) : 0;
        const end = 'range' in change ? now.offsetAt(change.range.end) : now.getText().length;
        changes.push({ at, removed: end - at, inserted: change.text });
        now = TextDocument.update(now, [change], version);
      }
      this.#open.set(path, now);
      workspace.edit(path, now.getText());
      this.#tell({ path, before: text, after: now.getText(), changes });
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const path = uris.pathOf(uri);
      const before = path === null ? undefined : this.#open.get(path);
      if (path === null || !before) return;
      this.#open.delete(path);
      workspace.edit(path, null);
      this.#tell({ path, before: before.getText(), after: null, changes: [] });
    });
  }

  onChange(listener: (change: DocumentChange) => void): void {
    this.#listeners.add(listener);
  }

  #tell(change: DocumentChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  get(path: string): TextDocument | undefined {
    return this.#open.get(path);
  }

  paths(): Iterable<string> {
    return this.#open.keys();
  }
}
