import { constantsOf, unknown, type Value } from './value.ts';

const equal = /^(==|===|is|eq|\.equals)$/;
const different = /^(!=|!==|is not|<>)$/;

/** A variable compared with constants is that variable still: `os.getenv("DEBUG", "0") == "1"`. Whether it holds by default is noted with it. */
export function comparedValue(operator: string, left: Value, right: Value): Value {
  const [variable, other] = left.kind === 'variable' ? [left, right] : [right, left];
  if (variable.kind !== 'variable') return unknown;
  const choices = other.kind === 'constant' ? [other.value] : other.kind === 'list' ? other.items.flatMap(constantsOf) : null;
  const isIn = operator === 'in' || operator === 'not in';
  if (choices === null || !(isIn || equal.test(operator) || different.test(operator))) return unknown;
  const { read } = variable;
  const [usual] = read.fallback === null ? [null] : constantsOf(read.fallback);
  if (usual === undefined || (read.required && read.fallback === null)) return variable;
  const same = choices.some((choice) => String(choice ?? '').toLowerCase() === String(usual ?? '').toLowerCase());
  const holds = operator === 'not in' || different.test(operator) ? !same : same;
  return { kind: 'variable', read: { ...read, holds } };
}

/** `not x`. */
export function negatedValue(value: Value): Value {
  if (value.kind === 'constant') return { ...value, value: !value.value };
  if (value.kind !== 'variable') return unknown;
  const { holds, fallback, required } = value.read;
  if (holds === undefined && (fallback !== null || required)) return value;
  return { kind: 'variable', read: { ...value.read, holds: !holds } };
}
