import type { SettingsClass } from '../../../configuration/fill.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module, Scope } from '../../../syntax/module.ts';
import { resolveGoImport, sourcesIn } from '../imports.ts';
import { folderOf } from '../../../repository/paths.ts';

export interface Site {
  readonly module: Module;
  readonly scope: Scope;
}

/** The struct type of what an expression refers to, `null` when it is none of the repository's. */
export function typeOf(expression: Expression, { module, scope }: Site, repository: Repository, depth = 0): SettingsClass | null {
  if (depth > 6) return null;
  const named = (name: string | null, from: Module): SettingsClass | null => (name === null ? null : repository.classNamed(name, from));
  const again = (inner: Expression, site: Site): SettingsClass | null => typeOf(inner, site, repository, depth + 1);
  switch (expression.kind) {
    case 'object':
      return named(expression.type, module);
    case 'fallback':
      return again(expression.first, { module, scope });
    case 'name':
      return ofName(expression.name, { module, scope }, repository, depth);
    case 'member': {
      if (expression.object.kind === 'name') {
        const imported = indexOf(module).imports.get(expression.object.name);
        if (imported) return ofPackage(expression.name, resolveGoImport(imported.module, module.path, repository), repository, depth);
      }
      const holder = again(expression.object, { module, scope });
      const field = holder?.fact.fields.find((each) => each.name === expression.name);
      return holder && field ? named(field.type, holder.module) : null;
    }
    case 'call': {
      const type = expression.named['T'];
      if (type) return named(nameOf(type), module);
      const found = functionNamed(expression.callee, module, repository);
      if (found) return named(found.returnType, found.module);
      return expression.callee.kind === 'name' && expression.args.length === 1 && expression.args[0]
        ? again(expression.args[0], { module, scope })
        : null;
    }
    default:
      return null;
  }
}

/** A type's name as it is written: `Config`, `config.Config`. */
export const nameOf = (type: Expression): string | null =>
  type.kind === 'name' ? type.name : type.kind === 'member' && type.object.kind === 'name' ? `${type.object.name}.${type.name}` : null;

function ofName(name: string, { module, scope }: Site, repository: Repository, depth: number): SettingsClass | null {
  const index = indexOf(module);
  for (let at = scope; at >= 0; at = index.enclosing[at] ?? -1) {
    const fact = module.functions[at];
    if (name === 'this' && fact?.className) return repository.classNamed(fact.className, module);
    const local = index.assignments.get(name)?.find((each) => each.target.length === 1 && (each.home ?? each.scope) === at);
    if (local) return ofAssigned(local.value, local.type, { module, scope: local.scope }, repository, depth);
    const parameter = fact?.parameters.find((each) => each.name === name);
    if (parameter) return parameter.type === null ? null : repository.classNamed(parameter.type, module);
  }
  return ofPackage(name, sourcesIn(folderOf(module.path), repository), repository, depth);
}

function ofPackage(name: string, files: readonly string[], repository: Repository, depth: number): SettingsClass | null {
  for (const path of files) {
    const module = repository.modules.defines(path, name, 'value') ? repository.modules.get(path) : undefined;
    const top =
      module &&
      indexOf(module)
        .assignments.get(name)
        ?.find((each) => each.target.length === 1 && (each.home ?? each.scope) === -1);
    const found = module && top ? ofAssigned(top.value, top.type, { module, scope: top.scope }, repository, depth) : null;
    if (found) return found;
  }
  return null;
}

const ofAssigned = (value: Expression, type: string | null, site: Site, repository: Repository, depth: number): SettingsClass | null =>
  (type === null ? null : repository.classNamed(type, site.module)) ?? typeOf(value, site, repository, depth + 1);

function functionNamed(callee: Expression, module: Module, repository: Repository): { returnType: string | null; module: Module } | null {
  const imported = callee.kind === 'member' && callee.object.kind === 'name' ? indexOf(module).imports.get(callee.object.name) : undefined;
  const files = imported
    ? resolveGoImport(imported.module, module.path, repository)
    : callee.kind === 'name'
      ? sourcesIn(folderOf(module.path), repository)
      : [];
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
  for (const path of files) {
    const home = repository.modules.defines(path, name, 'function') ? repository.modules.get(path) : undefined;
    const fact = home?.functions.find((each) => each.name === name && each.className === null);
    if (home && fact) return { returnType: fact.returnType, module: home };
  }
  return null;
}

/** A call with what its arguments are, seen from where its function is called when they are that function's parameters. */
export interface Seen {
  readonly args: readonly Expression[];
  readonly site: Site;
}

/** `func load(section string, v any) { cfg.Section(section).MapTo(v) }`: each call of `load` is one of `MapTo`. */
export function seenFrom(args: readonly Expression[], site: Site, target: number, repository: Repository): Seen[] {
  const fact = site.module.functions[site.scope];
  const wanted = args[target];
  const position = wanted?.kind === 'name' ? (fact?.parameters.findIndex((each) => each.name === wanted.name) ?? -1) : -1;
  const declared = fact?.parameters[position]?.type ?? null;
  if (!fact || position < 0 || (declared !== null && repository.classNamed(declared, site.module))) return [{ args, site }];
  return repository.callersOf(site.module, site.scope).flatMap(({ call, module, scope }): Seen[] => {
    if (call.args.length !== fact.parameters.length) return [];
    const bound = (each: Expression): Expression => {
      const at = each.kind === 'name' ? fact.parameters.findIndex((parameter) => parameter.name === each.name) : -1;
      return (at < 0 ? undefined : call.args[at]) ?? each;
    };
    return [{ args: args.map(bound), site: { module, scope } }];
  });
}
