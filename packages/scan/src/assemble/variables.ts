import { indexOf, lastName } from '../evaluate/module-index.ts';
import { environmentSites } from '../evaluate/environment-sites.ts';
import { variablesOf, type Value, type VariableRead } from '../evaluate/value.ts';
import { accountReads } from './accounts.ts';
import { holdsByDefault } from '../evaluate/holds.ts';
import type { Repository } from '../repository/repository.ts';
import { visit, type Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';

/** Every environment variable that a set of modules reads, with every place it is read. */
export function variablesRead(modules: readonly Module[], repository: Repository): Map<string, VariableRead[]> {
  const found = new Map<string, VariableRead[]>();
  const add = (value: Value, runs: () => boolean): void => {
    for (const each of variablesOf(value)) {
      // What is read only where something that is off by default was switched on, nobody has to set.
      const read = each.required && !runs() ? { ...each, required: false } : each;
      const known = found.get(read.name);
      if (!known) found.set(read.name, [read]);
      else if (!known.some((each) => isSamePlace(each, read) && each.required === read.required)) known.push(read);
    }
  };
  const wrappers = new Set<string>();
  /** Readings of variables that callers name: the callers are where they are looked for. */
  const named: { readonly value: Value; readonly runs: () => boolean }[] = [];
  for (const module of modules) {
    const { reads, likely, wrapped } = environmentSites(module);
    for (const scope of wrapped.keys()) wrappers.add(module.functions[scope]?.name ?? '');
    for (const { expression, scope, guards } of reads) {
      const value = withFallbackAround(expression, module, scope, repository);
      const runs = (): boolean => runsByDefault(guards, module, scope, repository);
      if (wrapped.get(scope)?.includes(expression)) named.push({ value, runs });
      else add(value, runs);
    }
    for (const { expression, scope, guards } of likely) {
      if (repository.valueOf(expression, module, scope).kind === 'variable')
        add(withFallbackAround(expression, module, scope, repository), () => runsByDefault(guards, module, scope, repository));
    }
  }
  for (const module of modules)
    for (const { read, scope, guards } of accountReads(module))
      add({ kind: 'variable', read }, () => runsByDefault(guards, module, scope, repository));
  for (const module of wrappers.size > 0 ? modules : []) {
    for (const [name, calls] of indexOf(module).calls) {
      if (!wrappers.has(name)) continue;
      for (const { call, scope, guards } of calls)
        if (lastName(call.callee) === name)
          add(repository.valueOf(call, module, scope), () => runsByDefault(guards, module, scope, repository));
    }
  }
  const told = new Set(found.keys());
  for (const { value, runs } of named) if (variablesOf(value).some(({ name }) => !told.has(name))) add(value, runs);
  return found;
}

const isSamePlace = (a: VariableRead, b: VariableRead): boolean =>
  a.evidence.file === b.evidence.file && a.evidence.line === b.evidence.line;
const runsByDefault = (guards: readonly Expression[], module: Module, scope: Scope, repository: Repository): boolean =>
  !guards.some((guard) => holdsByDefault(guard, module, scope, repository) === false);

/** The reading together with the fallback it stands in, if it is the first side of one. */
function withFallbackAround(expression: Expression, module: Module, scope: Scope, repository: Repository): Value {
  const around = fallbacksOf(module).get(expression);
  return repository.valueOf(around ?? expression, module, scope);
}

const fallbackIndexes = new WeakMap<Module, ReadonlyMap<Expression, Expression>>();

function fallbacksOf(module: Module): ReadonlyMap<Expression, Expression> {
  const known = fallbackIndexes.get(module);
  if (known) return known;
  const found = new Map<Expression, Expression>();
  for (const { expression } of module.statements) {
    visit(expression, (each) => {
      if (each.kind === 'fallback') found.set(each.first, found.get(each) ?? each);
    });
  }
  fallbackIndexes.set(module, found);
  return found;
}
