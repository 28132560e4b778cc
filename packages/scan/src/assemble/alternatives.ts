import type { Compare, Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';

type Choices = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<Module, Map<Scope, Choices>>();

/**
 * Whether a condition picks one of several from a list whose choice nobody can know (`if kind == "a": … elif kind == "b": …`),
 * and not the first: what it guards is one way among others.
 */
export function isLaterAlternative(guard: Expression, module: Module, scope: Scope): boolean {
  if (!picks(guard)) return false;
  const all = choicesIn(module, scope).get(subjectOf(guard)) ?? [];
  return all.length > 1 && all[0] !== String(guard.right.value);
}

interface Pick extends Compare {
  readonly right: Extract<Expression, { kind: 'literal' }>;
}

const picks = (guard: Expression): guard is Pick =>
  guard.kind === 'compare' &&
  /^(==|===|case|eq)$/.test(guard.operator) &&
  guard.right.kind === 'literal' &&
  typeof guard.right.value === 'string';

/** What is compared, as text without lines. */
const subjectOf = (guard: Pick): string => JSON.stringify(guard.left, (key, value: unknown) => (key === 'line' ? undefined : value));

/** What each subject of a function is compared with, in order. */
function choicesIn(module: Module, scope: Scope): Choices {
  const ofModule = known.get(module) ?? new Map<Scope, Choices>();
  known.set(module, ofModule);
  const before = ofModule.get(scope);
  if (before) return before;
  const choices = new Map<string, string[]>();
  for (const statement of module.statements) {
    if (statement.scope !== scope) continue;
    for (const guard of statement.guards) {
      if (!picks(guard)) continue;
      const subject = subjectOf(guard);
      const values = choices.get(subject) ?? [];
      choices.set(subject, values);
      const value = String(guard.right.value);
      if (!values.includes(value)) values.push(value);
    }
  }
  ofModule.set(scope, choices);
  return choices;
}
