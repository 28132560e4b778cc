import { GroundworkError } from '@groundwork/host';
import type { ResultOf } from '@groundwork/protocol';
import * as vscode from 'vscode';
import { z } from 'zod';
import type { Looking } from '../looking.ts';
import type { RowPanels } from '../../rows/panel.ts';
import type { Current } from '../../session/current.ts';
import { queryDocument, queryLanguages, resourceOf, statementAt, statementsIn, type Asked } from './language.ts';
import type { QueryMarks } from './mark.ts';

type Opened = ResultOf<'resources/open'>;
type Query = NonNullable<Opened['query']>;

/** A new document that asks a resource, with something to begin with. */
export async function openQuery({ name, type, query }: Opened & { readonly query: Query }, place: readonly string[] | null): Promise<void> {
  const content = queryDocument(name, query, place, type === 'mysql' ? '`' : '"');
  const document = await vscode.workspace.openTextDocument({ language: queryLanguages[query].id, content });
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const [first] = statementsIn(content);
  if (first) editor.selection = new vscode.Selection(first.firstLine, 0, first.lastLine, 10_000);
}

const lineArgument = z.object({ uri: z.string(), line: z.int().min(0) });

export interface QueryShown {
  readonly rows: RowPanels;
  readonly looking: Looking;
  readonly marks: QueryMarks;
}

/** Runs what is selected, or the statement the cursor (or the lens) stands at; the answer is shown beside it. */
export async function runQuery(current: Current, { rows, looking, marks }: QueryShown, argument: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const lens = lineArgument.safeParse(argument).data;
  const document = lens ? await vscode.workspace.openTextDocument(vscode.Uri.parse(lens.uri, true)) : editor?.document;
  const resource = document ? resourceOf(document.lineAt(0).text) : null;
  if (!document || resource === null)
    throw new GroundworkError({
      code: 'extension.no_query_document',
      message: 'This is no query document: its first line does not say which resource it asks',
      fix: 'Groundwork: Query a Resource opens one',
    });
  const selection = !lens && editor && !editor.selection.isEmpty ? editor.selection : null;
  const line = lens?.line ?? editor?.selection.active.line ?? 0;
  const asked = selection ? selected(document, selection) : statement(document, line);
  if (!asked) return;
  const { text } = asked;
  const { version } = document;
  const source = {
    title: `Answer of ${resource}`,
    subtitle: text.replaceAll(/\s+/g, ' ').slice(0, 200),
    resource,
    paged: false,
    read: async (_offset: number, signal: AbortSignal) => {
      marks.clear(document);
      await looking.open(resource);
      try {
        const { affected, ms, ...answer } = await current.session().window.call('resources/query', { name: resource, text }, signal);
        const changed = affected === null ? [] : [`${affected} ${affected === 1 ? 'row' : 'rows'} changed`];
        return { rows: answer, said: [...changed, `${Math.round(ms)} ms`].join(' · ') };
      } catch (cause) {
        if (!signal.aborted) marks.mark(document, { ...asked, version }, cause);
        throw cause;
      }
    },
  };
  await rows.show(`query:${resource}`, source, vscode.ViewColumn.Beside);
}

function selected(document: vscode.TextDocument, { start, end }: vscode.Selection): Asked | null {
  const text = document.getText(new vscode.Range(start, end)).replaceAll('\r\n', '\n');
  if (text.trim() === '') return null;
  return { text, lines: text.split('\n').map((_, index) => start.line + index), character: start.character };
}

function statement(document: vscode.TextDocument, line: number): Asked | null {
  const found = statementAt(document.getText(), line);
  return found && { text: found.text, lines: found.lines, character: 0 };
}

/** Resources that a query document in sight or behind a tab asks. */
export function resourcesAsked(): readonly string[] {
  return vscode.workspace.textDocuments.flatMap((document) => {
    const resource = document.isClosed || document.lineCount === 0 ? null : resourceOf(document.lineAt(0).text);
    return resource === null ? [] : [resource];
  });
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
