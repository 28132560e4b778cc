import { truth } from './truth.ts';
import { constantsOf, textOf, type Value } from './value.ts';
import { variantOf } from './variants.ts';
import type { Repository } from '../repository/repository.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';

/** Whether a condition holds in a deployment where no variable is set: the shipped defaults. `null` when the code alone does not tell. */
export function holdsByDefault(test: Expression, module: Module, scope: Scope, repository: Repository): boolean | null {
  const holds = (inner: Expression): boolean | null => holdsByDefault(inner, module, scope, repository);
  switch (test.kind) {
    case 'not': {
      const inner = holds(test.operand);
      return inner === null ? null : !inner;
    }
    case 'compare': {
      const whole = truth(repository.valueOf(test, module, scope));
      if (whole !== null) return whole;
      return compared(test.operator, test.left, test.right, (side) => repository.valueOf(side, module, scope));
    }
    case 'fallback': {
      const [first, second] = [holds(test.first), holds(test.second)];
      return first === true || second === true ? true : first === false && second === false ? false : null;
    }
    case 'conditional': {
      const [chosen, then, otherwise] = [holds(test.test), holds(test.then), holds(test.otherwise)];
      return chosen === null ? (then === otherwise ? then : null) : chosen ? then : otherwise;
    }
    case 'unknown': {
      // `a and b` holds only when every part does.
      const parts = test.children.map(holds);
      return parts.includes(false) ? false : parts.length > 0 && parts.every((part) => part === true) ? true : null;
    }
    default:
      return truth(repository.valueOf(test, module, scope));
  }
}

const absent = new Set<unknown>(['', null]);

function compared(operator: string, left: Expression, right: Expression, value: (side: Expression) => Value): boolean | null {
  const a = variantOf(value(left));
  const b = value(right);
  const known = defaultOf(a);
  // A member of Django's choices is written with its label: `CLOUD = "cloud", "In the cloud"`.
  const other = defaultOf(b.kind === 'list' && isEnumerated(right) ? (b.items[0] ?? b) : b);
  // What nobody sets is no member of an enumeration: `settings.backend == Backend.CLOUD`.
  if (known === null && other === undefined && isEnumerated(right)) {
    if (/^(==|===|is|eq|case)$/.test(operator)) return false;
    if (/^(!=|!==|is not)$/.test(operator)) return true;
  }
  if (known === undefined || other === undefined) return null;
  const same = known === other || (absent.has(known) && absent.has(other)) || String(known).toLowerCase() === String(other).toLowerCase();
  if (/^(==|===|is|eq|case|\.equals)$/.test(operator)) return same;
  if (/^(!=|!==|is not|<>)$/.test(operator)) return !same;
  if (operator === 'in' && typeof other === 'string') return other.includes(String(known));
  return null;
}

const isEnumerated = (expression: Expression): boolean =>
  expression.kind === 'member' &&
  'name' in expression.object &&
  /^[A-Z]\w*[a-z]/.test(expression.object.name) &&
  /^[A-Z][A-Z\d_]*$/.test(expression.name);

/** The constant a value is when no variable is set; `null` for a variable without a default, `undefined` when not known. */
function defaultOf(value: Value): string | number | boolean | null | undefined {
  if (value.kind === 'variable' && value.read.fallback === null) return value.read.required ? undefined : null;
  if (value.kind === 'constant') return value.value;
  // The code itself says that there may be nothing: `return None`.
  if (value.kind === 'either') {
    const [first, ...others] = value.options.map(defaultOf);
    const agreed = others.every((other) => other === first) ? first : undefined;
    const says = value.options.some((option) => option.kind === 'constant' && option.value === null);
    return agreed === null && !says ? undefined : agreed;
  }
  if (value.kind === 'variable') return value.read.fallback?.kind === 'constant' ? value.read.fallback.value : constantsOf(value)[0];
  return textOf(value) ?? undefined;
}
