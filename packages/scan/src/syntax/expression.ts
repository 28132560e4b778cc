/**
 * What the syntax of every language is brought to: enough of an expression to follow a value from where an
 * environment variable is read to where a client is constructed, and no more.
 */
export type Expression =
  | Literal
  | Name
  | Member
  | Index
  | Call
  | Template
  | Fallback
  | Conditional
  | Compare
  | Not
  | ObjectExpression
  | ListExpression
  | FunctionExpression
  | EnvironmentRead
  | Unknown;

/** 1-based line in the file. */
interface Positioned {
  readonly line: number;
}

export interface Literal extends Positioned {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}
export interface Name extends Positioned {
  readonly kind: 'name';
  readonly name: string;
}
/** `a.b`, `a?.b`, `a::b`, `a->b`. */
export interface Member extends Positioned {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string;
}
/** `a["b"]`. */
export interface Index extends Positioned {
  readonly kind: 'index';
  readonly object: Expression;
  readonly key: Expression;
}
/** A call or construction. Keyword arguments, and the hash a Ruby call ends with, are `named`; a JavaScript options object is a positional object. */
export interface Call extends Positioned {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  readonly named: Readonly<Record<string, Expression>>;
}
/** Text joined from parts: interpolation, concatenation, formatting. */
export interface Template extends Positioned {
  readonly kind: 'template';
  readonly parts: readonly Expression[];
}
/** `first`, or `second` when the first is absent: `or`, `||`, `??`, `?:`, `unwrap_or`. */
export interface Fallback extends Positioned {
  readonly kind: 'fallback';
  readonly first: Expression;
  readonly second: Expression;
}
export interface Conditional extends Positioned {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface Compare extends Positioned {
  readonly kind: 'compare';
  /** The operator as written, `in` and `case` included. */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Not extends Positioned {
  readonly kind: 'not';
  readonly operand: Expression;
}
/** An object, dictionary, hash, map or struct literal. */
export interface ObjectExpression extends Positioned {
  readonly kind: 'object';
  /** The struct or class it is a literal of, as written (`redis.Options`), `null` for a plain one. */
  readonly type: string | null;
  readonly entries: readonly ObjectEntry[];
}
export interface ObjectEntry extends Positioned {
  /** `null` for a spread. */
  readonly key: string | null;
  readonly value: Expression;
}
export interface ListExpression extends Positioned {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}
/** An anonymous function: what it returns. Its body's calls are facts of the module like any others. */
export interface FunctionExpression extends Positioned {
  readonly kind: 'function';
  readonly parameters: readonly string[];
  readonly returns: readonly Expression[];
}
/** A variable of the environment, where a language reader or linker already knows that it is one. */
export interface EnvironmentRead extends Positioned {
  readonly kind: 'environment';
  readonly variable: string;
  readonly fallback: Expression | null;
  /** False where the code copes with its absence, e.g. an optional settings field. */
  readonly required: boolean;
  /**
   * Nobody wrote the variable down: the framework lets it override a configuration key that has a value of its own
   * (Spring's relaxed binding, .NET's `Section__Key`). Worth listing only where it is bound to a resource or a service.
   */
  readonly implicit?: boolean;
}
/** Anything else; the parts are kept because a client may be constructed inside. */
export interface Unknown extends Positioned {
  readonly kind: 'unknown';
  readonly children: readonly Expression[];
}

/** What a loop goes through gives one of its items; nobody knows which. */
export const itemOf = (over: Expression): Index => ({
  kind: 'index',
  object: over,
  key: { kind: 'literal', value: null, line: over.line },
  line: over.line,
});

/** Visits an expression and everything in it, outermost first. */
export function visit(expression: Expression, seen: (expression: Expression) => void): void {
  seen(expression);
  switch (expression.kind) {
    // Most of what there is: no list is made of its parts.
    case 'literal':
    case 'name':
      return;
    case 'member':
      return visit(expression.object, seen);
    case 'call':
      visit(expression.callee, seen);
      for (const each of expression.args) visit(each, seen);
      for (const each of Object.values(expression.named)) visit(each, seen);
      return;
    default:
      for (const each of childrenOf(expression)) visit(each, seen);
  }
}

/** The direct parts of an expression, in source order. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.key];
    case 'call':
      return [expression.callee, ...expression.args, ...Object.values(expression.named)];
    case 'template':
      return expression.parts;
    case 'fallback':
      return [expression.first, expression.second];
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'compare':
      return [expression.left, expression.right];
    case 'not':
      return [expression.operand];
    case 'object':
      return expression.entries.map((entry) => entry.value);
    case 'list':
      return expression.items;
    case 'function':
      return expression.returns;
    case 'environment':
      return expression.fallback ? [expression.fallback] : [];
    case 'unknown':
      return expression.children;
  }
}
