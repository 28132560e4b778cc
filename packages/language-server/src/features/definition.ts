import type { Location, Position } from 'vscode-languageserver';
import { locationsOf } from '../chain/locations.ts';
import { subjectAt } from '../chain/subject.ts';
import type { Feature } from '../session.ts';

/** From code to what provides and takes a value, from a manifest or `groundwork.yaml` to the code. */
export const definitionFeature: Feature = {
  capabilities: { definitionProvider: true },
  start: (session) => {
    session.connection.onDefinition(async ({ textDocument: { uri }, position }): Promise<Location[] | null> => {
      const path = session.uris.pathOf(uri);
      if (path === null) return null;
      const snapshot = await session.workspace.read();
      const subject = subjectAt(session, snapshot, path, position);
      if (!subject) return null;
      const { decided, listed, reads, clients } = locationsOf(subject, session, snapshot);
      const isHere = isAt(session.uris.uriOf(path), position);
      // Who stands where it is read wants to know who provides it, and the other way round.
      const isReader = [...reads, ...clients].some(isHere);
      const found = isReader ? [...decided, ...listed, ...clients] : subject.kind === 'variable' ? reads : [...clients, ...reads];
      const elsewhere = found.filter((location) => !isHere(location));
      return elsewhere.length > 0 ? elsewhere : null;
    });
  },
};

const isAt =
  (uri: string, { line }: Position) =>
  (location: Location): boolean =>
    location.uri === uri && location.range.start.line <= line && line <= location.range.end.line;
