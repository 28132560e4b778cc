import type { Blueprint, Question, Resource, Service, Variable } from '@groundwork/blueprint';
import type { Position, Range } from 'vscode-languageserver';
import { entryAt } from '../decisions/entries.ts';
import { linesIn, type Session } from '../session.ts';
import { isCalled, wordAt } from '../text/lines.ts';
import type { Place } from '../workspace/places.ts';
import type { Snapshot } from '../workspace/workspace.ts';
import { decisionsFile } from '@groundwork/toolkit';

/** What a person points at. */
export type Subject = { readonly range: Range } & (
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'question'; readonly question: Question }
);

export function subjectAt(session: Session, snapshot: Snapshot, path: string, position: Position): Subject | null {
  if (path === decisionsFile) return subjectOfEntry(session, snapshot.blueprint, position);
  const lines = linesIn(session, path);
  const word = wordAt(lines, position);
  if (!word) return null;
  const { range, text } = word;
  const places = snapshot.places.get(path) ?? [];
  const near = places.filter(({ line }) => Math.abs(line - 1 - position.line) <= 3);
  const variable = variableAt(text, near, { snapshot, line: position.line, isMeant: isMeant(lines[position.line] ?? '', range, path) });
  if (variable !== null) return { kind: 'variable', name: variable, range };
  for (const place of places) {
    if (place.line - 1 !== position.line) continue;
    if (place.kind === 'resource' && speaksOf(place, text, path)) return { kind: 'resource', resource: place.resource, range };
    if (place.kind === 'service' && speaksOf(place, text, path)) return { kind: 'service', service: place.service, range };
  }
  return null;
}

/** All variables of a name, each with its service. */
export const variablesNamed = (name: string, { services }: Blueprint): readonly { service: Service; variable: Variable }[] =>
  services.flatMap((service) => service.env.filter((variable) => variable.name === name).map((variable) => ({ service, variable })));

function variableAt(
  text: string,
  near: readonly Place[],
  { snapshot, line, isMeant }: { readonly snapshot: Snapshot; readonly line: number; readonly isMeant: boolean },
): string | null {
  const about = near.flatMap((place) => (place.kind === 'variable' ? [{ name: place.variable.name, line: place.line - 1 }] : []));
  if (about.some(({ name }) => name === text)) return text;
  const called = about.find((each) => each.line === line && isCalled(text, each.name));
  if (called) return called.name;
  return isMeant && variablesNamed(text, snapshot.blueprint).length > 0 ? text : null;
}

/** Files that are no code: a name in them is that of a variable, whatever stands around it. */
const plainFile =
  /(^|\/)(\.env[^/]*|dockerfile[^/]*|procfile[^/]*|makefile|[^/]*\.(ya?ml|toml|json|conf|cfg|ini|service|md|sh|bash|properties))$/i;

/** In code the name of a variable is a text, or a member of the environment or of settings: a local name may be anything. */
function isMeant(line: string, { start, end }: Range, path: string): boolean {
  if (plainFile.test(path)) return true;
  return /["'`.${]/.test(line[start.character - 1] ?? '') || /["'`]/.test(line[end.character] ?? '');
}

/** In code, the words of what was read there; in a manifest the whole line. */
const speaksOf = ({ why }: Place, word: string, path: string): boolean =>
  plainFile.test(path) || [...why.matchAll(/[A-Za-z_]\w*/g)].some(([each]) => each === word);

function subjectOfEntry(session: Session, blueprint: Blueprint, position: Position): Subject | null {
  const entry = entryAt(session.workspace.text(decisionsFile) ?? '', position);
  if (!entry) return null;
  const [section, name = '', key, variable] = entry.path;
  const { range } = entry;
  if (section === 'services') {
    if (key === 'env' && variable !== undefined) return { kind: 'variable', name: variable, range };
    const service = blueprint.services.find((each) => each.name === name);
    return service ? { kind: 'service', service, range } : null;
  }
  if (section === 'resources') {
    const resource = blueprint.resources.find((each) => each.name === name);
    return resource ? { kind: 'resource', resource, range } : null;
  }
  if (section !== 'answers') return null;
  const question = blueprint.questions.find(({ id }) => id === name);
  if (question) return { kind: 'question', question, range };
  const service = blueprint.services.find((each) => name.startsWith(`${each.name}.`));
  return service ? { kind: 'service', service, range } : null;
}
