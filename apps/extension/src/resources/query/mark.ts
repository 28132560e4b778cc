import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import { placeIn, type Asked } from './language.ts';

/** What a server said about a query, underlined where it means; until the document changes or the query is run again. */
export class QueryMarks implements vscode.Disposable {
  readonly #marks = vscode.languages.createDiagnosticCollection('groundwork.query');
  readonly #watch = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.#marks.delete(document.uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#marks.delete(uri)),
  );

  clear({ uri }: vscode.TextDocument): void {
    this.#marks.delete(uri);
  }

  /** Marks nothing where the error does not say where, or the document is another one by now. */
  mark(document: vscode.TextDocument, asked: Asked & { readonly version: number }, cause: unknown): void {
    if (!(cause instanceof GroundworkError) || cause.where === null || document.version !== asked.version) return;
    const place = placeIn(asked, cause.where);
    if (!place) return;
    const position = document.validatePosition(new vscode.Position(place.line, place.character));
    const word = document.getWordRangeAtPosition(position);
    const rest = new vscode.Range(position, document.lineAt(position.line).range.end);
    const diagnostic = new vscode.Diagnostic(word ?? rest, cause.message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'groundwork';
    this.#marks.set(document.uri, [diagnostic]);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#marks.dispose();
  }
}
