import { canonicalModule } from '../../../evaluate/canonical.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { isAside, isTest, isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module, PlacedCall } from '../../../syntax/module.ts';
import type { Component } from '../../language.ts';
import { crates, type Crate } from '../crates.ts';
import { resolveRustImport } from '../imports.ts';

/** A binary with the files it is made of. */
export interface Program {
  readonly component: Component;
  readonly crate: Crate;
  readonly name: string;
  readonly entry: Module;
  readonly line: number;
  readonly modules: readonly Module[];
  readonly repository: Repository;
}

const notDeployed = /(^|\/)(xtask|tools?|examples?|benches|benchmarks?|fuzz|tests?|scripts?|codegen|macros?|e2e)(\/|$)/;

export function programsOf(component: Component, repository: Repository): Program[] {
  const crate = crates(repository).find((each) => each.folder === component.path);
  // What it listens on is for its own window.
  if (
    !crate ||
    component.dependencies.has('tauri') ||
    component.dependencies.has('tauri-build') ||
    notDeployed.test(crate.folder) ||
    isAside(`${crate.folder}/`) ||
    isTest(`${crate.folder}/x`)
  )
    return [];
  const alone = crate.binaries.length === 1;
  return crate.binaries.flatMap(({ name, path }): Program[] => {
    const entry = repository.modules.get(path);
    if (!entry) return [];
    const main = entry.functions.find(
      (each) =>
        each.name === 'main' ||
        each.decorators.some(
          (decorator) => decorator.kind === 'call' && decorator.callee.kind === 'name' && decorator.callee.name === 'launch',
        ),
    );
    return [
      {
        component,
        crate,
        name,
        entry,
        line: main?.line ?? 1,
        modules: alone ? everythingIn(component, repository) : reachedFrom(entry, repository),
        repository,
      },
    ];
  });
}

/** Files of a crate and of those it includes, without its tests. */
function everythingIn(component: Component, repository: Repository): Module[] {
  const folders = [component.path, ...component.includes];
  const others = crates(repository)
    .map((each) => each.folder)
    .filter((folder) => !folders.includes(folder));
  return [...repository.modules.values()].filter(
    ({ path, language }) =>
      language === 'rust' &&
      folders.some((folder) => isUnder(path, folder)) &&
      !others.some(
        (folder) => isUnder(path, folder) && folders.every((own) => own === '.' || !isUnder(own, folder) || own.length < folder.length),
      ) &&
      !/(^|\/)(tests|benches|examples)\//.test(path),
  );
}

function reachedFrom(entry: Module, repository: Repository): Module[] {
  const reached = new Set<Module>([entry]);
  for (const module of reached)
    for (const fact of module.imports)
      for (const name of fact.name === null || fact.name === '*' ? [fact.module] : [`${fact.module}::${fact.name}`, fact.module])
        for (const path of resolveRustImport(name, module.path, repository)) {
          const found = repository.modules.get(path);
          if (found) reached.add(found);
        }
  return [...reached];
}

/** A call that was looked for. */
export interface FoundCall extends PlacedCall {
  readonly module: Module;
  readonly canonical: string;
}

/** Calls by canonical name; a name that a `use` of everything brought in is looked for under that. */
export function callsNamed(names: ReadonlySet<string>, { modules, repository }: Pick<Program, 'modules' | 'repository'>): FoundCall[] {
  const last = new Set([...names].map((name) => name.slice(name.lastIndexOf('.') + 1)));
  return modules.flatMap((module) => {
    const stars = module.imports.filter((fact) => fact.name === '*').map((fact) => canonicalModule(fact.module));
    const found: FoundCall[] = [];
    for (const [name, calls] of indexOf(module).calls) {
      if (!last.has(name)) continue;
      for (const placed of calls) {
        const written = repository.canonicalName(placed.call.callee, module, placed.scope);
        if (written === null) continue;
        const canonical = [written, ...stars.map((star) => `${star}.${written}`)].find((each) => names.has(each));
        if (canonical) found.push({ ...placed, module, canonical });
      }
    }
    return found;
  });
}

/** Whether a file imports from a crate. */
export const usesCrate = (module: Module, name: string): boolean =>
  module.imports.some(
    (fact) => fact.module === name || fact.module.startsWith(`${name}::`) || (fact.module === 'extern' && fact.name === name),
  );

/** Calls by their last name alone, in files that use a crate. */
export const callsIn = (crate: string, names: readonly string[], modules: readonly Module[]): FoundCall[] =>
  modules.flatMap((module) =>
    usesCrate(module, crate)
      ? names.flatMap((name) =>
          (indexOf(module).calls.get(name) ?? []).map((placed) => ({ ...placed, module, canonical: `${crate}.${name}` })),
        )
      : [],
  );
