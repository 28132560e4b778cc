import { indexOf } from '../../../evaluate/module-index.ts';
import { textOf } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module, Scope } from '../../../syntax/module.ts';
import { typeArgument } from '../syntax/expression.ts';

const configurationType = /(^|\.)(IConfiguration(Root|Section|Manager|Builder)?|ConfigurationManager|ConfigurationRoot)(\(\))?$/;
const plainName = /^_?(config|configuration|cfg|conf|appConfig|appConfiguration)$/i;
const deepest = 8;

/** The path of the configuration an expression stands for: none for its root, `null` when it is no configuration. */
export function sectionOf(
  expression: Expression,
  module: Module,
  scope: Scope,
  repository: Repository,
  depth = 0,
): readonly string[] | null {
  if (depth > deepest) return null;
  const deeper = (inner: Expression, at: Scope = scope): readonly string[] | null => sectionOf(inner, module, at, repository, depth + 1);
  switch (expression.kind) {
    case 'call': {
      const { callee } = expression;
      if (callee.kind !== 'member') return null;
      if (/^Get(Required)?Section$/.test(callee.name)) {
        const above = deeper(callee.object);
        const key = expression.args[0] ? textOf(repository.valueOf(expression.args[0], module, scope)) : null;
        return above && key !== null ? [...above, ...key.split(':')] : null;
      }
      if (/^Get(Required)?Service$/.test(callee.name)) {
        const type = expression.named[typeArgument];
        return type?.kind === 'name' && configurationType.test(type.name) ? [] : null;
      }
      return callee.name === 'Build' && builds(callee.object) ? [] : null;
    }
    case 'member': {
      if (expression.object.kind === 'name' && expression.object.name === 'this') return ofName(expression.name, module, scope, deeper);
      if (/^(Configuration|Config)$/.test(expression.name) && !/^[A-Z]/.test(firstName(expression.object))) return [];
      return null;
    }
    case 'name':
      return ofName(expression.name, module, scope, deeper);
    case 'fallback':
      return deeper(expression.first);
    default:
      return null;
  }
}

const firstName = (expression: Expression): string => (expression.kind === 'name' ? expression.name : '');

/** `new ConfigurationBuilder().AddJsonFile(…)`, whatever is chained onto it. */
function builds(expression: Expression): boolean {
  for (let at: Expression = expression, depth = 0; depth < 30; depth++) {
    if (at.kind === 'name') return /^(config(uration)?Builder|builder)$/i.test(at.name);
    if (at.kind !== 'call') return false;
    if (at.callee.kind === 'name') return at.callee.name === 'ConfigurationBuilder';
    if (at.callee.kind !== 'member') return false;
    at = at.callee.object;
  }
  return false;
}

function ofName(
  name: string,
  module: Module,
  scope: Scope,
  deeper: (expression: Expression, scope: Scope) => readonly string[] | null,
): readonly string[] | null {
  const index = indexOf(module);
  for (let at = scope; at >= -1; at = at < 0 ? -2 : (index.enclosing[at] ?? -1)) {
    const assigned = index.assignments.get(name)?.find((each) => each.scope === at && each.target.length === 1);
    if (assigned) return deeper(assigned.value, at) ?? (assigned.type !== null && configurationType.test(assigned.type) ? [] : null);
    const parameter = module.functions[at]?.parameters.find((each) => each.name === name);
    if (parameter) return parameter.type === null ? null : configurationType.test(parameter.type) ? [] : null;
  }
  const field = index.fields.get(name)?.fields.find((each) => each.name === name);
  if (field) {
    const assigned = index.assignments.get('this')?.find((each) => each.target.length === 2 && each.target[1] === name);
    const said = (field.value ? deeper(field.value, -1) : null) ?? (assigned ? deeper(assigned.value, assigned.scope) : null);
    return said ?? (field.type !== null && configurationType.test(field.type) ? [] : null);
  }
  return plainName.test(name) ? [] : null;
}
