import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { resolveNodeImport } from '../imports.ts';

export interface Found {
  readonly expression: Expression;
  readonly module: Module;
}

/** What a name stands for, through assignments of its file and through imports; anything else stands for itself. */
export function follow(expression: Expression, module: Module, repository: Repository, depth = 0): Found {
  if (expression.kind !== 'name' || depth > 6) return { expression, module };
  const index = indexOf(module);
  const assigned = index.assignments.get(expression.name)?.findLast((each) => each.target.length === 1);
  if (assigned && assigned.value !== expression) return follow(assigned.value, module, repository, depth + 1);
  const fact = index.imports.get(expression.name);
  if (!fact) return { expression, module };
  for (const path of resolveNodeImport(fact.module, module.path, repository)) {
    const other = repository.modules.get(path);
    const exported = other ? exportedAs(fact.name ?? 'default', other) : null;
    if (other && exported) return follow(exported, other, repository, depth + 1);
  }
  return { expression, module };
}

/** The expression a module hands out under a name. */
export function exportedAs(name: string, module: Module): Expression | null {
  const index = indexOf(module);
  const exports = index.assignments.get('exports') ?? [];
  const direct = exports.findLast((each) => each.target.length === 2 && each.target[1] === name);
  if (direct) return direct.value;
  const whole = exports.findLast((each) => each.target.length === 1);
  if (whole && name === 'default') return whole.value;
  const entry = whole?.value.kind === 'object' ? whole.value.entries.find((each) => each.key === name) : undefined;
  return entry?.value ?? index.assignments.get(name)?.findLast((each) => each.target.length === 1 && each.scope === -1)?.value ?? null;
}
