import type * as vscode from 'vscode';
import { parseConflicts, resolved, type Choice, type Conflict } from './parse.ts';

const choices: readonly (readonly [Choice, string])[] = [
  ['current', 'Accept Current Change'],
  ['incoming', 'Accept Incoming Change'],
  ['both', 'Accept Both Changes'],
];
/** Beyond it a text is data, and marking it costs more than it helps. */
const longest = 100_000;

/** Conflicts that git marked in a text: coloured, and settled by a click or a command. */
export function startConflicts(api: typeof vscode): void {
  const mark = (color: string): vscode.TextEditorDecorationType =>
    api.window.createTextEditorDecorationType({ backgroundColor: new api.ThemeColor(color), isWholeLine: true });
  const marks = {
    currentHeader: mark('merge.currentHeaderBackground'),
    current: mark('merge.currentContentBackground'),
    incoming: mark('merge.incomingContentBackground'),
    incomingHeader: mark('merge.incomingHeaderBackground'),
  };
  const lines = (from: number, to: number): vscode.Range[] => (to > from ? [new api.Range(from, 0, to - 1, 0)] : []);
  const draw = (editor: vscode.TextEditor): void => {
    const conflicts = conflictsOf(editor.document);
    editor.setDecorations(
      marks.currentHeader,
      conflicts.flatMap(({ start }) => lines(start, start + 1)),
    );
    editor.setDecorations(
      marks.current,
      conflicts.flatMap(({ current }) => lines(current.from, current.to)),
    );
    editor.setDecorations(
      marks.incoming,
      conflicts.flatMap(({ incoming }) => lines(incoming.from, incoming.to)),
    );
    editor.setDecorations(
      marks.incomingHeader,
      conflicts.flatMap(({ end }) => lines(end, end + 1)),
    );
  };
  const drawAll = (): void => api.window.visibleTextEditors.forEach(draw);
  api.window.onDidChangeVisibleTextEditors(drawAll);
  api.workspace.onDidChangeTextDocument(({ document }) =>
    api.window.visibleTextEditors.filter((editor) => editor.document === document).forEach(draw),
  );
  drawAll();

  api.languages.registerCodeLensProvider({ scheme: 'file' }, { provideCodeLenses: (document) => lensesOf(api, document) });
  for (const [choice] of choices) {
    api.commands.registerCommand(
      `merge-conflict.accept.${choice}`,
      async (uri?: vscode.Uri, start?: number) => await accept(api, choice, { uri, start }),
    );
  }
}

function lensesOf(api: typeof vscode, document: vscode.TextDocument): vscode.CodeLens[] {
  return conflictsOf(document).flatMap(({ start }) =>
    choices.map(([choice, title]) => {
      const command = { command: `merge-conflict.accept.${choice}`, title, arguments: [document.uri, start] };
      return new api.CodeLens(new api.Range(start, 0, start, 0), command);
    }),
  );
}

/** Settles the conflict that begins at a line; without one, the conflict the cursor is in. */
async function accept(
  api: typeof vscode,
  choice: Choice,
  { uri, start }: { readonly uri: vscode.Uri | undefined; readonly start: number | undefined },
): Promise<void> {
  const editor = api.window.activeTextEditor;
  const document = uri ? await api.workspace.openTextDocument(uri) : editor?.document;
  if (!document) return;
  const line = start ?? editor?.selection.active.line ?? -1;
  const conflict = conflictsOf(document).find((each) => each.start <= line && line <= each.end);
  if (!conflict) return;
  const text = resolved(linesOf(document), conflict, choice);
  const edit = new api.WorkspaceEdit();
  const after = document.lineAt(conflict.end).rangeIncludingLineBreak.end;
  edit.replace(document.uri, new api.Range(new api.Position(conflict.start, 0), after), text.map((each) => `${each}\n`).join(''));
  await api.workspace.applyEdit(edit);
}

function conflictsOf(document: vscode.TextDocument): Conflict[] {
  return document.lineCount > longest || document.uri.scheme !== 'file' ? [] : parseConflicts(linesOf(document));
}

function linesOf(document: vscode.TextDocument): string[] {
  return document.getText().split(/\r?\n/);
}
