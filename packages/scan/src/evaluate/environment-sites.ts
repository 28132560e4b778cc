import { visit, type Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';
import { isVariableName, namedBy, readerCalled, readerNamed } from './environment-calls.ts';

export interface Site {
  readonly expression: Expression;
  readonly scope: Scope;
  readonly guards: readonly Expression[];
}

/** What of a module reads the environment, from the file alone. */
export interface Sites {
  readonly reads: readonly Site[];
  /** Members named as variables are, of something that may turn out to be the environment handed on. */
  readonly likely: readonly Site[];
  /** Functions that read a variable named by one of their parameters, with those readings. */
  readonly wrapped: ReadonlyMap<Scope, readonly Expression[]>;
}

/** How variables, and constants, are named. */
const constantName = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

const sites = new WeakMap<Module, Sites>();

export function environmentSites(module: Module): Sites {
  const known = sites.get(module);
  if (known) return known;
  const reads: Site[] = [];
  const likely: Site[] = [];
  const wrapped = new Map<Scope, Expression[]>();
  const seen = new Set<Expression>();
  const look = (whole: Expression, scope: Scope, guards: readonly Expression[] = []): void =>
    visit(whole, (expression) => {
      const named = variableNamed(expression, module, scope);
      const isLikely = named === null && expression.kind === 'member' && constantName.test(expression.name);
      if ((named === null && !isLikely) || seen.has(expression)) return;
      seen.add(expression);
      if (named === null) {
        likely.push({ expression, scope, guards });
        return;
      }
      reads.push({ expression, scope, guards });
      const parameters = module.functions[scope]?.parameters ?? [];
      if (parameters.some((each) => mentions(named, each.name))) wrapped.set(scope, [...(wrapped.get(scope) ?? []), expression]);
    });
  for (const { expression, scope, guards } of module.statements) look(expression, scope, guards);
  for (const fact of module.classes) for (const field of fact.fields) if (field.value) look(field.value, -1);
  for (const [position, fact] of module.functions.entries())
    for (const parameter of fact.parameters) for (const decorator of parameter.decorators) look(decorator, position);
  const found = { reads, likely, wrapped };
  sites.set(module, found);
  return found;
}

function mentions(named: Expression, parameter: string): boolean {
  let found = false;
  visit(named, (each) => {
    if (each.kind === 'name' && each.name === parameter) found = true;
  });
  return found;
}

/** The expression that names the variable, when this is a reading of the environment. */
function variableNamed(expression: Expression, module: Module, scope: Scope): Expression | null {
  if (expression.kind === 'environment') return { kind: 'literal', value: expression.variable, line: expression.line };
  if (expression.kind === 'call') {
    const reader = readerCalled(expression.callee, module, scope);
    return reader ? namedBy(reader, expression) : null;
  }
  if (expression.kind === 'compare' && /^(not )?in$/.test(expression.operator))
    return readerNamed(expression.right, module, scope) ? expression.left : null;
  if (expression.kind !== 'member' && expression.kind !== 'index') return null;
  if (!readerNamed(expression.object, module, scope)) return null;
  if (expression.kind === 'index') return expression.key;
  return isVariableName(expression.name) && /^[A-Z]/.test(expression.name)
    ? { kind: 'literal', value: expression.name, line: expression.line }
    : null;
}
