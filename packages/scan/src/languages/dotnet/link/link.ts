import type { Repository } from '../../../repository/repository.ts';
import { replaceExpressions } from '../../../syntax/map.ts';
import type { Module } from '../../../syntax/module.ts';
import { dotnetBuild } from '../build/projects.ts';
import { configurations } from './environment.ts';
import { projectFinder, withGlobalUsings } from './global-usings.ts';
import { bindOptions } from './options.ts';
import { readsOf, type Binding } from './reads.ts';
import { bindingsThrough, type Wrapper } from './wrappers.ts';
import { appSettingsModules } from './settings-modules.ts';

/** Global usings, configuration reads as the variables they are, options classes filled, and configuration files as modules. */
export function linkDotnet(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module> {
  const { projects } = dotnetBuild(repository);
  if (projects.size === 0) return modules;
  const linked = withGlobalUsings(modules, repository);
  const configurationOf = configurations(linked, projectFinder(projects), repository);
  const classes = new Set([...linked.values()].flatMap((module) => module.classes.map((fact) => fact.name)));
  const bindings: Binding[] = [];
  const wrappers: Wrapper[] = [];
  for (const [path, module] of linked) {
    const configuration = configurationOf(path);
    if (!configuration) continue;
    const reads = readsOf(module, configuration, classes, repository);
    bindings.push(...reads.bindings);
    wrappers.push(...reads.wrappers);
    if (reads.replacements.size > 0) linked.set(path, replaceExpressions(module, reads.replacements));
  }
  bindings.push(...bindingsThrough(wrappers, linked, repository));
  bindOptions(linked, bindings, configurationOf);
  for (const module of appSettingsModules(repository)) linked.set(module.path, module);
  return linked;
}
