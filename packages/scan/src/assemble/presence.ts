import { variablesOf } from '../evaluate/value.ts';
import type { Repository } from '../repository/repository.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';

/**
 * Variables whose mere presence the code keeps as a switch: `const enabled = Boolean(process.env.SEARCH_URL)`.
 * What is reached through one of them is supported rather than required.
 */
export function switchesOf(modules: readonly Module[], repository: Repository): ReadonlySet<string> {
  const found = new Set<string>();
  for (const module of modules) {
    const note = (value: Expression, scope: Scope): void => {
      for (const each of asked(value)) {
        const known = repository.valueOf(each, module, scope);
        if (known.kind === 'variable')
          for (const read of variablesOf(known)) if (read.fallback === null && !read.required) found.add(read.name);
      }
    };
    for (const { value, scope } of module.assignments) note(value, scope);
    for (const { fields } of module.classes) for (const { value } of fields) if (value) note(value, -1);
  }
  return found;
}

/** The parts of an expression that is true just when they are all there; none when it is no such test. */
function asked(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'not':
      return expression.operand.kind === 'not' ? all(expression.operand.operand) : [];
    case 'call': {
      const { callee, args } = expression;
      return callee.kind === 'name' && /^(Boolean|bool)$/.test(callee.name) && args[0] ? all(args[0]) : [];
    }
    case 'compare': {
      const { left, right, operator } = expression;
      return /^(!==?|is not)$/.test(operator) && right.kind === 'literal' && (right.value === null || right.value === '') ? [left] : [];
    }
    default:
      return [];
  }
}

/** `a && b` is there when both are. */
const all = (expression: Expression): readonly Expression[] =>
  expression.kind === 'conditional' && expression.otherwise.kind === 'literal' && expression.otherwise.value === null
    ? [...all(expression.test), ...all(expression.then)]
    : [expression];
