import * as vscode from 'vscode';
import type { Finding } from '../model/snapshot.ts';

/** What the language server found in the files of a folder. */
export function findingsIn(folder: vscode.WorkspaceFolder): readonly Finding[] {
  const root = `${folder.uri.path}/`;
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) => {
    if (!uri.path.startsWith(root)) return [];
    return diagnostics
      .filter(({ source }) => source === 'groundwork')
      .map((each) => ({
        rule: typeof each.code === 'object' ? String(each.code.value) : String(each.code ?? ''),
        severity: severityOf(each.severity),
        message: each.message,
        file: uri.path.slice(root.length),
        line: each.range.start.line,
      }));
  });
}

function severityOf(severity: vscode.DiagnosticSeverity): Finding['severity'] {
  if (severity === vscode.DiagnosticSeverity.Error) return 'error';
  return severity === vscode.DiagnosticSeverity.Warning ? 'warning' : 'info';
}
