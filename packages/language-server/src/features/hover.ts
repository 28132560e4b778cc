import type { Evidence, Question, Resource, Service } from '@groundwork/blueprint';
import { decisionsFile } from '@groundwork/toolkit';
import { MarkupKind, type Hover, type Position, type Range } from 'vscode-languageserver';
import { sitesOf } from '../chain/sites.ts';
import { subjectAt, variablesNamed, type Subject } from '../chain/subject.ts';
import { carries, valueNow } from '../chain/value.ts';
import { entryAt } from '../decisions/entries.ts';
import { keysOf, shapeAt, valuesOf } from '../decisions/schema.ts';
import { signalOf, type Feature, type Session } from '../session.ts';
import { code, link, plain } from '../text/markdown.ts';
import { isLive, placesOf, resourceName, resourceState, serviceName, stateWord } from '../text/words.ts';
import { originAt } from './line-origin.ts';
import type { Snapshot } from '../workspace/workspace.ts';

/** The whole way of a value: from the variable to what it carries and where that comes from now, each step with its place. */
export const hoverFeature: Feature = {
  capabilities: { hoverProvider: true },
  start: (session) => {
    session.connection.onHover(async ({ textDocument, position }, token): Promise<Hover | null> => {
      const path = session.uris.pathOf(textDocument.uri);
      if (path === null) return null;
      const [found, origin] = await bothOf(meaningAt(session, path, position), originAt(session, { path, position }, signalOf(token)));
      const told = found && origin ? { value: `${found.value}\n\n---\n\n${origin.value}`, range: found.range } : (found ?? origin);
      return told && markdown(told);
    });
  },
};

interface Told {
  readonly value: string;
  readonly range: Range;
}

/** How long what is known already waits for where its line comes from. */
const patienceMs = 300;

async function bothOf(meaning: Promise<Told | null>, origin: Promise<Told | null>): Promise<readonly [Told | null, Told | null]> {
  const found = await meaning;
  if (!found) return [null, await origin];
  const late = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null));
  return [found, await Promise.race([origin, late])];
}

async function meaningAt(session: Session, path: string, position: Position): Promise<Told | null> {
  const snapshot = await session.workspace.read();
  const subject = subjectAt(session, snapshot, path, position);
  const key = path === decisionsFile ? keyText(session, position) : null;
  if (key && subject?.kind !== 'variable') return key;
  const value = subject ? textOf(subject, { session, snapshot }) : null;
  return subject && value !== null ? { value, range: subject.range } : null;
}

const markdown = ({ value, range }: Told): Hover => ({ contents: { kind: MarkupKind.Markdown, value }, range });

/** What a key of `groundwork.yaml` means, where it is one of the schema's own; a name is what stands under that name. */
function keyText({ workspace }: Session, position: Position): Told | null {
  const entry = entryAt(workspace.text(decisionsFile) ?? '', position);
  const own = entry && keysOf(shapeAt(entry.path.slice(0, -1)) ?? {}).find(({ name }) => name === entry.path.at(-1));
  if (!entry || !own?.shape) return null;
  const values = valuesOf(own.shape);
  const parts = [
    `**${plain(own.name)}** ${own.shape.description ?? ''}`,
    values.length > 0 ? `One of ${values.map(code).join(', ')}` : null,
  ];
  return { value: parts.filter((part) => part !== null).join('\n\n'), range: entry.range };
}

interface Around {
  readonly session: Session;
  readonly snapshot: Snapshot;
}

/** Places that are named one by one; the rest is counted. */
const mostPlaces = 4;

function textOf(subject: Subject, around: Around): string | null {
  switch (subject.kind) {
    case 'variable':
      return variableText(subject.name, around);
    case 'resource':
      return resourceText(subject.resource, around);
    case 'service':
      return serviceText(subject.service, around);
    case 'question':
      return questionText(subject.question, around);
  }
}

function variableText(name: string, around: Around): string | null {
  const { session, snapshot } = around;
  const all = variablesNamed(name, snapshot.blueprint);
  if (all.length === 0) return null;
  const ways = new Map<string, string[]>();
  for (const { service, variable } of all) {
    const carried = carries(snapshot, variable);
    const now = valueNow({ session, snapshot, service, variable });
    const way = carried === null ? `Value: ${now}` : `Carries the ${carried}\n\nValue: ${now}`;
    ways.set(way, [...(ways.get(way) ?? []), service.name]);
  }
  const { reads, listed, clients } = sitesOf(name, snapshot);
  const parts = [...ways].map(([way, services]) => (ways.size === 1 ? way : `In ${services.map(code).join(', ')}: ${way}`));
  return [
    `**${plain(name)}** of ${[...new Set(all.map(({ service }) => service.name))].map(code).join(', ')}`,
    ...parts,
    // Where it is read and handed on at once is named once.
    placesLine(
      'Read in',
      reads.map((read) => ({ ...read, why: clients.find((client) => isSamePlace(client, read))?.why ?? '' })),
      around,
      true,
    ),
    placesLine(
      'Taken by',
      clients.filter((client) => !reads.some((read) => isSamePlace(client, read))),
      around,
      true,
    ),
    placesLine('Listed in', listed, around),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

function resourceText(resource: Resource, around: Around): string {
  const { session, snapshot } = around;
  const { name, type, need, version, extensions, evidence } = resource;
  const now = session.live.now.state?.resources.find((each) => each.name === name);
  const told = snapshot.blueprint.services.flatMap(({ env }) =>
    env.filter(({ binding }) => binding && 'resource' in binding && binding.resource === name).map((variable) => variable.name),
  );
  const facts = [
    version === null ? null : `version ${plain(version)}`,
    extensions.length > 0 ? `with ${extensions.map(code).join(', ')}` : null,
  ];
  const running = now && isLive(now.state) ? [now.server === null ? null : plain(now.server), now.url === null ? null : code(now.url)] : [];
  return [
    [`**${plain(resourceName(resource))}**`, need === 'optional' ? 'optional' : 'required', ...facts].filter(Boolean).join(' · '),
    [capital(resourceState(type, now?.state ?? null)), ...running].filter(Boolean).join(' · '),
    now?.reason && now.state === 'failed' ? plain(now.reason.message) : null,
    ...deployedLines('resource', name, session),
    told.length > 0 ? `Told by ${[...new Set(told)].map(code).join(', ')}` : null,
    placesLine('Read in', evidence, around, true),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

/** `staging: RDS PostgreSQL 17 db.t4g.micro, $14.71 a month`. */
const deployedLines = (kind: 'service' | 'resource', name: string, { live }: Session): readonly string[] =>
  placesOf(live.now.deployed, kind, name).map(
    ({ environment, title, cost }) => `${plain(environment)}: ${plain(title)}${cost === '' ? '' : `, ${plain(cost)} a month`}`,
  );

function serviceText(service: Service, around: Around): string {
  const { name, start, language, framework, runtime, port, health, evidence, uses } = service;
  const now = around.session.live.now.state?.services.find((each) => each.name === name);
  const made = [`${language}${runtime.version === null ? '' : ` ${plain(runtime.version)}`}`, framework === null ? null : plain(framework)];
  const listens = [port === null ? null : `port ${port}`, health === null ? null : code(health)].filter(Boolean).join(' ');
  return [
    [`**${plain(serviceName(service))}**`, ...made, listens].filter(Boolean).join(' · '),
    [capital(stateWord(now?.state ?? null)), now && isLive(now.state) && now.url ? code(now.url) : null].filter(Boolean).join(' · '),
    now?.reason && now.state === 'failed' ? plain(now.reason.message) : null,
    ...deployedLines('service', name, around.session),
    start === null ? null : `Starts with ${code(start)}`,
    uses.length > 0 ? `Uses ${uses.map(({ resource }) => code(resource)).join(', ')}` : null,
    placesLine('Read in', evidence, around, true),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

function questionText({ id, ask, options, default: assumed, evidence }: Question, around: Around): string {
  return [
    `**${plain(id)}** ${plain(ask)}`,
    assumed === null ? null : `Until it is answered: ${code(assumed)}`,
    options.length > 0 ? `One of ${options.map(code).join(', ')}` : null,
    placesLine('Asked because of', evidence, around),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

function placesLine(words: string, evidence: readonly Evidence[], { session }: Around, withWhy = false): string | null {
  if (evidence.length === 0) return null;
  const shown = evidence.slice(0, mostPlaces).map(({ file, line, why }) => {
    const place = link(`${file}:${line}`, session.uris.uriOf(file), line);
    return withWhy && why !== '' ? `${place} (${plain(why)})` : place;
  });
  const others = evidence.length - shown.length;
  return `${words} ${shown.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

const isSamePlace = (a: Evidence, b: Evidence): boolean => a.file === b.file && a.line === b.line;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
