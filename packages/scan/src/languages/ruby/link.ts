import { implicitVariables, rubyLibraries } from '../../catalog/ruby/index.ts';
import { baseName, folderOf, isTest, isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Assignment, Import, Module } from '../../syntax/module.ts';
import type { Component } from '../language.ts';
import { rubyComponents } from './components.ts';
import { linkRails } from './rails.ts';

/** What needs more than one file: constants and their homes, configuration files, what gems read by themselves. */
export function linkRuby(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module> {
  const linked = new Map<string, Module>();
  const homes = homesOfConstants(modules);
  for (const [path, module] of modules)
    linked.set(path, isElsewhere(path) ? emptied(module) : configured(withHomes(module, homes), modules));
  for (const component of rubyComponents(repository)) {
    const own = ownModules(component, rubyComponents(repository), linked);
    for (const module of linkRails(component, own, repository)) linked.set(module.path, module);
    const gemfile = own.find((module) => /^(Gemfile|gems\.rb)$/.test(baseName(module.path)));
    const home = gemfile && linked.get(gemfile.path);
    if (home) linked.set(home.path, { ...home, assignments: [...home.assignments, ...readByGems(component, own)] });
  }
  return linked;
}

/** Settings of Rails' other environments, and examples of a file that is there. */
const isElsewhere = (path: string): boolean =>
  /(^|\/)config\/(environments\/(development|test|ci)|deploy(\/[\w-]+)?|spring|boot)\.rb$/.test(path);

const emptied = (module: Module): Module => ({
  ...module,
  imports: [],
  assignments: [],
  classes: [],
  functions: [],
  statements: [],
  endless: [],
});

/** A component's own modules without those of components inside it, and without tests. */
export function ownModules(component: Component, all: readonly Component[], modules: ReadonlyMap<string, Module>): Module[] {
  const folders = [component.path, ...component.includes];
  const nested = all.filter((other) => !folders.includes(other.path) && isUnder(other.path, component.path)).map((other) => other.path);
  return [...modules.values()].filter(
    (module) =>
      module.language === 'ruby' &&
      folders.some((folder) => isUnder(module.path, folder)) &&
      !nested.some((folder) => isUnder(module.path, folder)) &&
      !isTest(component.path === '.' ? module.path : module.path.slice(component.path.length + 1)),
  );
}

const ofLibraries = new Set(rubyLibraries.flatMap((library) => (library.modules ?? []).map((name) => name.split('::')[0] ?? '')));

/** Constants that exactly one file of the repository defines. */
function homesOfConstants(modules: ReadonlyMap<string, Module>): ReadonlyMap<string, string> {
  const homes = new Map<string, string | null>();
  const add = (name: string, path: string): void => {
    if (!/^[A-Z]/.test(name) || ofLibraries.has(name)) return;
    homes.set(name, homes.has(name) && homes.get(name) !== path ? null : path);
  };
  for (const [path, module] of modules) {
    if (isTest(path)) continue;
    for (const fact of module.classes)
      if (fact.fields.length > 0 || module.functions.some((each) => each.className === fact.name)) add(fact.name, path);
    for (const { target } of module.assignments) if (target.length === 1 && target[0]) add(target[0], path);
    // The config gem: `Settings.oven.url` is a key of config/settings.yml.
    if (/(^|\/)config\/settings\.yml$/.test(path)) add('Settings', path);
  }
  return new Map([...homes].flatMap(([name, path]) => (path === null ? [] : [[name, path]])));
}

function withHomes(module: Module, homes: ReadonlyMap<string, string>): Module {
  let changed = false;
  const imports = module.imports.map((fact): Import => {
    const home = fact.module === fact.local && fact.name === null ? homes.get(fact.local) : undefined;
    if (home === undefined || home === module.path) return fact;
    changed = true;
    return { ...fact, module: home, name: fact.local };
  });
  return changed ? { ...module, imports } : module;
}

/** A YAML file under the names that code asks for it by: `config_for(:payment)` gives production's part, `Settings` everything. */
function configured(module: Module, modules: ReadonlyMap<string, Module>): Module {
  if (!/\.ya?ml[\w.]*$/.test(module.path)) return module;
  if (isExample(module.path) && [...modules.keys()].some((path) => path !== module.path && isSameFile(path, module.path)))
    return emptied(module);
  const [whole] = module.assignments;
  if (!whole) return module;
  const production = whole.value.kind === 'object' ? whole.value.entries.find((entry) => entry.key === 'production')?.value : undefined;
  const named = (target: string, value: Expression): Assignment => ({ ...whole, target: [target], value });
  const settings = baseName(module.path) === 'settings.yml' ? [named('Settings', whole.value)] : [];
  return { ...module, assignments: [...module.assignments, named('exports', production ?? whole.value), ...settings] };
}

const example =
  /\.ya?ml[._-](example|sample|default|dist|template|postgresql|mysql|docker|tmpl|erb)$|[._-](example|sample|default|template)\.ya?ml$/;
const isExample = (path: string): boolean => example.test(path);

/** Of several examples of one file the first counts, and none where the file itself is there. */
function isSameFile(other: string, path: string): boolean {
  const plain = (each: string): string => `${folderOf(each)}/${baseName(each).split(/[._-]/)[0] ?? ''}`;
  return plain(other) === plain(path) && /\.ya?ml/.test(other) && (!isExample(other) || other < path);
}

/** Variables that gems read without being told. */
function readByGems(component: Component, own: readonly Module[]): Assignment[] {
  return implicitVariables.flatMap((implicit) => {
    const dependency = implicit.gems.map((name) => component.dependencies.get(name)).find((each) => each && !each.development);
    if (!dependency) return [];
    const told = own.some((module) =>
      module.assignments.some((each) => implicit.unless.test(each.target.join('.')) && !/\.ya?ml/.test(module.path)),
    );
    if (told) return [];
    const { line } = dependency.evidence;
    const fallback: Expression | null = implicit.fallback === null ? null : { kind: 'literal', value: implicit.fallback, line };
    const value: Expression = { kind: 'environment', variable: implicit.variable, fallback, required: false, implicit: true, line };
    return [{ target: implicit.path, value, type: null, scope: -1, guards: [], line }];
  });
}
