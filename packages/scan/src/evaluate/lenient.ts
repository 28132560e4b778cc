import type { Expression } from '../syntax/expression.ts';
import type { Evaluator, Place } from './evaluator.ts';
import { unknown, variablesOf, type Value } from './value.ts';

/** Objects that carry settings wherever they come from: passed in, injected, kept on a context. */
const settingsLike =
  /(settings?|config(uration)?|conf|cfg|env(ironment)?|options?|opts|props|properties|params|secrets?|constants?|ctx|context|app|server|state)$/i;

/**
 * A member of something that could not be followed. When the object looks like settings, and exactly one settings class or
 * object of this language has a member of that name that comes from the environment, that one is meant.
 */
export function lenientMember(evaluator: Evaluator, object: Expression, name: string, place: Place): Value {
  const holder =
    object.kind === 'name' || object.kind === 'member'
      ? object.name
      : object.kind === 'call' && (object.callee.kind === 'name' || object.callee.kind === 'member')
        ? object.callee.name
        : '';
  if (!settingsLike.test(holder) && object.kind !== 'member') return unknown;
  let found: Value = unknown;
  let variable: string | null = null;
  for (const { fact, module } of evaluator.declarations.classesWithField(name, place.module.language)) {
    const field = fact.fields.find((each) => each.name === name);
    if (!field?.value) continue;
    const value = evaluator.at(field.value, { module, scope: -1, bound: new Map(), depth: place.depth + 1 });
    const read = variablesOf(value)[0]?.name ?? null;
    if (read === null || read === variable) continue;
    if (variable !== null) return unknown;
    variable = read;
    found = value;
  }
  return found;
}
