import { Filler } from '../../../configuration/fill.ts';
import { isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import { mapExpressions } from '../../../syntax/map.ts';
import type { Module } from '../../../syntax/module.ts';
import { goModules } from '../module-map.ts';
import { readEnvironmentMaps, readingAll } from './environment-maps.ts';
import { fillFromEnvironment } from './environment-structs.ts';
import { fillFromFiles } from './file-structs.ts';
import { readCliFlags, readIniKeys } from './getters.ts';
import { writtenThroughPointers } from './pointers.ts';
import { readStores } from './stores.ts';

/** Facts of Go that need more than one file: structs and keys that libraries read from the environment and from files. */
export function linkGo(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module> {
  const filler = new Filler(repository);
  const replaced = new Map<Expression, Expression>();
  fillFromEnvironment(modules, repository, filler);
  for (const [folder, own] of byModule(modules, repository)) {
    readStores(folder, own, repository, filler, replaced);
    fillFromFiles(folder, own, repository, filler);
    readIniKeys(folder, own, repository, replaced);
    readCliFlags(own, repository, replaced);
  }
  const wholes = readingAll(modules, repository);
  readEnvironmentMaps(wholes, replaced);
  const filled = filler.modules();
  const written = writtenThroughPointers(modules, repository);
  const linked = new Map(filled);
  const callers = [...written.keys()].flatMap((path) => repository.modules.get(path) ?? []);
  for (const module of new Set([...modules.values(), ...wholes, ...callers])) {
    const current = filled.get(module.path) ?? module;
    const added = written.get(module.path);
    const whole = added ? { ...current, assignments: [...current.assignments, ...added] } : current;
    const mapped = replaced.size > 0 ? mapExpressions(whole, (expression) => replaced.get(expression) ?? expression) : whole;
    if (mapped !== module) linked.set(module.path, mapped);
  }
  return linked;
}

/** Files by the Go module they belong to: the nearest above. */
function byModule(modules: ReadonlyMap<string, Module>, repository: Repository): Map<string, Module[]> {
  const folders = [...new Set(goModules(repository).map((each) => each.folder))].toSorted((a, b) => b.length - a.length);
  const found = new Map<string, Module[]>();
  for (const module of modules.values()) {
    const folder = folders.find((each) => isUnder(module.path, each)) ?? '.';
    const own = found.get(folder);
    if (own) own.push(module);
    else found.set(folder, [module]);
  }
  return found;
}
