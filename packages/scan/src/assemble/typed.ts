import { resourceDefinitions, resourceTypeOfScheme, type Property, type ResourceType } from '@groundwork/blueprint';
import { variablesOf } from '../evaluate/value.ts';
import type { Repository } from '../repository/repository.ts';
import type { Connection, TypedConnection, Wire } from './connection.ts';
import { isLaterAlternative } from './alternatives.ts';
import { readConnectionText } from './connection-text.ts';
import { holdsByDefault } from '../evaluate/holds.ts';
import { reachedByDefault } from './reached.ts';
import { textsOf, wiresOf } from './wire.ts';

/** What is known of a service besides its code when a connection's type is decided. */
export interface TypeContext {
  readonly repository: Repository;
  /** Types of the drivers among the service's dependencies, likeliest first. */
  readonly drivers: readonly ResourceType[];
  /** Example values the authors wrote down for a variable (`.env.example`, compose). */
  examplesOf(variable: string): readonly string[];
  /** A cloud calls the code: what its functions are told they use. */
  readonly calledByCloud: boolean;
  /** Variables whose mere presence switches something on. */
  readonly switches: ReadonlySet<string>;
  /** Which database a URL names where only a person knows. */
  readonly database: ResourceType | null;
}

/**
 * Decides which resource a connection reaches. Several answers mean that the code supports several: the first is what runs
 * by default, the others are optional. None means that nothing tells.
 */
export function typeConnection(connection: Connection, context: TypeContext): TypedConnection[] {
  const wires = wiresOf(connection);
  const held = connection.guards.map((guard) => holdsByDefault(guard, connection.module, connection.scope, context.repository));
  const switched = wires.some(({ read, property }) => addressing.has(property) && context.switches.has(read.name));
  const alternative = connection.guards.some(
    (guard, at) => held[at] === null && isLaterAlternative(guard, connection.module, connection.scope),
  );
  const guardedOut =
    held.includes(false) || switched || alternative || reachedByDefault(connection.module, connection.scope, context.repository) === false;
  const texts = connection.told.filter((each) => each.form !== 'choice').flatMap((each) => textsOf(each.value));
  const examples = wires.flatMap(({ read }) => context.examplesOf(read.name));
  const host = hostOf(texts);
  // Its address is data of the people who use the program: nothing that a deployment could tell.
  const toldWhileRunning = connection.untold === true && wires.every(({ byItself }) => byItself);
  const of = (type: ResourceType, optional: boolean, confidence: number): TypedConnection => ({
    connection,
    type,
    wires: wiresFor(type, guardedOut ? wires.map(notRequired) : wires),
    optional:
      optional ||
      guardedOut ||
      (connection.need === 'optional' &&
        !wires.some(({ read, property }) => read.required || (context.calledByCloud && property === 'bucket' && read.fallback === null))) ||
      (resourceDefinitions[type].group !== 'database' && host === null && (isLeftOut(wires) || toldWhileRunning)) ||
      // Mail whose server no variable and no text names is set up by whoever runs it, or not at all.
      (type === 'smtp' && !connection.through && host === null && wires.length === 0),
    host,
    confidence,
  });
  if (connection.local && wires.length === 0) return [];
  if (connection.resource === 'sqlite' && texts.some((text) => text.includes(':memory:'))) return [];
  if (connection.localWhen && texts.some((text) => connection.localWhen?.test(text)) && wires.length === 0) return [];
  /** By default it keeps to something of its own; a variable can make it a server. */
  const local = (): boolean => connection.localWhen?.test(texts[0] ?? '') ?? false;
  const choice = connection.resource;
  const { among } = connection;
  const amongDrivers: TypeContext = among ? { ...context, drivers: context.drivers.filter((type) => among.includes(type)) } : context;
  const possible = (type: ResourceType): boolean => !among?.length || among.includes(type);
  if (choice === 'by-url') {
    const found = byUrl(texts, examples, wires, amongDrivers).filter(({ type }) => possible(type));
    if (found.length === 0 && connection.otherwise && wires.length > 0) return [of(connection.otherwise, false, 0.6)];
    const keepsToItself = texts.some((text) => inProcess.test(text));
    return found.map(({ type, confidence, fits }, at) => ({ ...of(type, at > 0 || keepsToItself, confidence), ...(fits ? { fits } : {}) }));
  }
  if (typeof choice === 'object') {
    const told = connection.told.filter((each) => each.form === 'choice' || choice.otherwise).flatMap((each) => textsOf(each.value));
    const types = unique(
      told.flatMap((text) =>
        Object.entries(choice.contains).flatMap(([part, type]) => (text.toLowerCase().includes(part.toLowerCase()) ? [type] : [])),
      ),
    );
    if (types.length) {
      // A variable chooses: whatever else is installed and can be named there is supported, if less surely meant.
      const chosen = connection.told.some(({ form, value }) => form === 'choice' && value.kind === 'variable');
      const named: readonly string[] = Object.values(choice.contains);
      const others = chosen ? amongDrivers.drivers.filter((type) => named.includes(type) && !types.includes(type)) : [];
      return [...types.map((type, at) => of(type, at > 0, 0.95)), ...others.map((type) => of(type, true, 0.6))];
    }
    if (choice.otherwise) return [of(choice.otherwise, local(), 0.97)];
    // Another kind is named, one that is no server: only a URL can say more.
    const found = byUrl(texts, examples, wires, told.some(isWhole) ? { ...amongDrivers, drivers: [] } : amongDrivers);
    return found.map(({ type, confidence }, at) => of(type, at > 0, confidence));
  }
  return [of(choice, choice !== 'sqlite' && local(), 0.97)];
}

const isWhole = (text: string): boolean => text !== '' && !text.includes('\u0001');

/** Its address is nothing unless somebody says one: `search_url: str | None = None`. The code copes with that. */
export function isLeftOut(wires: readonly Wire[]): boolean {
  const told = wires.filter(({ property, byItself }) => addressing.has(property) && !byItself);
  return (
    told.length > 0 &&
    told.every(({ read }) => read.fallback?.kind === 'constant' && (read.fallback.value === null || read.fallback.value === ''))
  );
}

/** Without these there is nothing to connect to. */
const addressing: ReadonlySet<Property> = new Set(['url', 'host', 'bucket', 'queue', 'apiKey']);

/** Databases that run inside the program: what is connected to as it is shipped is no server. */
const inProcess = /^(jdbc:|r2dbc:)?(h2|hsqldb|derby|duckdb):/;

interface Guess {
  readonly type: ResourceType;
  readonly confidence: number;
  readonly fits?: readonly ResourceType[];
}

/** Scheme of the default, then of what the authors show as an example, then the drivers that are installed. */
function byUrl(texts: readonly string[], examples: readonly string[], wires: readonly Wire[], context: TypeContext): Guess[] {
  const schemes = unique(texts.flatMap((text) => typeOfText(text) ?? []));
  const shown = unique(examples.flatMap((text) => typeOfText(text) ?? []));
  const required = wires.some(({ read }) => read.fallback === null);
  const first = schemes.length ? schemes : shown;
  const all = unique([...first, ...shown, ...(first.length ? [] : context.drivers)]);
  // Code that is told nothing by default and has one driver installed needs that one.
  const confidence = schemes.length ? 0.97 : shown.length ? 0.9 : required ? 0.8 : 0.7;
  const relevant = first.length
    ? unique([
        ...all,
        ...context.drivers.filter(
          (type) => resourceDefinitions[type].group === 'database' && first.some((each) => resourceDefinitions[each].group === 'database'),
        ),
      ])
    : all;
  const fits = first.length || !required ? [] : relevant.filter(isDatabaseServer);
  if (fits.length < 2 || !isDatabaseServer(relevant[0])) return relevant.map((type) => ({ type, confidence }));
  const said = fits.find((type) => type === context.database);
  return unique([...(said ? [said] : []), ...relevant]).map((type) => ({ type, confidence, ...(said ? {} : { fits }) }));
}

const isDatabaseServer = (type: ResourceType | undefined): boolean =>
  type !== undefined && type !== 'sqlite' && type !== 'pgvector' && resourceDefinitions[type].group === 'database';

function typeOfText(text: string): ResourceType | null {
  const { scheme } = readConnectionText(text);
  return scheme === null ? null : resourceTypeOfScheme(scheme);
}

function hostOf(texts: readonly string[]): string | null {
  for (const text of texts) {
    const { host } = readConnectionText(text);
    if (host !== null) return host;
  }
  return null;
}

/** Nobody has to set what only something switched on reads. */
const notRequired = (wire: Wire): Wire => (wire.read.required ? { ...wire, read: { ...wire.read, required: false } } : wire);

/** Properties a type does not have are no bindings to it. */
function wiresFor(type: ResourceType, wires: readonly Wire[]): Wire[] {
  const properties: readonly string[] = resourceDefinitions[type].properties;
  return wires.filter((wire) => properties.includes(wire.property));
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** Variables that a connection's condition looks at. */
export const guardVariables = (connection: Connection, repository: Repository): string[] =>
  connection.guards.flatMap((guard) =>
    variablesOf(repository.valueOf(guard, connection.module, connection.scope)).map((read) => read.name),
  );
