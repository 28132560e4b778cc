import type { LanguageReader } from '../languages/language.ts';
import type { Repository } from '../repository/repository.ts';
import type { Call, Compare, Conditional, Expression, ObjectExpression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';
import { noteCut } from './circles.ts';
import { comparedValue, negatedValue } from './compared.ts';
import { fallbackOf, isVariableName, namedBy, readerCalled, readerNamed } from './environment-calls.ts';
import { callValue } from './calls.ts';
import { Declarations } from './declarations.ts';
import { Definitions } from './definitions.ts';
import { givesMembers } from './gives-members.ts';
import { lenientMember } from './lenient.ts';
import { either, objectOf, withFallback } from './combine.ts';
import { truth } from './truth.ts';
import { textOf, unknown, variablesOf, type Value, type VariableRead } from './value.ts';
import { variantOf, variantValue } from './variants.ts';

/** Values of a function's parameters while one call of it is followed. */
export type Bound = ReadonlyMap<string, Value>;

export interface Place {
  readonly module: Module;
  readonly scope: Scope;
  readonly bound: Bound;
  readonly depth: number;
}

export const deepest = 24;

/** Expressions worked out in one scan: fifty times what a large repository takes, and an end for one made to have none. */
const mostSteps = 5_000_000;

/** How often a value in a circle is worked out before it is taken as it is. */
const mostTries = 3;

/** Follows values through a repository: constants, parameters, settings classes, imports, configuration files. */
export class Evaluator {
  readonly repository: Repository;
  readonly readers: ReadonlyMap<string, LanguageReader>;
  readonly declarations: Declarations;
  readonly definitions: Definitions;
  /** What is being worked out, with its place in line. */
  readonly #running = new Map<Expression, number>();
  /** The first in line that an answer since had to do without. */
  #cut = Number.POSITIVE_INFINITY;
  readonly #tries = new Map<Expression, number>();
  #steps = 0;
  readonly #known = new Map<Expression, Value>();

  constructor(repository: Repository, readers: readonly LanguageReader[]) {
    this.repository = repository;
    this.readers = new Map(readers.map((reader) => [reader.language, reader]));
    this.declarations = new Declarations(repository, this.readers);
    this.definitions = new Definitions(this);
  }

  /** Drops what was worked out: the modules changed. */
  forget(): void {
    this.#known.clear();
    this.#tries.clear();
    this.declarations.forget();
    this.definitions.forget();
  }

  value(expression: Expression, module: Module, scope: Scope): Value {
    return this.at(expression, { module, scope, bound: nothingBound, depth: 0 });
  }

  at(expression: Expression, place: Place): Value {
    if (place.depth > deepest || this.#steps > mostSteps) return unknown;
    const shared = place.bound.size === 0;
    const known = shared ? this.#known.get(expression) : undefined;
    if (known) return known;
    const running = this.#running.get(expression);
    if (running !== undefined) {
      noteCut();
      this.#cut = Math.min(this.#cut, running);
      return unknown;
    }
    this.#steps += 1;
    const position = this.#running.size;
    const outerCut = this.#cut;
    this.#cut = Number.POSITIVE_INFINITY;
    this.#running.set(expression, position);
    try {
      const value = this.#evaluate(expression, { ...place, depth: place.depth + 1 });
      if (shared && this.#isWhole(expression, position)) this.#known.set(expression, value);
      return value;
    } finally {
      this.#running.delete(expression);
      this.#cut = Math.min(outerCut, this.#cut >= position ? Number.POSITIVE_INFINITY : this.#cut);
    }
  }

  /** A value found while one that it depends on was still being worked out may be more the next time. */
  #isWhole(expression: Expression, position: number): boolean {
    if (this.#cut >= position) return true;
    const tries = (this.#tries.get(expression) ?? 0) + 1;
    this.#tries.set(expression, tries);
    return tries > mostTries;
  }

  #evaluate(expression: Expression, place: Place): Value {
    const whole = this.#environment(expression, place);
    if (whole) return whole;
    switch (expression.kind) {
      case 'literal':
        return { kind: 'constant', value: expression.value, file: place.module.path, line: expression.line };
      case 'environment':
        return this.#variable(
          expression.variable,
          expression.fallback && variantOf(this.at(expression.fallback, place)),
          expression.required,
          place,
          expression.line,
          expression.implicit ?? false,
        );
      case 'template':
        return { kind: 'template', parts: expression.parts.map((part) => this.at(part, place)) };
      case 'fallback':
        return withFallback(this.at(expression.first, place), this.at(expression.second, place));
      case 'conditional':
        return this.#choice(expression, place);
      case 'object':
        return this.#literal(expression, place);
      case 'list':
        return { kind: 'list', items: expression.items.map((item) => this.at(item, place)) };
      case 'name':
        return this.definitions.ofName(expression.name, place);
      case 'member':
        return variantValue(this, expression, place) ?? this.#member(expression.object, expression.name, expression, place);
      case 'index': {
        const key = this.at(expression.key, place);
        if (key.kind !== 'constant' || key.value === null) return unknown;
        return this.#member(expression.object, String(key.value), expression, place);
      }
      case 'call':
        return this.#environmentCall(expression, place) ?? variantValue(this, expression, place) ?? callValue(this, expression, place);
      case 'compare':
        return (
          this.#presence(expression, place) ??
          comparedValue(expression.operator, variantOf(this.at(expression.left, place)), this.at(expression.right, place))
        );
      case 'not':
        return negatedValue(this.at(expression.operand, place));
      case 'function': {
        // What a factory gives: `default_factory=lambda: os.environ["X"]`, `useFactory: (config) => ({ host: config.get("X") })`.
        const given = either(expression.returns.map((each) => this.at(each, place)));
        return expression.parameters.length === 0 || given.kind === 'object' ? given : unknown;
      }
      default:
        return unknown;
    }
  }

  /** What a literal leaves out is what its type's members are elsewhere. */
  #literal(expression: ObjectExpression, place: Place): Value {
    const given = objectOf(expression, (each) => this.at(each, place));
    if (expression.type === null || given.kind !== 'object' || !givesMembers(place.module.language)) return given;
    const type = this.declarations.classNamed(expression.type, place.module);
    if (!type) return given;
    const whole = this.definitions.instance(type, place);
    if (whole.kind !== 'object') return given;
    const keys = [...new Set([...given.keys, ...whole.keys])];
    return { kind: 'object', keys, get: (key) => withFallback(given.get(key), given.keys.includes(key) ? unknown : whole.get(key)) };
  }

  #member(object: Expression, name: string, whole: Expression, place: Place): Value {
    const reader = readerNamed(object, place.module, place.scope);
    if (reader?.except?.test(name)) return unknown;
    if (reader) return this.#variable(name, null, reader.required && whole.kind === 'index', place, whole.line);
    const holder = isVariableName(name) ? this.at(object, place) : unknown;
    if (holder.kind === 'object' && holder.environment) return this.#variable(name, null, false, place, whole.line);
    const found = this.definitions.memberOf(object, name, place);
    if (found.kind !== 'unknown') return found;
    // The class is known, and says nothing of it: no other one is meant.
    const isKnown = /^(java|dotnet)$/.test(place.module.language) && holder.kind === 'object' && holder.keys.includes(name);
    return isKnown ? unknown : lenientMember(this, object, name, place);
  }

  /** The whole environment handed on as a value: `const env = process.env`, `load(os.environ)`, `{ ...defaults, ...process.env }`. */
  #environment(expression: Expression, place: Place): Value | null {
    if (expression.kind !== 'member' && expression.kind !== 'name') return null;
    const reader = readerNamed(expression, place.module, place.scope);
    if (!reader) return null;
    const get = (key: string): Value =>
      isVariableName(key) && !reader.except?.test(key) ? this.#variable(key, null, false, place, expression.line) : unknown;
    return { kind: 'object', keys: [], get, environment: true };
  }

  #environmentCall(call: Call, place: Place): Value | null {
    const reader = readerCalled(call.callee, place.module, place.scope);
    if (!reader) return null;
    const named = namedBy(reader, call);
    if (!named) return null;
    const name = nameIn(this.at(named, place));
    if (name === null) return null;
    const fallback = fallbackOf(reader, call);
    return this.#variable(name, fallback && this.at(fallback, place), reader.required && !fallback, place, call.line);
  }

  /** What holds when nothing is set comes first. */
  #choice({ test, then, otherwise }: Conditional, place: Place): Value {
    const sides = [this.at(then, place), this.at(otherwise, place)];
    return either(truth(this.at(test, place)) === false ? sides.toReversed() : sides);
  }

  /** `"X" in os.environ` asks for a variable; it is unset where nobody sets it. */
  #presence({ operator, left, right, line }: Compare, place: Place): Value | null {
    if (operator !== 'in' && operator !== 'not in') return null;
    const reader = readerNamed(right, place.module, place.scope);
    const name = reader && nameIn(this.at(left, place));
    if (name === null || reader?.except?.test(name)) return null;
    const asked = this.#variable(name, null, false, place, line);
    return asked.kind === 'variable' ? { kind: 'variable', read: { ...asked.read, holds: operator === 'not in' } } : asked;
  }

  #variable(name: string, fallback: Value | null, required: boolean, place: Place, line: number, implicit = false): Value {
    const read: VariableRead = {
      name,
      fallback: fallback && fallback.kind !== 'unknown' ? fallback : fallback === null ? null : fallback,
      required,
      ...(implicit ? { implicit } : {}),
      evidence: { file: place.module.path, line, why: `reads ${name}`, confidence: 0.98 },
    };
    return { kind: 'variable', read };
  }
}

const nothingBound: Bound = new Map();

/** The variable's name a value spells out, put together from constants where need be. */
function nameIn(value: Value): string | null {
  if (value.kind === 'constant' ? typeof value.value !== 'string' : value.kind !== 'template' || variablesOf(value).length > 0) return null;
  const name = textOf(value);
  return name !== null && isVariableName(name) ? name : null;
}
