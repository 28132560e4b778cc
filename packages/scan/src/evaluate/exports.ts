import type { Assignment } from '../syntax/module.ts';
import { either, entryOf } from './combine.ts';
import type { Evaluator, Place } from './evaluator.ts';
import type { Value } from './value.ts';

/** What `exports.name = …` and `module.exports = …` give for a name, `default` for the whole. */
export function exportsOf(evaluator: Evaluator, exports: readonly Assignment[], name: string, at: Place): Value {
  const direct = exports.filter((each) => each.target.length === 2 && each.target[1] === name);
  if (direct.length) return either(direct.map((each) => evaluator.at(each.value, at)));
  const value = either(exports.filter((each) => each.target.length === 1).map((each) => evaluator.at(each.value, at)));
  return name === 'default' ? value : entryOf(value, name);
}
