import { indexOf } from '../../evaluate/module-index.ts';
import { baseName, isTest, isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Assignment, Module } from '../../syntax/module.ts';
import type { Component } from '../language.ts';
import { phpComponents } from './components.ts';
import { connectionArrays } from './frameworks/arrays.ts';
import { isLaravel, laravelConfiguration, linkLaravel } from './frameworks/laravel.ts';
import { isSymfony, symfonyModules } from './frameworks/symfony.ts';

/** Configuration that frameworks keep in files of their own, brought to paths that the catalogue knows. */
export function linkPhp(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module> {
  const components = phpComponents(repository);
  const linked = withGlobals(modules);
  const extend = (path: string, library: string, assignments: readonly Assignment[]): void => {
    const module = linked.get(path);
    if (!module) return;
    linked.set(path, {
      ...module,
      imports: [...module.imports, { local: library, module: library, name: null, line: 1 }],
      assignments: [...module.assignments, ...assignments],
    });
  };
  for (const component of components) {
    if (isLaravel(component)) {
      const configuration = laravelConfiguration(component, ownModules(component, components, modules), repository);
      for (const [path, assignments] of linkLaravel(configuration)) extend(path, 'laravel:config', assignments);
    } else if (!isSymfony(component))
      for (const { module, assignments } of connectionArrays(ownModules(component, components, modules)))
        extend(module.path, 'connection:array', assignments);
    if (isSymfony(component)) for (const module of symfonyModules(component, repository)) linked.set(module.path, module);
  }
  for (const [path, module] of modules) {
    const name = baseName(path);
    if (
      /^wp-config([.-][\w-]+)?\.php$/.test(name) ||
      (name === 'application.php' && module.assignments.some((each) => each.target[0] === 'DB_HOST'))
    )
      extend(path, 'wordpress:config', wordpressSettings(module));
    if (/(^|\/)application\/config\/database\.php$/.test(path)) extend(path, 'codeigniter:config', []);
  }
  return linked;
}

/** Functions outside namespaces, and constants, are known everywhere: what a file of the repository defines is led to it. */
function withGlobals(modules: ReadonlyMap<string, Module>): Map<string, Module> {
  const homes = new Map<string, string | null>();
  for (const [path, module] of modules)
    for (const fact of module.functions)
      if (fact.className === null && fact.name !== '' && module.namespace === null)
        homes.set(fact.name, homes.has(fact.name) ? null : path);
  const constants = new Set(
    [...modules.values()].flatMap((module) => module.assignments.flatMap(({ target }) => (target.length === 1 ? target : []))),
  );
  const linked = new Map<string, Module>();
  for (const [path, module] of modules) {
    const index = indexOf(module);
    const used = [...index.calls.keys()].flatMap((name) => {
      const home = homes.get(name);
      return home && home !== path && !index.imports.has(name) && !builtIn.has(name) ? [{ local: name, module: home, name, line: 1 }] : [];
    });
    const known = module.imports.filter((fact) => !fact.module.startsWith('constant:') || constants.has(fact.local));
    linked.set(path, used.length || known.length < module.imports.length ? { ...module, imports: [...known, ...used] } : module);
  }
  return linked;
}

/** Frameworks' own functions, which a repository may define again for its tests or its templates. */
const builtIn = new Set(['env', 'getenv', 'config', 'define']);

/** A component's own modules without those of components inside it, and without tests. */
export function ownModules(component: Component, all: readonly Component[], modules: ReadonlyMap<string, Module>): Module[] {
  const nested = all.filter((other) => other.path !== component.path && isUnder(other.path, component.path)).map((other) => other.path);
  return [...modules.values()].filter(
    (module) =>
      module.language === 'php' &&
      isUnder(module.path, component.path) &&
      !nested.some((folder) => isUnder(module.path, folder)) &&
      !isTest(component.path === '.' ? module.path : module.path.slice(component.path.length + 1)),
  );
}

/** `define('DB_HOST', …)`, and Bedrock's `Config::define`. */
function wordpressSettings(module: Module): Assignment[] {
  return module.assignments
    .filter(
      (each) => each.target.length === 1 && /^(DB_(HOST|USER|PASSWORD|NAME)|WP_REDIS_(HOST|PORT|PASSWORD))$/.test(each.target[0] ?? ''),
    )
    .map((each) => ({ ...each, target: ['wordpress', each.target[0] ?? ''] }));
}
