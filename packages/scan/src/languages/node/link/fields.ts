import type { Expression, ObjectExpression } from '../../../syntax/expression.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Module } from '../../../syntax/module.ts';
import { follow, type Found } from './follow.ts';

/** What a schema says about one of its fields. */
export interface SchemaField {
  readonly name: string;
  readonly fallback: Expression | null;
  readonly required: boolean;
  readonly line: number;
}

const shaping = /^(object|strictObject|looseObject|keys|interface|Object|strict|extend|safeExtend|append|shape)$/;

/** The fields of a schema: `z.object({ … }).refine(…)`, `Joi.object().keys({ … })`, a JSON Schema, or the plain object of fields itself. */
export function schemaFields(schema: Expression, module: Module, repository: Repository, optional: boolean): SchemaField[] {
  return shapesOf(follow(schema, module, repository), repository, 0).flatMap(({ shape, listed }) =>
    shape.entries.flatMap((entry): SchemaField[] => {
      if (entry.key === null) return schemaFields(entry.value, module, repository, optional);
      if (!/^[A-Za-z_]\w*$/.test(entry.key)) return [];
      const { fallback, required } = fieldOf(follow(entry.value, module, repository).expression, !optional, 0);
      return [{ name: entry.key, fallback, required: fallback === null && (required || listed.includes(entry.key)), line: entry.line }];
    }),
  );
}

interface Shape {
  readonly shape: ObjectExpression;
  /** Names a JSON Schema lists as required. */
  readonly listed: readonly string[];
}

function shapesOf({ expression, module }: Found, repository: Repository, depth: number): Shape[] {
  if (depth > 8) return [];
  const deeper = (inner: Expression): Shape[] => shapesOf(follow(inner, module, repository), repository, depth + 1);
  if (expression.kind === 'object') {
    const properties = expression.entries.find((entry) => entry.key === 'properties')?.value;
    const described = properties ? follow(properties, module, repository).expression : null;
    if (described?.kind !== 'object') return [{ shape: expression, listed: [] }];
    const required = expression.entries.find((entry) => entry.key === 'required')?.value;
    const listed = required?.kind === 'list' ? required.items.flatMap((item) => (item.kind === 'literal' ? [String(item.value)] : [])) : [];
    return [{ shape: described, listed }];
  }
  if (expression.kind === 'member') return expression.name === 'shape' ? deeper(expression.object) : [];
  if (expression.kind !== 'call') return [];
  const { callee, args } = expression;
  const own = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  const fields = (shaping.test(own) || own === 'merge' || own === 'and') && args[0] ? deeper(args[0]) : [];
  // A chain hangs on what it was made from: `z.object({ … }).extend({ … })`.
  const before = callee.kind === 'member' && callee.object.kind !== 'member' ? deeper(callee.object) : [];
  return [...before, ...fields];
}

/** A field's default, and whether it has to be given: `str({ default })`, `z.string().default(…)`, `Joi.string().required()`, `{ type, default }`. */
function fieldOf(field: Expression, required: boolean, depth: number): { fallback: Expression | null; required: boolean } {
  if (depth > 12) return { fallback: null, required };
  if (field.kind === 'object') {
    const told = field.entries.find((entry) => entry.key === 'default');
    return { fallback: told?.value ?? null, required };
  }
  if (field.kind !== 'call') return { fallback: null, required };
  const { callee, args } = field;
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  const [first, second] = args;
  if (/^(default|prefault|catch|_default)$/.test(name) && first)
    return { fallback: first.kind === 'function' ? (first.returns[0] ?? null) : first, required: false };
  if (/^(optional|nullish|undefinedable|exactOptional)$/.test(name) && (callee.kind === 'name' || first || second))
    return { fallback: second ?? null, required: false };
  if (name === 'fallback' && second) return { fallback: second, required: false };
  if (name === 'preprocess' && second) return fieldOf(second, required, depth + 1);
  const settles = /^(optional|nullish)$/.test(name) ? false : name === 'required' || name === 'exist' ? true : required;
  const told = first?.kind === 'object' ? first.entries.find((entry) => entry.key === 'default') : undefined;
  if (told) return { fallback: told.value, required: false };
  if ((name === 'pipe' || /^(optional|nullable)$/.test(name)) && first && callee.kind === 'member' && callee.object.kind === 'name')
    return fieldOf(first, settles, depth + 1);
  return callee.kind === 'member' ? fieldOf(callee.object, settles, depth + 1) : { fallback: null, required: settles };
}
