import type { EnvironmentRead, Expression } from '../../syntax/expression.ts';

/** The variable that `process.env.X` names, `null` when it is nothing of the kind. */
export function variableRead(expression: Expression): string | null {
  if (expression.kind !== 'member' && expression.kind !== 'index') return null;
  const { object } = expression;
  const isEnvironment =
    object.kind === 'member' &&
    object.name === 'env' &&
    (object.object.kind === 'name' ? object.object.name === 'process' : object.object.kind === 'member' && object.object.name === 'meta');
  if (!isEnvironment) return null;
  if (expression.kind === 'member') return expression.name;
  return expression.key.kind === 'literal' && typeof expression.key.value === 'string' ? expression.key.value : null;
}

/** A reading without which the code does not go on. */
const demanded = (variable: string, line: number): EnvironmentRead => ({
  kind: 'environment',
  variable,
  fallback: null,
  required: true,
  line,
});

/** Functions that run when the program starts; any other throws only when it is needed. */
export const startsUp = (name: string): boolean =>
  name === '' || /^(main|bootstrap|start|init|connect|setup|validate|check|verify|load|assert)/i.test(name);

/** The readings that a condition before `throw` finds missing: `!url`, `!url || !key`, `key === undefined`. */
export function demandedIn(test: Expression, readings: ReadonlyMap<string, Expression>): EnvironmentRead[] {
  switch (test.kind) {
    case 'not':
      return missing(test.operand, readings);
    case 'fallback':
      return [...demandedIn(test.first, readings), ...demandedIn(test.second, readings)];
    case 'compare':
      return /^===?$/.test(test.operator) && test.right.kind === 'literal' && (test.right.value === null || test.right.value === '')
        ? missing(test.left, readings)
        : [];
    default:
      return [];
  }
}

function missing(expression: Expression, readings: ReadonlyMap<string, Expression>): EnvironmentRead[] {
  const read = expression.kind === 'name' ? readings.get(expression.name) : expression;
  const variable = read ? variableRead(read) : null;
  return variable === null ? [] : [demanded(variable, read?.line ?? expression.line)];
}
