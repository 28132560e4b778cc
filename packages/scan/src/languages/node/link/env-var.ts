import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';

/** env-var's chains: `env.get('PORT').default(3000).asPortNumber()`, `from(process.env).get('KEY').required()`. */
export function chainedReadings(module: Module, repository: Repository): Map<Expression, Expression> {
  const found = new Map<Expression, Expression>();
  if (!module.imports.some((fact) => fact.module === 'env-var')) return found;
  const { calls, chained } = indexOf(module);
  for (const { call, scope } of calls.get('get') ?? []) {
    const [name] = call.args;
    const canonical = repository.canonicalName(call.callee, module, scope) ?? '';
    if (!/^env-var(\.from\(\))?\.get$/.test(canonical) || name?.kind !== 'literal' || typeof name.value !== 'string') continue;
    let fallback: Expression | null = null;
    let required = false;
    for (let next = chained.get(call); next?.callee.kind === 'member'; next = chained.get(next)) {
      if (next.callee.name === 'default') fallback = next.args[0] ?? null;
      if (next.callee.name === 'required' && !(next.args[0]?.kind === 'literal' && next.args[0].value === false)) required = true;
    }
    found.set(call, { kind: 'environment', variable: name.value, fallback, required: required && fallback === null, line: call.line });
  }
  return found;
}
