import { mapExpressions } from '../../../syntax/map.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { FunctionFact, Module } from '../../../syntax/module.ts';
import type { PlacedClass } from './class-finder.ts';

/** Fields that a validator of the class puts together where they are unset, with a call of that validator. */
export function validatedIn({ fact, module }: PlacedClass): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  for (const method of module.functions) {
    if (method.className !== fact.name || !derives(method)) continue;
    const self: Expression = { kind: 'name', name: 'self', line: method.line };
    const call: Expression = {
      kind: 'call',
      callee: { kind: 'member', object: self, name: method.name, line: method.line },
      args: [],
      named: {},
      line: method.line,
    };
    for (const name of validates(method)) found.set(name, call);
  }
  return found;
}

/** Fields a method validates: `@validator("url", pre=True)`, `@field_validator("url", mode="before")`. */
const validates = (method: FunctionFact): string[] =>
  method.decorators.flatMap((each) =>
    each.kind === 'call' && 'name' in each.callee && /^(field_)?validator$/.test(each.callee.name)
      ? each.args.flatMap((argument) => (argument.kind === 'literal' ? [String(argument.value)] : []))
      : [],
  );

/** Whether it gives anything but what it was given. */
const derives = (method: FunctionFact): boolean =>
  method.parameters.length > 2 && method.returns.some((each) => each.kind !== 'name' && each.kind !== 'literal');

/** Validators see the other fields in a dictionary: `values.get("HOST")`, `info.data["HOST"]` is `self.HOST`. */
export function withValidators(module: Module, classes: ReadonlySet<string>): Module {
  const validators = module.functions.filter((each) => classes.has(each.className ?? '') && validates(each).length > 0 && derives(each));
  const dictionaries = new Set(validators.flatMap((each) => each.parameters.slice(2).map((parameter) => parameter.name)));
  if (dictionaries.size === 0) return module;
  const isDictionary = (expression: Expression): boolean =>
    expression.kind === 'name'
      ? dictionaries.has(expression.name)
      : expression.kind === 'member' && expression.name === 'data' && isDictionary(expression.object);
  return mapExpressions(module, (expression) => {
    const of = (key: Expression | undefined): Expression =>
      key?.kind === 'literal' && typeof key.value === 'string'
        ? { kind: 'member', object: { kind: 'name', name: 'self', line: expression.line }, name: key.value, line: expression.line }
        : expression;
    if (expression.kind === 'index' && isDictionary(expression.object)) return of(expression.key);
    if (
      expression.kind === 'call' &&
      expression.callee.kind === 'member' &&
      expression.callee.name === 'get' &&
      isDictionary(expression.callee.object)
    )
      return of(expression.args[0]);
    return expression;
  });
}
