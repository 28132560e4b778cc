import type { Expression } from '../../syntax/expression.ts';

/** `a.b["c"]` as a path, `null` for anything that is no path. */
export function pathOf(expression: Expression): string[] | null {
  if (expression.kind === 'name') return expression.name === '_' ? null : [expression.name];
  if (expression.kind === 'member') {
    const object = pathOf(expression.object);
    return object && [...object, expression.name];
  }
  if (expression.kind === 'index' && expression.key.kind === 'literal') {
    const object = pathOf(expression.object);
    return object && [...object, String(expression.key.value)];
  }
  return null;
}

interface Target {
  readonly path: readonly string[];
  readonly value: Expression;
}

/** Pairs what is assigned to with what is assigned: `a, b = 1, 2`, and `value, err := call()`, whose error says nothing. */
export function targetsOf(
  paths: readonly (readonly string[] | null)[],
  values: readonly Expression[],
  checked: ReadonlySet<string>,
): Target[] {
  const [only] = values;
  if (values.length !== 1 || !only) return paths.flatMap((path, at) => (path && values[at] ? [{ path, value: values[at] }] : []));
  if (paths.length === 1 && paths[0]?.length === 1 && /^_?err$/.test(paths[0][0] ?? '')) return [];
  if (paths.length === 1) return paths[0] ? [{ path: paths[0], value: demanded(only, [paths[0].join('.')], checked) }] : [];
  const looksUp = only.kind === 'call' && only.callee.kind === 'member' && only.callee.name === 'LookupEnv';
  const value = looksUp
    ? demanded(
        only,
        paths.map((path) => path?.join('.') ?? ''),
        checked,
      )
    : only;
  return paths.flatMap((path, at): Target[] => {
    if (!path || /^(err|_err|e|closer|cancel)$/.test(path[0] ?? '')) return [];
    if (at === 0 || looksUp) return [{ path, value }];
    return /^(ok|found|exists|present)$/.test(path[0] ?? '')
      ? []
      : [{ path, value: { kind: 'index', object: only, key: { kind: 'literal', value: at, line: only.line }, line: only.line } }];
  });
}

/** A variable without which the function does not go on: `if url == "" { log.Fatal(…) }`. */
export function demanded(value: Expression, names: readonly string[], checked: ReadonlySet<string>): Expression {
  if (!names.some((name) => checked.has(name)) || value.kind !== 'call' || value.callee.kind !== 'member') return value;
  const { object, name } = value.callee;
  const [variable] = value.args;
  if (object.kind !== 'name' || object.name !== 'os' || !/^(Getenv|LookupEnv)$/.test(name)) return value;
  return variable?.kind === 'literal' && typeof variable.value === 'string'
    ? { kind: 'environment', variable: variable.value, fallback: null, required: true, line: value.line }
    : value;
}
