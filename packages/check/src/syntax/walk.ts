import { childrenOf, type Expression, type Module, type Scope } from '@groundwork/scan';

/** What an expression of a module is the whole of. */
export interface Root {
  readonly kind: 'assignment' | 'field' | 'parameter' | 'return' | 'statement';
  /** The name it is given, as written and outermost first; of a `return` that of the function. Empty for a statement. */
  readonly target: readonly string[];
  /** The class a field is of. */
  readonly owner: string | null;
  readonly scope: Scope;
  readonly guards: readonly Expression[];
}

export interface Visit {
  readonly expression: Expression;
  /** What it stands in, nearest first. */
  readonly parents: readonly Expression[];
  readonly root: Root;
}

const walked = new WeakMap<Module, readonly Visit[]>();

/** Every expression of a module once, with what it stands in. */
export function walk(module: Module): readonly Visit[] {
  const known = walked.get(module);
  if (known) return known;
  const visits: Visit[] = [];
  const seen = new Set<Expression>();
  const visit = (expression: Expression, parents: readonly Expression[], root: Root): void => {
    if (seen.has(expression)) return;
    seen.add(expression);
    visits.push({ expression, parents, root });
    const children = childrenOf(expression);
    if (children.length === 0) return;
    const inside = [expression, ...parents];
    for (const each of children) visit(each, inside, root);
  };
  for (const [whole, root] of rootsOf(module)) visit(whole, [], root);
  walked.set(module, visits);
  return visits;
}

function* rootsOf(module: Module): Iterable<readonly [Expression, Root]> {
  const none = { target: [], owner: null, scope: -1, guards: [] };
  for (const { value, target, scope, guards } of module.assignments) yield [value, { ...none, kind: 'assignment', target, scope, guards }];
  for (const { name, fields } of module.classes)
    for (const field of fields) if (field.value) yield [field.value, { ...none, kind: 'field', target: [field.name], owner: name }];
  for (const [scope, { name, parameters, returns }] of module.functions.entries()) {
    for (const parameter of parameters)
      if (parameter.fallback) yield [parameter.fallback, { ...none, kind: 'parameter', target: [parameter.name], scope }];
    for (const value of returns) yield [value, { ...none, kind: 'return', target: [name], scope }];
  }
  for (const { expression, scope, guards } of module.statements) yield [expression, { ...none, kind: 'statement', scope, guards }];
}

/** Where a part stands in what it is directly in: `0` for an argument, its keyword, a key; `null` for anything else. */
export function slotOf(parent: Expression | undefined, part: Expression): string | null {
  if (parent?.kind === 'call') {
    const position = parent.args.indexOf(part);
    if (position >= 0) return String(position);
    return Object.entries(parent.named).find(([, value]) => value === part)?.[0] ?? null;
  }
  if (parent?.kind === 'object') return parent.entries.find(({ value }) => value === part)?.key ?? null;
  return null;
}

/** The last name of what is called: `listen` of `app.listen(…)`, empty where it has none. */
export function calledName(expression: Expression): string {
  if (expression.kind !== 'call') return '';
  const { callee } = expression;
  return callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
}

/** Every name and text in an expression, to look for words in. */
export function wordsIn(expression: Expression): string {
  const own =
    expression.kind === 'name' || expression.kind === 'member'
      ? expression.name
      : expression.kind === 'literal'
        ? String(expression.value)
        : expression.kind === 'environment'
          ? expression.variable
          : '';
  return [own, ...childrenOf(expression).map(wordsIn)].join(' ');
}
