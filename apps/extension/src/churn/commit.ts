import { commitSchema } from '@groundwork/language-server/protocol';
import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';

const scheme = 'groundwork-commit';
/** Files of one commit that are shown together. */
const mostFiles = 200;

/** What a commit changed, as the editor shows changes: every file beside what it was. */
export class CommitView implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #current: Current;
  readonly #registered: vscode.Disposable;

  constructor(current: Current) {
    this.#current = current;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent({ path, query: revision }: vscode.Uri): Promise<string> {
    const shown = await this.#current.session().window.call('git/show', { path: path.slice(1), revision });
    return shown === null ? '' : new TextDecoder().decode(Uint8Array.from(atob(shown.content), (sign) => sign.codePointAt(0) ?? 0));
  }

  async open(argument: unknown): Promise<void> {
    const { commit } = commitSchema.parse(argument);
    const { window, folder } = this.#current.session();
    const [found] = await window.call('git/log', { revisions: [commit], limit: 1 });
    const parent = found?.parents[0] ?? null;
    const changes = await window.call('git/changes', { commit, parent });
    const then = (path: string, revision: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/${path}`, query: revision });
    const title = `${commit.slice(0, 7)} ${found?.subject ?? ''}`.trim();
    const shown = changes
      .slice(0, mostFiles)
      .map(({ path, from, kind }) => [
        vscode.Uri.joinPath(folder.uri, path),
        kind === 'added' || parent === null ? undefined : then(from ?? path, parent),
        kind === 'deleted' ? undefined : then(path, commit),
      ]);
    if (shown.length === 0) void vscode.window.showInformationMessage(`${title} changed no file of this folder`);
    else await vscode.commands.executeCommand('vscode.changes', title, shown);
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
