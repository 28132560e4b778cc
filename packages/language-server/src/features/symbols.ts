import type { Evidence } from '@groundwork/blueprint';
import { decisionsFile } from '@groundwork/toolkit';
import { SymbolKind, type DocumentSymbol, type WorkspaceSymbol } from 'vscode-languageserver';
import { entriesOf, type Entry } from '../decisions/entries.ts';
import { linesIn, type Feature, type Session } from '../session.ts';
import { rangeOfLine, rangeOfVariable } from '../text/lines.ts';
import { resourceName, serviceName } from '../text/words.ts';
import type { Snapshot } from '../workspace/workspace.ts';

/** Services, resources and variables by their names, wherever they were read; and the outline of `groundwork.yaml`. */
export const symbolsFeature: Feature = {
  capabilities: { documentSymbolProvider: true, workspaceSymbolProvider: true },
  start: (session) => {
    session.connection.onDocumentSymbol(({ textDocument }): DocumentSymbol[] =>
      session.uris.pathOf(textDocument.uri) === decisionsFile ? outline(entriesOf(session.workspace.text(decisionsFile) ?? '')) : [],
    );
    session.connection.onWorkspaceSymbol(async ({ query }) => symbolsNamed(query, session, await session.workspace.read()));
  },
};

function outline(entries: readonly Entry[], depth = 1): DocumentSymbol[] {
  const inside = (outer: Entry, { path }: Entry): boolean => outer.path.every((key, index) => key === path[index]);
  return entries
    .filter(({ path }) => path.length === depth)
    .map((entry) => ({
      name: entry.path.at(-1) || ' ',
      kind: entry.value === null ? SymbolKind.Namespace : SymbolKind.Property,
      ...(entry.value === null ? {} : { detail: entry.value }),
      range: entry.whole,
      selectionRange: entry.range,
      children: outline(
        entries.filter((each) => inside(entry, each)),
        depth + 1,
      ),
    }));
}

const mostSymbols = 200;

function symbolsNamed(query: string, session: Session, { blueprint: { services, resources } }: Snapshot): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found = new Map<string, WorkspaceSymbol>();
  const add = (name: string, kind: SymbolKind, [first]: readonly Evidence[], container: string, variable: string | null = null): void => {
    if (!first || found.size >= mostSymbols || !isSubsequence(wanted, name.toLowerCase())) return;
    const lines = linesIn(session, first.file);
    const range = variable === null ? rangeOfLine(lines, first.line - 1) : rangeOfVariable(lines, first.line, variable);
    const key = `${name}\0${first.file}\0${first.line}`;
    found.set(key, { name, kind, containerName: container, location: { uri: session.uris.uriOf(first.file), range } });
  };
  for (const service of services) add(serviceName(service), SymbolKind.Module, service.evidence, 'service');
  for (const resource of resources) add(resourceName(resource), SymbolKind.Object, resource.evidence, 'resource');
  for (const service of services)
    for (const { name, evidence } of service.env) add(name, SymbolKind.Constant, evidence, service.name, name);
  return [...found.values()];
}

/** Editors sort and filter by themselves; they ask for what could match. */
function isSubsequence(wanted: string, name: string): boolean {
  let at = 0;
  for (const character of name) if (character === wanted[at]) at += 1;
  return at >= wanted.length;
}
