import { canonicalName } from '../evaluate/canonical.ts';
import { argumentOf, readerOfCall, readerOfObject } from '../evaluate/environment-calls.ts';
import { isVariableName } from '../evaluate/evaluator.ts';
import { indexOf, lastName } from '../evaluate/module-index.ts';
import { variablesOf, type Value, type VariableRead } from '../evaluate/value.ts';
import type { Repository } from '../repository/repository.ts';
import { visit, type Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';

interface Site {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** What of a module reads the environment, from the file alone. */
interface Sites {
  readonly reads: readonly Site[];
  /** Functions that read a variable named by one of their parameters. */
  readonly wrappers: readonly string[];
}

const sitesOf = new WeakMap<Module, Sites>();

function findSites(module: Module): Sites {
  const known = sitesOf.get(module);
  if (known) return known;
  const reads: Site[] = [];
  const wrappers = new Set<string>();
  const seen = new Set<Expression>();
  const look = (whole: Expression, scope: Scope): void =>
    visit(whole, (expression) => {
      if (seen.has(expression)) return;
      seen.add(expression);
      const named = variableNamed(expression, module, scope);
      if (named === null) return;
      reads.push({ expression, scope });
      const fact = module.functions[scope];
      if (fact && named.kind === 'name' && fact.parameters.some((each) => each.name === named.name)) wrappers.add(fact.name);
    });
  for (const { expression, scope } of module.statements) look(expression, scope);
  for (const fact of module.classes) for (const field of fact.fields) if (field.value) look(field.value, -1);
  for (const [position, fact] of module.functions.entries())
    for (const parameter of fact.parameters) for (const decorator of parameter.decorators) look(decorator, position);
  const found = { reads, wrappers: [...wrappers] };
  sitesOf.set(module, found);
  return found;
}

/** The expression that names the variable, when this is a reading of the environment. */
function variableNamed(expression: Expression, module: Module, scope: Scope): Expression | null {
  if (expression.kind === 'environment') return { kind: 'literal', value: expression.variable, line: expression.line };
  if (expression.kind === 'call') {
    const canonical = canonicalName(expression.callee, module, scope);
    const reader = canonical === null ? null : readerOfCall(canonical, module.language);
    return reader ? argumentOf(expression, reader.name ?? '0') : null;
  }
  if (expression.kind !== 'member' && expression.kind !== 'index') return null;
  const canonical = canonicalName(expression.object, module, scope);
  if (canonical === null || !readerOfObject(canonical, module.language)) return null;
  if (expression.kind === 'index') return expression.key;
  return isVariableName(expression.name) && /^[A-Z]/.test(expression.name)
    ? { kind: 'literal', value: expression.name, line: expression.line }
    : null;
}

/** Every environment variable that a set of modules reads, with every place it is read. */
export function variablesRead(modules: readonly Module[], repository: Repository): Map<string, VariableRead[]> {
  const found = new Map<string, VariableRead[]>();
  const add = (value: Value): void => {
    for (const read of variablesOf(value)) {
      const known = found.get(read.name);
      if (!known) found.set(read.name, [read]);
      else if (!known.some((each) => each.evidence.file === read.evidence.file && each.evidence.line === read.evidence.line))
        known.push(read);
    }
  };
  const wrappers = new Set<string>();
  for (const module of modules) {
    const { reads, wrappers: own } = findSites(module);
    for (const name of own) wrappers.add(name);
    for (const { expression, scope } of reads) add(withFallbackAround(expression, module, scope, repository));
  }
  if (wrappers.size === 0) return found;
  for (const module of modules) {
    for (const [name, calls] of indexOf(module).calls) {
      if (!wrappers.has(name)) continue;
      for (const { call, scope } of calls) if (lastName(call.callee) === name) add(repository.valueOf(call, module, scope));
    }
  }
  return found;
}

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
