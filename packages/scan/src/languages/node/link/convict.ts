import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression, ObjectExpression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { follow } from './follow.ts';

/** `convict({ db: { host: { env: 'DB_HOST', default: 'localhost' } } })`: each leaf with an `env` is a variable. */
export function convictSettings(module: Module, repository: Repository): Map<Expression, Expression> {
  const found = new Map<Expression, Expression>();
  const local = [...indexOf(module).imports.values()].find((fact) => fact.module === 'convict')?.local;
  for (const { call } of local ? (indexOf(module).calls.get(local) ?? []) : []) {
    const schema = call.args[0] ? follow(call.args[0], module, repository).expression : null;
    if (schema?.kind === 'object') found.set(call, settingsOf(schema));
  }
  return found;
}

function settingsOf(shape: ObjectExpression): Expression {
  const entry = (key: string): Expression | undefined => shape.entries.find((each) => each.key === key)?.value;
  const variable = entry('env');
  const fallback = entry('default') ?? null;
  if (variable?.kind === 'literal' && typeof variable.value === 'string')
    return {
      kind: 'environment',
      variable: variable.value,
      fallback: fallback?.kind === 'literal' && fallback.value === null ? null : fallback,
      required: fallback === null,
      line: variable.line,
    };
  if (fallback && entry('format')) return fallback;
  const entries = shape.entries.map((each) => (each.value.kind === 'object' ? { ...each, value: settingsOf(each.value) } : each));
  return { ...shape, entries };
}
