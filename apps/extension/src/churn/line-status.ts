import * as vscode from 'vscode';
import type { Current } from '../session/current.ts';
import { lineOriginsSetting, storyMarkdown, type Story } from './story.ts';

/** A cursor that stands still for so long is looked at. */
const quietMs = 250;

/** Whose the line at the cursor is, in the status bar: always in sight and never in the way. */
export class LineStatus implements vscode.Disposable {
  readonly #current: Current;
  readonly #item = vscode.window.createStatusBarItem('groundwork.lineOrigin', vscode.StatusBarAlignment.Right, 95);
  readonly #own: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #asking: vscode.CancellationTokenSource | null = null;
  /** What is known changed: an answer of before is none. */
  #known = '';

  constructor(current: Current) {
    this.#current = current;
    this.#item.name = 'Groundwork: Origin of the Line';
    this.#item.command = 'groundwork.showLineOrigin';
    this.#own = vscode.Disposable.from(
      this.#item,
      vscode.window.onDidChangeTextEditorSelection(() => this.#soon()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#soon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.#soon();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('groundwork.lineOrigins') && this.#soon()),
      current.onChange(({ connection, churn }) => {
        const known = `${connection} ${churn.figures?.head} ${churn.isOld}`;
        if (known !== this.#known) this.#soon();
        this.#known = known;
      }),
    );
    this.#soon();
  }

  #soon(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#asking?.cancel();
    this.#timer = setTimeout(() => void this.#show(), quietMs);
  }

  async #show(): Promise<void> {
    const asking = new vscode.CancellationTokenSource();
    this.#asking = asking;
    const story = isWanted() ? await storyAtCursor(this.#current, asking.token).catch(() => null) : null;
    if (asking.token.isCancellationRequested) return;
    if (!story) return this.#item.hide();
    // Names are anybody's: none of them is an icon.
    this.#item.text = `$(git-commit) ${story.short.replaceAll('$(', '$\u200b(')}`;
    this.#item.tooltip = storyMarkdown(story);
    this.#item.accessibilityInformation = { label: `This line: ${story.short}`, role: 'button' };
    this.#item.show();
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#asking?.cancel();
    this.#own.dispose();
  }
}

/** Where VS Code's own git says the same in the same place, once is enough. */
function isWanted(): boolean {
  const isSaid =
    vscode.extensions.getExtension('vscode.git') !== undefined &&
    vscode.workspace.getConfiguration('git').get<boolean>('blame.statusBarItem.enabled') === true;
  return lineOriginsSetting() !== 'off' && !isSaid;
}

/** `null` where no commit has the line, or nothing can be known of it. */
export async function storyAtCursor(current: Current, token?: vscode.CancellationToken): Promise<Story | null> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || current.snapshot.connection !== 'connected' || editor.document.uri.scheme !== current.folder?.uri.scheme) return null;
  return await current.session().lineOrigin(editor.document.uri, editor.selection.active.line, token);
}
