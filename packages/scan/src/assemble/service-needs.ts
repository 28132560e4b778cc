import type { Evidence, ResourceType } from '@groundwork/blueprint';
import type { VariableRead } from '../evaluate/value.ts';
import type { Library } from '../catalog/library.ts';
import type { Component } from '../languages/language.ts';
import type { Repository } from '../repository/repository.ts';
import type { Module } from '../syntax/module.ts';
import type { TypedConnection } from './connection.ts';
import { amongOthers } from './choices.ts';
import { driversOf, installedLibraries, type Installed } from './drivers.ts';
import { clientsIn } from './find-clients.ts';
import { settingsIn } from './find-settings.ts';
import { onRequestOnly } from './on-request.ts';
import { modulesOf } from './owned.ts';
import { switchesOf } from './presence.ts';
import { readInStartScripts } from './start-scripts.ts';
import { settledLater } from './set-later.ts';
import { typeConnection } from './typed.ts';
import { variablesRead } from './variables.ts';

/** What the code of one component says it needs. */
export interface ComponentNeeds {
  readonly component: Component;
  readonly modules: readonly Module[];
  readonly installed: readonly Installed[];
  readonly connections: readonly TypedConnection[];
  /** Resources that a dependency alone brings, with the dependency's evidence. */
  readonly alone: readonly { readonly type: ResourceType; readonly optional: boolean; readonly evidence: Evidence }[];
  readonly variables: ReadonlyMap<string, readonly VariableRead[]>;
}

export type Examples = (variable: string, component: Component) => readonly string[];

export function needsOf(
  component: Component,
  all: readonly Component[],
  repository: Repository,
  examplesOf: Examples,
  entries: readonly string[],
  database: ResourceType | null,
  calledByCloud: boolean,
): ComponentNeeds {
  const modules = modulesOf(component, all, repository, entries);
  const installed = installedLibraries(component);
  const drivers = driversOf(installed, modules, component.language);
  const context = {
    repository,
    drivers,
    examplesOf: (variable: string) => examplesOf(variable, component),
    calledByCloud,
    switches: switchesOf(modules, repository),
    database,
  };
  const isUsed = usedLibraries(installed, modules);
  const onRequest = onRequestOnly(installed);
  const connections = settledLater(
    modules
      .flatMap((module) => [...clientsIn(module, repository), ...settingsIn(module, repository, isUsed)])
      .flatMap((connection) => typeConnection(connection, context))
      .map((each) => (!each.optional && onRequest(each) ? { ...each, optional: true } : each)),
  );
  const alone = installed.flatMap(({ library, dependency }) => {
    const { alone: need, drives } = library;
    if (!need || !drives || !dependency) return [];
    return [{ type: drives, optional: need === 'optional' || dependency.optional, evidence: dependency.evidence }];
  });
  return {
    component,
    modules,
    installed,
    connections: amongOthers(connections, modules),
    alone,
    variables: withScripts(variablesRead(modules, repository), component, repository),
  };
}

function withScripts(
  read: Map<string, VariableRead[]>,
  component: Component,
  repository: Repository,
): ReadonlyMap<string, readonly VariableRead[]> {
  for (const [name, reads] of readInStartScripts(component, repository)) read.set(name, [...(read.get(name) ?? []), ...reads]);
  return read;
}

/** A plain name means something only where its library is used: `EMAIL_HOST` in a program without Django is a name like any other. */
function usedLibraries(installed: readonly Installed[], modules: readonly Module[]): (library: Library) => boolean {
  const listed = new Set(installed.map(({ library }) => library));
  let imported: ReadonlySet<string> | null = null;
  return (library) =>
    !/^(python|php|ruby)$/.test(library.language) ||
    listed.has(library) ||
    (library.modules ?? library.packages).some((name) => (imported ??= importedBy(modules)).has(name));
}

/** Names of imported modules and of everything they are inside. */
function importedBy(modules: readonly Module[]): ReadonlySet<string> {
  const imported = new Set<string>();
  for (const { imports } of modules) {
    for (const { module } of imports) {
      for (let end = module.length; end > 0; end = module.lastIndexOf('.', end - 1)) imported.add(module.slice(0, end));
    }
  }
  return imported;
}
