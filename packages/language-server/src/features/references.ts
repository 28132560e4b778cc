import type { Location } from 'vscode-languageserver';
import { locationsOf } from '../chain/locations.ts';
import { subjectAt } from '../chain/subject.ts';
import type { Feature } from '../session.ts';

/** Everybody who has to do with a variable, a resource or a service. */
export const referencesFeature: Feature = {
  capabilities: { referencesProvider: true },
  start: (session) => {
    session.connection.onReferences(async ({ textDocument: { uri }, position, context }): Promise<Location[] | null> => {
      const path = session.uris.pathOf(uri);
      if (path === null) return null;
      const snapshot = await session.workspace.read();
      const subject = subjectAt(session, snapshot, path, position);
      if (!subject) return null;
      const { decided, listed, reads, clients } = locationsOf(subject, session, snapshot);
      const found = [...reads, ...clients, ...(context.includeDeclaration ? [...listed, ...decided] : [])];
      // A line that reads a variable and makes its client is named once, by the variable.
      const once = new Map(found.toReversed().map((location) => [`${location.uri}#${location.range.start.line}`, location]));
      return [...once.values()];
    });
  },
};
