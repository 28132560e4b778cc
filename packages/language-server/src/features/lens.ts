import type { Blueprint, Resource, Service, Variable } from '@groundwork/blueprint';
import { isServed } from '@groundwork/toolkit';
import { CodeLensRefreshRequest, type CodeLens, type Command } from 'vscode-languageserver';
import { commands } from '../protocol.ts';
import { ask, linesIn, type Feature, type Session } from '../session.ts';
import { rangeOfLine, rangeOfVariable } from '../text/lines.ts';
import { label } from '../text/markdown.ts';
import { count, elsewhere, isLive, resourceName, resourceState, serviceName, stateWord } from '../text/words.ts';
import type { Live } from '../workspace/live.ts';
import type { Place } from '../workspace/places.ts';

/** Above each inferred need: what it is, where it runs now, and what one can do about it. */
export const lensFeature: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: false } },
  start: (session) => {
    session.connection.onCodeLens(async ({ textDocument }) => {
      const path = session.uris.pathOf(textDocument.uri);
      if (path === null) return [];
      const { blueprint, places } = await session.workspace.read();
      const found = places.get(path) ?? [];
      if (found.length === 0) return [];
      const lenses = lensesOf(found, { blueprint, live: session.live.now, lines: linesIn(session, path), path });
      return session.client.knowsCommands ? lenses : lenses.flatMap(asText);
    });
    refreshWhenChanged(session);
  },
};

/** For an editor without our commands: what there is to read, and nothing to press. */
function asText({ range, command }: CodeLens): CodeLens[] {
  return command && command.command !== commands.showEvidence ? [{ range, command: { title: command.title, command: '' } }] : [];
}

interface Around {
  readonly blueprint: Blueprint;
  readonly live: Live;
  readonly lines: readonly string[];
  readonly path: string;
}

/** Files that only list variables: what carries them is said where it is read. */
const listsOnly = /(^|\/)(\.env[^/]*|[^/]*\.(ya?ml|json|toml|md|rst|txt|service|conf|cfg|ini))$/i;
/** Lines between two lenses of one resource: its host, port and password stand close together and are one need. */
const apart = 12;

/** Lenses of one file, in the order of its places. */
export function lensesOf(places: readonly Place[], around: Around): CodeLens[] {
  const lenses: CodeLens[] = [];
  const lastOf = new Map<string, number>();
  const add = (key: string, line: number, shown: readonly Command[], distance = 0): void => {
    const last = lastOf.get(key);
    lastOf.set(key, line);
    if (last !== undefined && line - last <= distance) return;
    const range = rangeOfLine(around.lines, line - 1);
    for (const command of shown) lenses.push({ range, command });
  };
  const clients = new Set(places.flatMap((place) => (place.kind === 'resource' ? [place.resource.name] : [])));
  for (const place of places) {
    if (place.kind === 'question') add(`? ${place.question.id}`, place.line, [questionLens(place.question)]);
    if (place.kind === 'service') add(`service ${place.service.name}`, place.line, serviceLenses(place.service, around));
    if (place.kind === 'resource') add(place.resource.name, place.line, resourceLenses(place.resource, around), apart);
    if (place.kind !== 'variable' || !place.isRead) continue;
    const { name, source, required } = place.variable;
    const line = rangeOfVariable(around.lines, place.line, name).start.line + 1;
    if (source === 'ask' && required && !around.live.kept.given.has(name)) add(name, line, [secretLens(name)]);
    const carried = listsOnly.test(around.path) ? null : carriedBy(place, around, clients);
    if (carried) add(carried.key, line, carried.lenses, apart);
  }
  return lenses;
}

/** What a variable leads to, where the file does not have the client of it as well. */
function carriedBy(
  { variable: { binding }, service: reader }: { readonly variable: Variable; readonly service: Service },
  around: Around,
  clients: ReadonlySet<string>,
): { key: string; lenses: Command[] } | null {
  if (!binding) return null;
  if ('resource' in binding) {
    const resource = around.blueprint.resources.find(({ name }) => name === binding.resource);
    return resource && !clients.has(resource.name) ? { key: resource.name, lenses: resourceLenses(resource, around) } : null;
  }
  const service = around.blueprint.services.find(({ name }) => name === binding.service);
  return service && service.name !== reader.name
    ? { key: `-> ${service.name}`, lenses: [stateLens(service, around, `${serviceName(service)} · `)] }
    : null;
}

function resourceLenses(resource: Resource, { live, blueprint }: Around): Command[] {
  const { name, type, need, evidence } = resource;
  const state = live.state?.resources.find((each) => each.name === name)?.state ?? null;
  const optional = need === 'optional' && !isLive(state) ? 'optional, ' : '';
  const title = [
    `${resourceName(resource)} · ${optional}${resourceState(type, state)}`,
    ...elsewhere(live.deployed, 'resource', name),
  ].join(' · ');
  const begin = isServed(type) ? { title, command: commands.up } : named(commands.showInMap, title, name);
  const command = isLive(state) ? named(commands.openResource, title, name) : begin;
  const places = new Set(
    [...evidence, ...blueprint.services.flatMap(({ uses }) => uses.flatMap((use) => (use.resource === name ? use.evidence : [])))].map(
      ({ file, line }) => `${file}:${line}`,
    ),
  );
  return places.size > 1 ? [command, named(commands.showEvidence, count(places.size, 'place'), name)] : [command];
}

function serviceLenses(service: Service, around: Around): Command[] {
  const { start, name } = service;
  const state = stateLens(service, around, `${serviceName(service)} · `);
  return start === null ? [state] : [state, named(commands.showInMap, label(start), name)];
}

function stateLens({ name }: Service, { live }: Around, before: string): Command {
  const now = live.state?.services.find((each) => each.name === name);
  const url = now && isLive(now.state) && now.url ? ` · ${label(now.url)}` : '';
  const title = [`${before}${stateWord(now?.state ?? null)}${url}`, ...elsewhere(live.deployed, 'service', name)].join(' · ');
  return now && isLive(now.state) ? named(commands.showLogs, title, name) : { title, command: commands.up };
}

function questionLens({ id, ask, default: assumed }: Blueprint['questions'][number]): Command {
  const title = `? ${label(ask)}${assumed === null ? '' : ` Using ${label(assumed)}`}`;
  return { title, command: commands.answerQuestion, arguments: [{ id }] };
}

const secretLens = (name: string): Command => named(commands.setSecret, `${label(name)} · yours to give`, name);

const named = (command: string, title: string, name: string): Command => ({ title, command, arguments: [{ name }] });

/** What is shown above other files changes with what runs, and with what any file says. */
function refreshWhenChanged(session: Session): void {
  const { workspace, live, client } = session;
  if (!client.refreshesLenses) return;
  let shown: Blueprint | null = null;
  const refresh = (): void => void ask(session, CodeLensRefreshRequest.type.method);
  workspace.onRead(({ blueprint }) => {
    if (blueprint === shown) return;
    shown = blueprint;
    refresh();
  });
  live.onChange(refresh);
}
