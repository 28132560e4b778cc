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

  /** Opens a real diff editor of one file, the base left. */
  async compare(id: string, path: string): Promise<void> {
    const of = (side: string): vscode.Uri => vscode.Uri.from({ scheme, authority: side, path: `/${path}`, query: id });
    // It may have been read before the agent went on.
    this.#changed.fire(of('after'));
    await vscode.commands.executeCommand('vscode.diff', of('before'), of('after'), `${path} (${id})`, {
      preview: true,
      viewColumn: vscode.ViewColumn.Beside,
    });
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
