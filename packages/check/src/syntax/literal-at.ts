import type { Expression, Module } from '@groundwork/scan';
import { walk, type Visit } from './walk.ts';

/** The literal with this value on a line counted from 1. */
export function walkedLiteral(module: Module, value: string | number, line: number): Visit | null {
  for (const visit of walk(module))
    if (visit.expression.kind === 'literal' && visit.expression.line === line && visit.expression.value === value) return visit;
  return null;
}

/** An expression with what it stands in. */
export function literalAt(module: Module, expression: Expression): Visit | null {
  for (const visit of walk(module)) if (visit.expression === expression) return visit;
  return null;
}
