import type { EnvironmentRead, Expression, ObjectEntry } from './expression.ts';
import type { Module } from './module.ts';

const reading = new WeakMap<Module, boolean>();

/** Whether an environment read that a language reader already recognised stands anywhere in the module. */
export function readsEnvironment(module: Module): boolean {
  const known = reading.get(module);
  if (known !== undefined) return known;
  let found = false;
  mapReads(module, (read) => {
    found = true;
    return read;
  });
  reading.set(module, found);
  return found;
}

/** The module with each recognised environment read replaced. Expressions that are shared stay shared. */
export const mapReads = (module: Module, replace: (read: EnvironmentRead) => Expression): Module =>
  mapExpressions(module, (expression) => (expression.kind === 'environment' ? replace(expression) : expression));

/** The module with each expression replaced, innermost first. Expressions that are shared stay shared. */
export const mapExpressions = (module: Module, replace: (expression: Expression) => Expression): Module =>
  mapModule(module, new ExpressionMap(replace));

/** The module with some of its expressions replaced by others; what stands inside the others is replaced too. */
export const replaceExpressions = (module: Module, replacements: ReadonlyMap<Expression, Expression>): Module =>
  mapModule(
    module,
    new ExpressionMap(
      (each) => each,
      (each) => replacements.get(each) ?? each,
    ),
  );

function mapModule(module: Module, { map, list }: ExpressionMap): Module {
  const optional = (expression: Expression | null): Expression | null => expression && map(expression);
  return {
    ...module,
    assignments: module.assignments.map((each) => ({ ...each, value: map(each.value), guards: list(each.guards) })),
    classes: module.classes.map((each) => ({
      ...each,
      bases: list(each.bases),
      decorators: list(each.decorators),
      fields: each.fields.map((field) => ({ ...field, value: optional(field.value), decorators: list(field.decorators) })),
    })),
    functions: module.functions.map((each) => ({
      ...each,
      decorators: list(each.decorators),
      returns: list(each.returns),
      parameters: each.parameters.map((parameter) => ({
        ...parameter,
        fallback: optional(parameter.fallback),
        decorators: list(parameter.decorators),
      })),
    })),
    statements: module.statements.map((each) => ({ ...each, expression: map(each.expression), guards: list(each.guards) })),
  };
}

/** One expression with each part replaced, innermost first. */
export const mapExpression = (expression: Expression, replace: (expression: Expression) => Expression): Expression =>
  new ExpressionMap(replace).map(expression);

class ExpressionMap {
  readonly #replace: (expression: Expression) => Expression;
  readonly #before: (expression: Expression) => Expression;
  readonly #done = new Map<Expression, Expression>();

  /** `before` looks at an expression as it stands, `replace` at what its parts have become. */
  constructor(replace: (expression: Expression) => Expression, before: (expression: Expression) => Expression = (each) => each) {
    this.#replace = replace;
    this.#before = before;
  }

  readonly map = (expression: Expression): Expression => {
    const before = this.#done.get(expression);
    if (before) return before;
    const mapped = this.#replace(this.#parts(this.#before(expression)));
    this.#done.set(expression, mapped);
    return mapped;
  };

  readonly list = (all: readonly Expression[]): readonly Expression[] => {
    const mapped = all.map(this.map);
    return mapped.every((each, at) => each === all[at]) ? all : mapped;
  };

  #parts(expression: Expression): Expression {
    const { map, list } = this;
    switch (expression.kind) {
      case 'literal':
      case 'name':
        return expression;
      case 'environment': {
        const fallback = expression.fallback && map(expression.fallback);
        return fallback === expression.fallback ? expression : { ...expression, fallback };
      }
      case 'member':
        return changed(expression, { object: map(expression.object) });
      case 'index':
        return changed(expression, { object: map(expression.object), key: map(expression.key) });
      case 'fallback':
        return changed(expression, { first: map(expression.first), second: map(expression.second) });
      case 'conditional':
        return changed(expression, { test: map(expression.test), then: map(expression.then), otherwise: map(expression.otherwise) });
      case 'compare':
        return changed(expression, { left: map(expression.left), right: map(expression.right) });
      case 'not':
        return changed(expression, { operand: map(expression.operand) });
      case 'template':
        return changed(expression, { parts: list(expression.parts) });
      case 'list':
        return changed(expression, { items: list(expression.items) });
      case 'function':
        return changed(expression, { returns: list(expression.returns) });
      case 'unknown':
        return changed(expression, { children: list(expression.children) });
      case 'object': {
        const entries = expression.entries.map((entry): ObjectEntry => changed(entry, { value: map(entry.value) }));
        return entries.every((entry, at) => entry === expression.entries[at]) ? expression : { ...expression, entries };
      }
      case 'call': {
        const keys = Object.keys(expression.named);
        const named = Object.fromEntries(keys.map((key) => [key, map(expression.named[key] ?? expression)]));
        return changed(expression, {
          callee: map(expression.callee),
          args: list(expression.args),
          named: keys.every((key) => named[key] === expression.named[key]) ? expression.named : named,
        });
      }
    }
  }
}

/** The same object where nothing differs. */
function changed<T extends object>(before: T, parts: Partial<T>): T {
  for (const key in parts) if (parts[key] !== before[key]) return { ...before, ...parts };
  return before;
}
