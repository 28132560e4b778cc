import type { Evidence } from '@groundwork/blueprint';
import { decisionsFile } from '@groundwork/toolkit';
import type { Location, Range } from 'vscode-languageserver';
import { entriesOf } from '../decisions/entries.ts';
import { linesIn, type Session } from '../session.ts';
import { rangeOfLine, rangeOfVariable } from '../text/lines.ts';
import type { Snapshot } from '../workspace/workspace.ts';
import { sitesOf } from './sites.ts';
import type { Subject } from './subject.ts';

/** Where something stands, told apart by what stands there. */
export interface Locations {
  readonly decided: readonly Location[];
  readonly listed: readonly Location[];
  readonly reads: readonly Location[];
  readonly clients: readonly Location[];
}

/** Every place in code, manifests and `groundwork.yaml` that is about a subject. */
export function locationsOf(subject: Subject, session: Session, snapshot: Snapshot): Locations {
  const decided = decidedLocations(subject, session);
  const at = (evidence: readonly Evidence[], place: (lines: readonly string[], line: number) => Range): Location[] =>
    evidence.map(({ file, line }) => ({ uri: session.uris.uriOf(file), range: place(linesIn(session, file), line) }));
  const onLine = (lines: readonly string[], line: number): Range => rangeOfLine(lines, line - 1);
  const none = { decided, listed: [], reads: [], clients: [] };
  switch (subject.kind) {
    case 'variable': {
      const named = (lines: readonly string[], line: number): Range => rangeOfVariable(lines, line, subject.name);
      const { reads, listed, clients } = sitesOf(subject.name, snapshot);
      return { decided, reads: at(reads, named), listed: at(listed, named), clients: at(clients, onLine) };
    }
    case 'resource': {
      const { name, evidence } = subject.resource;
      const used = snapshot.blueprint.services.flatMap(({ uses }) => uses.flatMap((use) => (use.resource === name ? use.evidence : [])));
      const clients = [...new Map([...evidence, ...used].map((each) => [`${each.file}\0${each.line}`, each])).values()];
      return { ...none, clients: at(clients, onLine) };
    }
    case 'service':
      return { ...none, reads: at(subject.service.evidence, onLine) };
    case 'question':
      return { ...none, reads: at(subject.question.evidence, onLine) };
  }
}

function decidedLocations(subject: Subject, { workspace, uris }: Session): Location[] {
  return entriesOf(workspace.text(decisionsFile) ?? '')
    .filter(({ path }) => isAbout(subject, path))
    .map(({ range }) => ({ uri: uris.uriOf(decisionsFile), range }));
}

function isAbout(subject: Subject, [section, name, key, variable, ...rest]: readonly string[]): boolean {
  if (rest.length > 0) return false;
  switch (subject.kind) {
    case 'variable':
      return section === 'services' && key === 'env' && variable === subject.name;
    case 'resource':
      return section === 'resources' && name === subject.resource.name && key === undefined;
    case 'service':
      return (
        key === undefined &&
        (section === 'services'
          ? name === subject.service.name
          : section === 'answers' && name?.startsWith(`${subject.service.name}.`) === true)
      );
    case 'question':
      return section === 'answers' && name === subject.question.id;
  }
}
