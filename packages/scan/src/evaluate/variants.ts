import type { Expression } from '../syntax/expression.ts';
import type { ClassFact } from '../syntax/module.ts';
import type { Evaluator, Place } from './evaluator.ts';
import { unknown, type Value } from './value.ts';

/** The key under which a value of an enum keeps which of its variants it is. */
const variantKey = '$variant';

/** An enum is marked as one; its bases are its variants. */
export const isEnum = (fact: ClassFact): boolean => fact.decorators.some((each) => each.kind === 'name' && each.name === 'enum');

/** `Backend::Redis(url)` and `Backend::Memory`: a variant with what it carries, which a `match` takes out again. */
export function variantValue(evaluator: Evaluator, expression: Expression, place: Place): Value | null {
  if (place.module.language !== 'rust') return null;
  const callee = expression.kind === 'call' ? expression.callee : expression;
  if (callee.kind !== 'member' || callee.object.kind !== 'name' || !/^[A-Z]/.test(callee.name)) return null;
  const { name } = callee;
  const found = evaluator.declarations.classNamed(callee.object.name, place.module);
  if (!found || !isEnum(found.fact) || !found.fact.bases.some((base) => base.kind === 'name' && base.name === name)) return null;
  const args = expression.kind === 'call' ? expression.args : [];
  return {
    kind: 'object',
    keys: [],
    get: (key) => {
      if (key === variantKey) return { kind: 'constant', value: name, file: place.module.path, line: expression.line };
      const argument = key.startsWith(`${name}.`) ? args[Number(key.slice(name.length + 1))] : undefined;
      return argument ? evaluator.at(argument, place) : unknown;
    },
  };
}

/** Which variant a value is, as a constant; any other value as it is. */
export function variantOf(value: Value): Value {
  if (value.kind === 'either') {
    const [first] = value.options;
    return first?.kind === 'object' ? variantOf(first) : value;
  }
  if (value.kind !== 'object') return value;
  const variant = value.get(variantKey);
  return variant.kind === 'constant' ? variant : value;
}
