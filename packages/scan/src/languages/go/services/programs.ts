import { folderOf, isAside, isTest } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import type { Component } from '../../language.ts';
import { goComponents } from '../components.ts';
import { resolveGoImport, sourcesIn } from '../imports.ts';

/** A `main` package with everything of the repository that it is built from. */
export interface Program {
  readonly component: Component;
  /** The package's folder. */
  readonly folder: string;
  /** What its binary is called. */
  readonly name: string;
  /** Where `main` stands. */
  readonly entry: Module;
  readonly line: number;
  /** Files of the package itself that say something. */
  readonly own: readonly Module[];
  /** Those of every package it imports, itself included. */
  readonly modules: readonly Module[];
  readonly repository: Repository;
}

/** Folders whose programs are run by developers or the build, not deployed. */
const notDeployed =
  /(^|\/)(tools?|hack|scripts?|examples?|_examples?|samples?|docs?|testdata|tests?|e2e|benchmarks?|bench|gen|generate|generator|codegen|internal\/tools?|build|ci|\.\w+|misc|contrib|demo)(\/|$)/;

/** Programs of a component, in the order of their folders. */
export function programsOf(component: Component, repository: Repository): Program[] {
  const others = goComponents(repository)
    .map((each) => each.path)
    .filter((path) => path !== component.path && (component.path === '.' || path.startsWith(`${component.path}/`)));
  const found = new Map<string, Program>();
  for (const path of repository.filesUnder(component.path)) {
    const module = repository.modules.known(path);
    if (module?.language !== 'go' || module.namespace !== 'main') continue;
    const main = module.functions.find((each) => each.name === 'main' && each.className === null);
    const folder = folderOf(path);
    if (!main || found.has(folder) || others.some((other) => folder === other || folder.startsWith(`${other}/`))) continue;
    const inside = insideOf(folder, component.path);
    if (notDeployed.test(inside) || isTest(`${inside}/x`) || isAside(`${inside}/x`)) continue;
    const own = sourcesIn(folder, repository);
    found.set(folder, {
      component,
      folder,
      name: nameOf(folder, component),
      entry: module,
      line: main.line,
      own: own.flatMap((each) => repository.modules.known(each) ?? []),
      modules: reachedFrom(own, repository),
      repository,
    });
  }
  return [...found.values()];
}

const insideOf = (folder: string, root: string): string => (root === '.' ? folder : folder === root ? '.' : folder.slice(root.length + 1));

/** `cmd/api` is `api`; `services/orders/cmd` is `orders`; the root is the module. */
function nameOf(folder: string, component: Component): string {
  const parts = folder.split('/').filter((part) => part !== '.' && !/^(cmd|main|app|src|server|service|bin)$/.test(part));
  const inside = insideOf(folder, component.path);
  const last = inside === '.' ? null : inside.split('/').findLast((part) => part !== 'cmd' && part !== 'main' && part !== 'src');
  return last ?? component.name ?? parts.at(-1) ?? 'app';
}

/** Files of packages that are reached from some files through imports, as far as they say something. */
function reachedFrom(own: readonly string[], repository: Repository): Module[] {
  const reached = new Set(own);
  const packages = new Set<string>();
  for (const path of reached) {
    for (const name of repository.modules.importsOf(path)) {
      if (packages.has(name)) continue;
      packages.add(name);
      for (const file of resolveGoImport(name, path, repository)) reached.add(file);
    }
  }
  return [...reached].flatMap((path) => repository.modules.known(path) ?? []);
}
