import * as vscode from 'vscode';

/** A line of a file of the repository; 0-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface ShowOptions {
  /** Beside the view it was asked from, which keeps the focus. */
  readonly beside?: boolean;
}

/** `backend/app.py:12`, with or without a column, as errors and reasons say where; `null` for a command or a folder. */
export function locationOf(where: string): Place | null {
  const match = /^(.+?):(\d+)(?::\d+)?$/.exec(where);
  if (!match?.[1] || match[1].startsWith('/')) return null;
  return { file: match[1], line: Math.max(0, Number(match[2]) - 1) };
}

/** Opens a line of the repository and has it in the middle. */
export async function showPlace(folder: vscode.Uri, { file, line }: Place, { beside = false }: ShowOptions = {}): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file));
  const range = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  const start = new vscode.Range(range.start.translate(0, document.lineAt(range.start).firstNonWhitespaceCharacterIndex), range.end);
  const editor = await vscode.window.showTextDocument(document, {
    preserveFocus: beside,
    preview: true,
    viewColumn: beside ? columnForText() : vscode.ViewColumn.Active,
  });
  editor.selection = new vscode.Selection(start.start, start.start);
  editor.revealRange(start, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where a text is seen without covering the page it was asked from: a group that shows one already, else one more. */
function columnForText(): vscode.ViewColumn {
  const shown = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  return shown?.viewColumn ?? vscode.ViewColumn.Beside;
}
