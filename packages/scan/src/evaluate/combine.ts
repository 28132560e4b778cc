import type { Expression, ObjectExpression } from '../syntax/expression.ts';
import type { Assignment } from '../syntax/module.ts';
import { endingInCircles } from './circles.ts';
import { unknown, type Value } from './value.ts';

/** Alternatives beyond this many tell nothing more. */
const mostOptions = 12;

/** One of several; unknown ones count only when nothing else is there. */
export function either(options: readonly Value[]): Value {
  const [only] = options;
  if (options.length <= 1 && only?.kind !== 'either') return only ?? unknown;
  const all = options.flatMap((option) => (option.kind === 'either' ? option.options : [option]));
  const flat = [...new Set(all.filter((option) => option.kind !== 'unknown'))].slice(0, mostOptions);
  const [first, ...rest] = flat;
  if (!first) return unknown;
  if (rest.length === 0) return first;
  if (first.kind === 'variable' && first.read.fallback === null && rest.every((option) => option.kind === 'constant'))
    return withFallback(first, { kind: 'either', options: rest });
  // `port := "8080"; if p := os.Getenv("PORT"); p != "" { port = p }`: the constants are what holds without the variable.
  const [variable, ...more] = flat.filter((option) => option.kind === 'variable');
  if (first.kind === 'constant' && first.value !== null && variable?.read.fallback === null && more.length === 0) {
    const constants = flat.filter((option) => option.kind === 'constant');
    if (constants.length === flat.length - 1) return withFallback(variable, { kind: 'either', options: constants });
  }
  return { kind: 'either', options: flat };
}

/** `first`, or `second` where the first is absent. */
export function withFallback(first: Value, second: Value): Value {
  if (first.kind === 'variable') {
    if (first.read.fallback && first.read.fallback.kind !== 'unknown' && !isEmptyText(first.read.fallback)) return first;
    return { kind: 'variable', read: { ...first.read, fallback: simplest(second), required: false } };
  }
  return either([first, second]);
}

/** An empty text stands for nothing said: `x or y` goes on to `y`. */
const isEmptyText = (value: Value): boolean => value.kind === 'constant' && value.value === '';

const simplest = (value: Value): Value => (value.kind === 'either' && value.options.length === 1 ? (value.options[0] ?? value) : value);

/** An object literal as a value whose entries are evaluated when asked for. */
export function objectOf(expression: ObjectExpression, evaluate: (expression: Expression) => Value): Value {
  return {
    kind: 'object',
    keys: expression.entries.flatMap((entry) => (entry.key === null ? [] : [entry.key])),
    get: endingInCircles((key) => {
      let found: Value = unknown;
      for (const entry of expression.entries.toReversed()) {
        if (entry.key !== null && entry.key !== key) continue;
        const value = entry.key === null ? entryOf(evaluate(entry.value), key) : evaluate(entry.value);
        found = found.kind === 'unknown' ? value : withFallback(found, value);
        // `{ ...defaults, ...process.env }`: what stood there before holds where the variable is not set.
        if (entry.key !== null || (found.kind !== 'unknown' && !(found.kind === 'variable' && found.read.fallback === null))) return found;
      }
      return found;
    }),
  };
}

/** What a key of a value is, through alternatives and variable fallbacks. */
export function entryOf(value: Value, key: string): Value {
  switch (value.kind) {
    case 'object':
      return value.get(key);
    case 'either':
      return either(value.options.map((option) => entryOf(option, key)));
    case 'list': {
      const item = /^\d+$/.test(key) ? value.items[Number(key)] : undefined;
      return item ?? unknown;
    }
    default:
      return unknown;
  }
}

/** A value with some of its entries assigned afterwards: `config["a"]["b"] = x`. */
export function overlay(base: Value, parts: readonly Assignment[], evaluate: (assignment: Assignment) => Value, depth = 1): Value {
  return {
    kind: 'object',
    keys: [...(base.kind === 'object' ? base.keys : []), ...parts.map((each) => each.target[depth] ?? '')],
    get: endingInCircles((key) => {
      const mine = parts.filter((each) => each.target[depth] === key);
      const whole = mine.filter((each) => each.target.length === depth + 1);
      const value = either([...whole.toReversed().map(evaluate), entryOf(base, key)]);
      const deeper = mine.filter((each) => each.target.length > depth + 1);
      return deeper.length ? overlay(value, deeper, evaluate, depth + 1) : value;
    }),
  };
}
