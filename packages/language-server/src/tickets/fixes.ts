import { hasHead, problemsInTicket } from '@groundwork/agent/ticket';
import { decisionsFile, problemsInDecisions } from '@groundwork/toolkit';
import { CodeActionKind, type CodeAction, type Diagnostic, type Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isTicketPath } from './problems.ts';

/** What one can do about a misspelt key of a ticket's head or of `groundwork.yaml`. */
export function documentFixes(path: string, uri: string, text: string, range: Range, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const problems =
    path === decisionsFile ? problemsInDecisions(text) : isTicketPath(path) && hasHead(text) ? problemsInTicket(text, path) : [];
  const document = TextDocument.create(uri, '', 0, text);
  return problems.flatMap(({ code, meant, span: [from, to] }) => {
    const place = { start: document.positionAt(from), end: document.positionAt(to) };
    if (meant === undefined || place.start.line > range.end.line || range.start.line > place.end.line) return [];
    const about = diagnostics.filter(
      (each) =>
        each.source === 'groundwork' &&
        each.code === code &&
        each.range.start.line === place.start.line &&
        each.range.start.character === place.start.character,
    );
    return [
      {
        title: `Change to \`${meant}\``,
        kind: CodeActionKind.QuickFix,
        diagnostics: about,
        isPreferred: true,
        edit: { changes: { [uri]: [{ range: place, newText: meant }] } },
      },
    ];
  });
}
