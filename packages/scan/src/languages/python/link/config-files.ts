import type { ConfigurationFile } from '../../../configuration/file.ts';
import { Filler } from '../../../configuration/fill.ts';
import { at } from '../../../configuration/lookup.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { baseName, folderOf, isTest, isUnder, within } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { visit, type Expression, type ObjectExpression } from '../../../syntax/expression.ts';
import type { ClassFact, FunctionFact, Module } from '../../../syntax/module.ts';
import { withPlaceholders } from './placeholders.ts';

/** Calls whose result is what a file holds. */
const loaders =
  /^(yaml\.(safe_load|load|full_load|unsafe_load)|ruamel\.yaml\.YAML\(\)\.load|omegaconf\.OmegaConf\.load|(toml|tomli|tomllib|json)\.loads?|hydra\.compose|box\.Box\.from_(yaml|toml|json)|anyconfig\.load)$/;

/** Calls that fill a settings class or hand out settings from files named in them. */
const fileName = /\.(ya?ml|toml|json)$/i;

/**
 * Settings that stand in a file beside the code: what `yaml.safe_load` gives, the configuration Hydra hands to a program,
 * and classes whose fields a file named in the code fills. `${NAME:default}` in such a file is a reading of the environment.
 */
export function linkConfigFiles(modules: ReadonlyMap<string, Module>, repository: Repository): Map<string, Module> {
  const files = new Files(repository);
  const linked = new Map<string, Module>();
  if (files.isEmpty) return linked;
  const own = [...modules.values()].filter((module) => !isTest(module.path));
  const named = new Set<string>();
  for (const module of own) {
    const names = namesIn(module);
    for (const name of names) for (const path of files.named(name, module)) named.add(path);
    const loaded = withLoaded(withHydra(module, files, repository), names, files, repository);
    if (loaded !== module) linked.set(module.path, loaded);
  }
  for (const [path, module] of filledClasses(own, [...named], files, repository)) {
    const before = linked.get(path);
    linked.set(path, before ? { ...before, classes: module.classes, statements: module.statements } : module);
  }
  return linked;
}

class Files {
  readonly #byPath = new Map<string, ConfigurationFile>();
  readonly #values = new Map<string, ObjectExpression | null>();

  constructor(repository: Repository) {
    for (const [path, manifest] of repository.manifests<{ readonly kind: string }>('python')) {
      if (manifest.kind !== 'configuration' || isTest(path) || !fileName.test(path)) continue;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind says what it is
      this.#byPath.set(path, manifest as ConfigurationFile);
    }
  }

  get isEmpty(): boolean {
    return this.#byPath.size === 0;
  }

  /** The files a name in a module may mean, nearest first. */
  named(name: string, from: Module): string[] {
    const base = baseName(name);
    const all = [...this.#byPath.keys()].filter((path) => baseName(path) === base && path.endsWith(name.replace(/^(\.{0,2}\/)+/, '')));
    const distance = (path: string): number =>
      isUnder(from.path, folderOf(path)) ? from.path.split('/').length - path.split('/').length : 50 + path.length;
    return all.toSorted((a, b) => distance(a) - distance(b));
  }

  value(path: string): ObjectExpression | null {
    const known = this.#values.get(path);
    if (known !== undefined) return known;
    const read = this.#byPath.get(path)?.value() ?? null;
    const value = read?.kind === 'object' ? withPlaceholders(read) : null;
    const whole = value?.kind === 'object' ? value : null;
    this.#values.set(path, whole);
    return whole;
  }
}

const known = new WeakMap<Module, ReadonlySet<string>>();

/** Names of files that stand in a module. */
function namesIn(module: Module): ReadonlySet<string> {
  const remembered = known.get(module);
  if (remembered) return remembered;
  const names = new Set<string>();
  const look = (expression: Expression): void =>
    visit(expression, (each) => {
      if (each.kind === 'literal' && typeof each.value === 'string' && each.value.length < 120 && fileName.test(each.value))
        names.add(each.value);
    });
  for (const { expression } of module.statements) look(expression);
  for (const { value } of module.assignments) look(value);
  for (const { fields } of module.classes) for (const { value } of fields) if (value) look(value);
  for (const { parameters } of module.functions) for (const { fallback } of parameters) if (fallback) look(fallback);
  known.set(module, names);
  return names;
}

/** `config = yaml.safe_load(file)` is what the file holds, where the module names one. */
function withLoaded(module: Module, names: ReadonlySet<string>, files: Files, repository: Repository): Module {
  const [path] = [...names].flatMap((name) => files.named(name, module));
  const value = path === undefined ? null : files.value(path);
  if (!value) return module;
  const replaced = (expression: Expression): Expression => {
    if (expression.kind !== 'call') return expression;
    const canonical = repository.canonicalName(expression.callee, module, -1);
    return canonical !== null && loaders.test(canonical) ? value : expression;
  };
  const loads = [...indexOf(module).calls.keys()].some((name) =>
    /^(safe_load|load|loads|full_load|unsafe_load|compose|from_\w+)$/.test(name),
  );
  if (!loads) return module;
  const assignments = module.assignments.map((each) => ({ ...each, value: replaced(each.value) }));
  const functions = module.functions.map((each) => ({ ...each, returns: each.returns.map(replaced) }));
  const touched =
    assignments.some((each, position) => each.value !== module.assignments[position]?.value) ||
    functions.some((each, position) => each.returns.some((one, nth) => one !== module.functions[position]?.returns[nth]));
  return touched
    ? { ...module, assignments, functions, statements: [...module.statements, { expression: value, scope: -1, guards: [] }] }
    : module;
}

/** `@hydra.main(config_path="conf", config_name="config")`: the parameter is what that file and its defaults hold. */
function withHydra(module: Module, files: Files, repository: Repository): Module {
  if (!module.imports.some((fact) => fact.module === 'hydra')) return module;
  let touched = false;
  const functions = module.functions.map((fact): FunctionFact => {
    const decorator = fact.decorators.find(
      (each) => each.kind === 'call' && repository.canonicalName(each.callee, module, -1) === 'hydra.main',
    );
    const [first, ...rest] = fact.parameters;
    if (decorator?.kind !== 'call' || !first) return fact;
    const text = (key: string): string | null => {
      const told = decorator.named[key];
      return told?.kind === 'literal' && typeof told.value === 'string' ? told.value : null;
    };
    const name = text('config_name');
    const folder = within(folderOf(module.path), text('config_path') ?? '.');
    const value = name === null || folder === null ? null : composed(folder, name.replace(/\.ya?ml$/, ''), files);
    if (!value) return fact;
    touched = true;
    return { ...fact, parameters: [{ ...first, type: null, fallback: value }, ...rest] };
  });
  return touched ? { ...module, functions } : module;
}

/** A Hydra configuration: its own entries, and each group of `defaults` under its name. */
function composed(folder: string, name: string, files: Files): ObjectExpression | null {
  const read = (path: string): ObjectExpression | null => files.value(`${path}.yaml`) ?? files.value(`${path}.yml`);
  const main = read(within(folder, name) ?? name);
  const defaults = main?.entries.find((entry) => entry.key === 'defaults')?.value;
  if (!main || defaults?.kind !== 'list') return main;
  const groups = defaults.items.flatMap((item) =>
    item.kind === 'object'
      ? item.entries.flatMap(({ key, value, line }) => {
          const chosen = value.kind === 'literal' && typeof value.value === 'string' ? read(`${folder}/${key ?? ''}/${value.value}`) : null;
          return chosen && key !== null ? [{ key: key.split('/').at(-1) ?? key, value: chosen, line }] : [];
        })
      : [],
  );
  return { ...main, entries: [...groups, ...main.entries] };
}

/** Classes whose fields are the keys of a file that the code names. */
function filledClasses(modules: readonly Module[], paths: readonly string[], files: Files, repository: Repository): Map<string, Module> {
  const filler = new Filler(repository);
  for (const path of paths) {
    const value = files.value(path);
    const keys = new Set((value?.entries ?? []).flatMap(({ key }) => key ?? []));
    if (!value || keys.size < 2) continue;
    let best: { fact: ClassFact; module: Module; matched: number } | null = null;
    for (const module of modules) {
      for (const fact of module.classes) {
        const matched = fact.fields.filter((field) => keys.has(field.name)).length;
        if (matched < 2 || matched < keys.size * 0.6 || matched < fact.fields.length * 0.5 || (best && best.matched >= matched)) continue;
        best = { fact, module, matched };
      }
    }
    if (best) filler.into(best, { key: (field) => field.name, read: (inside, field) => moved(at(value, inside), field.line) });
  }
  return filler.modules();
}

/** A value of a file where a field stands: evidence points at the field. */
function moved(value: Expression | null, line: number): Expression | null {
  if (value === null || (value.kind === 'literal' && value.value === null)) return null;
  return value.kind === 'environment' || value.kind === 'literal' || value.kind === 'template' ? { ...value, line } : value;
}
