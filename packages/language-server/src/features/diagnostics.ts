import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Problem } from '../protocol.ts';
import { tell, type Feature, type Session } from '../session.ts';
import type { Snapshot } from '../workspace/workspace.ts';

/** What is wrong, in every file of the folder, open or not. */
export const diagnosticsFeature: Feature = {
  capabilities: {},
  start: (session) => {
    const published = new Map<string, Published>();
    session.workspace.onRead((snapshot) => publish(session, snapshot, published));
  },
};

/** What the editor was told of one file. */
interface Published {
  readonly version: number | null;
  readonly shown: string;
}

/** An editor is told again of an open file that it changed, so that it knows its last text was looked at. */
function publish(session: Session, { problems }: Snapshot, published: Map<string, Published>): void {
  const byFile = Map.groupBy(problems, ({ file }) => file);
  for (const path of new Set([...published.keys(), ...byFile.keys(), ...session.documents.paths()])) {
    const diagnostics = (byFile.get(path) ?? []).map(toDiagnostic);
    const version = session.documents.get(path)?.version ?? null;
    const shown = JSON.stringify(diagnostics);
    const before = published.get(path);
    if (before ? before.version === version && before.shown === shown : version === null && diagnostics.length === 0) continue;
    if (version === null && diagnostics.length === 0) published.delete(path);
    else published.set(path, { version, shown });
    tell(session, 'textDocument/publishDiagnostics', {
      uri: session.uris.uriOf(path),
      ...(version === null ? {} : { version }),
      diagnostics,
    });
  }
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

export const toDiagnostic = ({ rule, severity, message, range, fix }: Problem): Diagnostic => ({
  range,
  severity: severities[severity],
  source: 'groundwork',
  code: rule,
  message: fix === null ? message : `${message}\n${fix}`,
});
