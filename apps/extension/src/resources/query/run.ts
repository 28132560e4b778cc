import { GroundworkError } from '@groundwork/host';
import type { ResultOf } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { z } from 'zod';
import type { RowPanels } from '../../rows/panel.ts';
import type { Current } from '../../session/current.ts';
import { queryDocument, queryLanguages, resourceOf, statementAt, statementsIn } from './language.ts';

type Query = NonNullable<ResultOf<'resources/open'>['query']>;

/** A new document that asks a resource, with something to begin with. */
export async function openQuery(resource: string, query: Query, place: readonly string[] | null): Promise<void> {
  const content = queryDocument(resource, query, place);
  const document = await vscode.workspace.openTextDocument({ language: queryLanguages[query].id, content });
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const [first] = statementsIn(content);
  if (first) editor.selection = new vscode.Selection(first.firstLine, 0, first.lastLine, 10_000);
}

const lineArgument = z.object({ uri: z.string(), line: z.int().min(0) });

/** Runs what is selected, or the statement the cursor (or the lens) stands at; the answer is shown beside it. */
export async function runQuery(current: Current, rows: RowPanels, argument: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const asked = lineArgument.safeParse(argument).data;
  const document = asked ? await vscode.workspace.openTextDocument(vscode.Uri.parse(asked.uri, true)) : editor?.document;
  const resource = document ? resourceOf(document.lineAt(0).text) : null;
  if (!document || resource === null)
    throw new GroundworkError({
      code: 'extension.no_query_document',
      message: 'This is no query document: its first line does not say which resource it asks',
      fix: 'Groundwork: Query a Resource opens one',
    });
  const selected = !asked && editor && !editor.selection.isEmpty ? document.getText(editor.selection) : null;
  const text = selected ?? statementAt(document.getText(), asked?.line ?? editor?.selection.active.line ?? 0)?.text ?? '';
  if (text.trim() === '') return;
  const source = {
    title: `Answer of ${resource}`,
    subtitle: text.replaceAll(/\s+/g, ' ').slice(0, 200),
    paged: false,
    read: async (_offset: number, signal: AbortSignal) => {
      const { affected, ms, ...answer } = await current.session().window.call('resources/query', { name: resource, text }, signal);
      const changed = affected === null ? [] : [`${affected} ${affected === 1 ? 'row' : 'rows'} changed`];
      return { rows: answer, said: [...changed, `${Math.round(ms)} ms`].join(' · ') };
    },
  };
  await rows.show(`query:${resource}`, source, vscode.ViewColumn.Beside);
}

/** `Run` above every statement of a query document. */
export function queryLenses(): vscode.Disposable {
  const provider: vscode.CodeLensProvider = {
    provideCodeLenses: (document) => {
      if (resourceOf(document.lineAt(0).text) === null) return [];
      return statementsIn(document.getText()).map(
        ({ firstLine }) =>
          new vscode.CodeLens(new vscode.Range(firstLine, 0, firstLine, 0), {
            title: '$(play) Run',
            command: 'groundwork.runQuery',
            arguments: [{ uri: document.uri.toString(), line: firstLine }],
          }),
      );
    },
  };
  const languages = [...new Set(Object.values(queryLanguages).map(({ id }) => id))];
  const active = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const isQuery = document !== undefined && document.lineCount > 0 && resourceOf(document.lineAt(0).text) !== null;
    void vscode.commands.executeCommand('setContext', 'groundwork.query', isQuery);
  };
  active();
  return vscode.Disposable.from(
    vscode.languages.registerCodeLensProvider(
      languages.flatMap((language) => [
        { language, scheme: 'untitled' },
        { language, scheme: 'file' },
      ]),
      provider,
    ),
    vscode.window.onDidChangeActiveTextEditor(active),
  );
}
