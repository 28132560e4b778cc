import { childrenOf, type Call, type Expression, type ObjectExpression } from '../syntax/expression.ts';
import type { Assignment, ClassFact, Import, Module, PlacedCall, Scope } from '../syntax/module.ts';
import { givesMembers } from './gives-members.ts';

/** Look-ups into one module, made once from it alone and kept as long as the module is. */
export interface ModuleIndex {
  readonly imports: ReadonlyMap<string, Import>;
  readonly starImports: readonly Import[];
  /** By first segment of the target. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  readonly classes: ReadonlyMap<string, ClassFact>;
  /** Fields by name, to the first class that has one. */
  readonly fields: ReadonlyMap<string, ClassFact>;
  readonly functions: ReadonlyMap<string, readonly number[]>;
  /** The function a function stands in, -1 for the top level. */
  readonly enclosing: readonly Scope[];
  /** Every call, by the last name of its callee. */
  readonly calls: ReadonlyMap<string, readonly PlacedCall[]>;
  /** The call that is made on a call's result: `builder()` to `builder().host(x)`. */
  readonly chained: ReadonlyMap<Call, Call>;
  /** Literals that construct, to the calls they stand for. */
  readonly literals: ReadonlyMap<ObjectExpression, Call>;
}

const indexes = new WeakMap<Module, ModuleIndex>();

export function indexOf(module: Module): ModuleIndex {
  const known = indexes.get(module);
  if (known) return known;
  const made = build(module);
  indexes.set(module, made);
  return made;
}

function build(module: Module): ModuleIndex {
  const assignments = new Map<string, Assignment[]>();
  for (const assignment of module.assignments) push(assignments, assignment.target[0] ?? '', assignment);
  const functions = new Map<string, number[]>();
  for (const [position, fact] of module.functions.entries()) push(functions, fact.name, position);
  const calls = new Map<string, PlacedCall[]>();
  const chained = new Map<Call, Call>();
  const made = new Map<ObjectExpression, Call>();
  const seen = new Set<Expression>();
  const literals = givesMembers(module.language);
  const look = (found: Expression, scope: Scope, guards: readonly Expression[]): void => {
    const each = found.kind === 'object' && literals ? (constructed(found) ?? found) : found;
    if (each.kind === 'call' && !seen.has(found)) {
      seen.add(found);
      if (found.kind === 'object') made.set(found, each);
      push(calls, lastName(each.callee), { call: each, scope, guards });
      if (each.callee.kind === 'member' && each.callee.object.kind === 'call') chained.set(each.callee.object, each);
    }
    // `client[name]` asks a client for a part of it as a call would.
    if (each.kind === 'index' && module.language === 'python' && each.key.kind !== 'literal' && !seen.has(each)) {
      seen.add(each);
      const callee: Expression = { kind: 'member', object: each.object, name: '[]', line: each.line };
      push(calls, '[]', { call: { kind: 'call', callee, args: [each.key], named: {}, line: each.line }, scope, guards });
    }
    if (each.kind !== 'conditional') {
      for (const child of childrenOf(found)) look(child, scope, guards);
      return;
    }
    // `url ? new Client(url) : null` constructs under a condition as an `if` would.
    look(each.test, scope, guards);
    look(each.then, scope, [...guards, each.test]);
    look(each.otherwise, scope, [...guards, { kind: 'not', operand: each.test, line: each.line }]);
  };
  for (const { expression, scope, guards } of module.statements) look(expression, scope, guards);
  return {
    imports: new Map(module.imports.filter((fact) => fact.name !== '*').map((fact) => [fact.local, fact])),
    starImports: module.imports.filter((fact) => fact.name === '*'),
    assignments,
    classes: new Map(module.classes.map((fact) => [fact.name, fact])),
    fields: new Map(module.classes.toReversed().flatMap((fact) => fact.fields.map((field) => [field.name, fact] as const))),
    functions,
    enclosing: module.functions.map((fact) => fact.enclosing),
    calls,
    chained,
    literals: made,
  };
}

/** `&kafka.Writer{Addr: …}` constructs as a call does, where there are no constructors. */
function constructed(literal: ObjectExpression): Call | null {
  const { type, line } = literal;
  const segments = type?.split(/\.|::/) ?? [];
  const [first, ...rest] = segments;
  if (first === undefined || rest.length === 0) return null;
  const callee = rest.reduce<Expression>((object, name) => ({ kind: 'member', object, name, line }), { kind: 'name', name: first, line });
  return { kind: 'call', callee, args: [literal], named: {}, line };
}

/** The last segment of what is called: `redis.Redis` gives `Redis`. */
export function lastName(expression: Expression): string {
  if (expression.kind === 'name' || expression.kind === 'member') return expression.name;
  return '';
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
