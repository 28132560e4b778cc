import { resourceDefinitions } from '@groundwork/blueprint';
import type { Module } from '../syntax/module.ts';
import type { TypedConnection } from './connection.ts';
import { pluginBases, withoutPlugins } from './plugins.ts';
import { oneOfRivals } from './rivals.ts';
import { throughSettings } from './through.ts';
import { isLeftOut } from './typed.ts';

/** What each connection is among the others of its component: one of several that the code can choose from, or the only one. */
export function amongOthers(connections: readonly TypedConnection[], modules: readonly Module[]): readonly TypedConnection[] {
  const plugins = pluginBases(modules);
  const first = withoutPlugins(connections, plugins);
  const files = new Set(first.filter(({ type, optional }) => type === 'sqlite' && !optional).map((each) => each.connection.library));
  const second = first.map((each) => (files.has(each.connection.library) && isChoice(each) ? { ...each, optional: true } : each));
  const main = new Set(
    second.filter((each) => !each.optional && isDatabase(each) && !isNowhere(each) && !isGuess(each)).map(({ type }) => type),
  );
  const third = second.map((each) =>
    !each.optional && isDatabase(each) && (isNowhere(each) || isGuess(each)) && main.size > 0 && !main.has(each.type)
      ? { ...each, optional: true }
      : each,
  );
  return throughSettings(filesAside(oneOfEach(oneOfRivals(firstOfBranches(third)))), modules);
}

/** Databases in the branches of one question that nothing answers: the first is taken for the one that is meant. */
function firstOfBranches(connections: readonly TypedConnection[]): readonly TypedConnection[] {
  const meant = new Map<string, TypedConnection['type']>();
  return connections.map((each) => {
    const question = each.optional || !isDatabase(each) ? null : questionOf(each);
    if (question === null) return each;
    const first = meant.get(question) ?? each.type;
    meant.set(question, first);
    return first === each.type ? each : { ...each, optional: true };
  });
}

/** What the last condition around a connection compares, and where: `provider == …`, `switch (provider)`. */
function questionOf({ connection }: TypedConnection): string | null {
  const { module, scope, guards } = connection;
  const guard = guards.at(-1);
  if (guard?.kind !== 'compare' || !/^(===?|case|in)$/.test(guard.operator)) return null;
  const asked = JSON.stringify(guard.left, (key, value: unknown) => (key === 'line' ? undefined : value));
  return `${module.path}|${scope}|${asked}`;
}

/** Only a driver among the dependencies tells its type: where another connection of the service says more, it is that one. */
const isGuess = ({ connection, wires, host, confidence }: TypedConnection): boolean =>
  connection.resource === 'by-url' && wires.length === 0 && host === null && confidence < 0.9;

const isNowhere = ({ wires, host }: TypedConnection): boolean => host === null && isLeftOut(wires);

const isDatabase = ({ type }: TypedConnection): boolean => resourceDefinitions[type].group === 'database';

/** Where a file is the database already, a server that is told by a variable without a default is a choice. */
const isChoice = ({ type, wires, connection }: TypedConnection): boolean =>
  type !== 'sqlite' &&
  resourceDefinitions[type].group === 'database' &&
  wires.length > 0 &&
  wires.length >= connection.told.filter(({ form }) => form !== 'choice').length &&
  wires.every(({ read }) => read.fallback === null && !read.required);

/** A file that a process opens itself beside a database server is its own affair. */
function filesAside(connections: readonly TypedConnection[]): readonly TypedConnection[] {
  if (!connections.some((each) => isDatabase(each) && each.type !== 'sqlite' && !each.optional)) return connections;
  return connections.map((each) =>
    each.type === 'sqlite' && each.connection.library.drives === 'sqlite' && !each.optional ? { ...each, optional: true } : each,
  );
}

/** A framework's only database, told in one of several ways none of which is the default: one of them it has to be. */
function oneOfEach(connections: readonly TypedConnection[]): readonly TypedConnection[] {
  const needed = new Set<TypedConnection>();
  for (const library of new Set(connections.map((each) => each.connection.library))) {
    const all = connections.filter((each) => each.connection.library === library && isDatabase(each));
    const [first] = all;
    if (!first || !library.settings || library.drives || all.some((each) => !each.optional) || all.some((each) => each.connection.need))
      continue;
    for (const each of all) if (each.type === first.type) needed.add(each);
  }
  return connections.map((each) => (needed.has(each) ? { ...each, optional: false } : each));
}
