import type { Evidence } from '@groundwork/blueprint';
import type { Expression } from '../../syntax/expression.ts';
import type { Module } from '../../syntax/module.ts';
import type { Dependency } from '../language.ts';

/** What a Gemfile or a gemspec says, read from its syntax. */
export interface Gemfile {
  readonly dependencies: ReadonlyMap<string, Dependency>;
  /** `ruby "3.3.1"`, `ruby "~> 3.2"`. */
  readonly ruby: string | null;
}

const read = new WeakMap<Module, Gemfile>();

export function gemfileOf(module: Module): Gemfile {
  const before = read.get(module);
  if (before) return before;
  const dependencies = new Map<string, Dependency>();
  let ruby: string | null = null;
  for (const { expression, guards } of module.statements) {
    if (expression.kind !== 'call') continue;
    const { callee, args, named, line } = expression;
    const [first, ...rest] = args;
    const text = textOf(first);
    if (callee.kind === 'name' && callee.name === 'ruby') ruby = text ?? ruby;
    if (text === null || !isGem(callee)) continue;
    const development = callee.name === 'add_development_dependency' || inDevelopment(guards, named['group'] ?? named['groups']);
    const known = dependencies.get(text);
    if (known && (!known.development || development)) continue;
    const evidence: Evidence = { file: module.path, line, why: `depends on ${text}`, confidence: 0.9 };
    const version = rest.map(textOf).find((each) => each !== null) ?? null;
    // Bundler's optional groups, and gems under a condition, are installed by choice.
    const optional =
      guards.some((guard) => guard.kind !== 'call' || textOf(guard.named['optional']) === 'true') || inNamedGroup(guards, named['group']);
    dependencies.set(text, { name: text, version, development, optional, evidence });
  }
  const made = { dependencies, ruby };
  read.set(module, made);
  return made;
}

function isGem(callee: Expression): callee is Expression & { kind: 'name' | 'member' } {
  if (callee.kind === 'name') return callee.name === 'gem';
  return callee.kind === 'member' && /^add_(runtime_|development_)?dependency$/.test(callee.name);
}

const textOf = (expression: Expression | undefined): string | null =>
  expression?.kind === 'literal' && expression.value !== null ? String(expression.value) : null;

const namesOf = (expression: Expression | undefined): string[] =>
  expression?.kind === 'list' ? expression.items.flatMap((each) => textOf(each) ?? []) : [textOf(expression) ?? []].flat();

const besides = /^(development|test|tests|testing|ci|doc|docs|lint|linters|rubocop|benchmark|local|debug|cucumber|e2e|tools|danger)$/;

/** Whether a gem is only in groups that production leaves out. */
function inDevelopment(guards: readonly Expression[], group: Expression | undefined): boolean {
  const groups = groupsOf(guards, group);
  return groups.length > 0 && groups.every((name) => besides.test(name));
}

/** A group such as `:mysql` or `:sqlite` is a choice. */
const inNamedGroup = (guards: readonly Expression[], group: Expression | undefined): boolean => {
  const groups = groupsOf(guards, group);
  return groups.length > 0 && !groups.some((name) => /^(default|production|assets|staging)$/.test(name) || besides.test(name));
};

const groupsOf = (guards: readonly Expression[], group: Expression | undefined): string[] => [
  ...guards.flatMap((guard) =>
    guard.kind === 'call' && guard.callee.kind === 'name' && guard.callee.name === 'group' ? guard.args.flatMap(namesOf) : [],
  ),
  ...namesOf(group),
];
