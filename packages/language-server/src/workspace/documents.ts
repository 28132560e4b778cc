import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Session } from '../session.ts';

export const documentCapabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
};

/** Files an editor has open, as it last said they are. */
export class OpenDocuments {
  readonly #open = new Map<string, TextDocument>();

  /** Keeps the buffers of a workspace as the editor has its files. What is not in the folder is left alone. */
  follow({ connection, workspace, uris }: Pick<Session, 'connection' | 'workspace' | 'uris'>): void {
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
      const path = uris.pathOf(uri);
      if (path === null) return;
      this.#open.set(path, TextDocument.create(uri, languageId, version, text));
      workspace.edit(path, text);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const path = uris.pathOf(uri);
      const before = path === null ? undefined : this.#open.get(path);
      if (path === null || !before) return;
      const now = TextDocument.update(before, contentChanges, version);
      this.#open.set(path, now);
      workspace.edit(path, now.getText());
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const path = uris.pathOf(uri);
      if (path === null || !this.#open.delete(path)) return;
      workspace.edit(path, null);
    });
  }

  get(path: string): TextDocument | undefined {
    return this.#open.get(path);
  }

  paths(): Iterable<string> {
    return this.#open.keys();
  }
}
