import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';

const scheme = 'groundwork-ticket';

/** Both sides of a ticket's change as documents, so that the editor compares them as it compares anything. */
export class TicketContent implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #current: Current;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registered: vscode.Disposable;

  constructor(current: Current) {
    this.#current = current;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent({ authority: side, path, query }: vscode.Uri): Promise<string> {
    const { text } = await this.#current.session().window.call('tickets/content', {
      id: query,
      path: path.slice(1),
      side: side === 'before' ? 'before' : 'after',
    });
    return text ?? '';
  }

  /** Opens a real diff editor of one file, the base left; at a line of the changed side, 1-based, where one is given. */
  async compare(id: string, path: string, column: vscode.ViewColumn, line: number | null): Promise<void> {
    const of = (side: string): vscode.Uri => vscode.Uri.from({ scheme, authority: side, path: `/${path}`, query: id });
    // It may have been read before the agent went on.
    this.#changed.fire(of('after'));
    const at = line === null ? null : new vscode.Position(Math.max(0, line - 1), 0);
    const options = { preview: true, viewColumn: column, ...(at && { selection: new vscode.Range(at, at) }) };
    await vscode.commands.executeCommand('vscode.diff', of('before'), of('after'), `${path} (${id})`, options);
  }

  /** Of which ticket and file a tab shows the diff. */
  shownIn(tab: vscode.Tab | undefined): { readonly id: string; readonly path: string } | null {
    if (!(tab?.input instanceof vscode.TabInputTextDiff) || tab.input.modified.scheme !== scheme) return null;
    return { id: tab.input.modified.query, path: tab.input.modified.path.slice(1) };
  }

  /** What is open of a ticket is read again. */
  refresh(id: string): void {
    for (const { uri } of vscode.workspace.textDocuments)
      if (uri.scheme === scheme && uri.query === id && uri.authority === 'after') this.#changed.fire(uri);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}
