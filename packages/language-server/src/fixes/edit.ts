import type { Edit } from '@groundwork/check';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { rangeOfFinding } from '../workspace/problems.ts';

/** Edits of a fix as an editor makes them; a file that is not there is made first. */
export function editOf(edits: readonly Edit[], { workspace, uris }: Pick<Session, 'workspace' | 'uris'>): WorkspaceEdit {
  const byFile = Map.groupBy(edits, ({ file }) => file);
  const textEdits = (file: string): TextEdit[] =>
    (byFile.get(file) ?? []).map(({ range, text }) => ({ range: rangeOfFinding(range), newText: text }));
  const files = [...byFile.keys()];
  if (files.every((file) => workspace.text(file) !== null))
    return { changes: Object.fromEntries(files.map((file) => [uris.uriOf(file), textEdits(file)])) };
  return {
    documentChanges: files.flatMap((file) => {
      const uri = uris.uriOf(file);
      const edit = { textDocument: { uri, version: null }, edits: textEdits(file) };
      return workspace.text(file) === null ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }, edit] : [edit];
    }),
  };
}
