import type { Call, Expression } from '../syntax/expression.ts';
import type { Import, Module, Scope } from '../syntax/module.ts';
import { givesMembers } from './gives-members.ts';
import { indexOf } from './module-index.ts';

const deepest = 12;

/**
 * The name a library knows an expression by: `redis.Redis`, `boto3.client().put_object`. Made from the file alone.
 * A name that is nowhere defined in the file stands for itself (`process`, `System`, `ENV`).
 */
export function canonicalName(expression: Expression, module: Module, scope: Scope): string | null {
  let names = known.get(module);
  if (!names) known.set(module, (names = new Map()));
  const before = names.get(expression);
  if (before?.scope === scope) return before.name;
  const name = nameOf(expression, module, scope, 0);
  names.set(expression, { scope, name });
  return name;
}

const known = new WeakMap<Module, Map<Expression, { readonly scope: Scope; readonly name: string | null }>>();

function nameOf(expression: Expression, module: Module, scope: Scope, depth: number): string | null {
  if (depth > deepest) return null;
  switch (expression.kind) {
    case 'name':
      return canonicalOfName(expression.name, module, scope, depth);
    case 'member': {
      const own = selfMember(expression.object, expression.name, module, depth);
      if (own !== null) return own;
      const object = nameOf(expression.object, module, scope, depth + 1);
      return object === null ? null : `${object}.${expression.name}`;
    }
    case 'call': {
      const required = requiredModule(expression, module);
      if (required !== null) return canonicalModule(required);
      const callee = nameOf(expression.callee, module, scope, depth + 1);
      return callee === null ? null : `${callee}()`;
    }
    case 'object':
      if (expression.type === null) return null;
      // A literal is the way to construct where there are no constructors.
      return givesMembers(module.language) ? instanceOf(expression.type, module) : canonicalOfType(expression.type, module);
    case 'fallback':
      return nameOf(expression.first, module, scope, depth + 1);
    case 'conditional':
      return nameOf(expression.then, module, scope, depth + 1);
    default:
      return null;
  }
}

/** `require("pg")` and `import("pg")` in the middle of an expression. */
export function requiredModule({ callee, args }: Call, module: Module): string | null {
  const [name] = args;
  if (module.language !== 'node' || callee.kind !== 'name' || !(callee.name === 'require' || callee.name === 'import')) return null;
  return name?.kind === 'literal' && typeof name.value === 'string' ? name.value : null;
}

/** A module name as catalogues write it: no scheme, no major version, dots between segments of namespaces. */
export function canonicalModule(name: string): string {
  if (!decorated.test(name)) return name;
  return name
    .replace(/^node:/, '')
    .replace(/(\/v\d+)(?=\/|$)/g, '')
    .replace(/^(gopkg\.in\/.*)\.v\d+$/, '$1')
    .replace(/::|\\/g, '.');
}

/** Whether a module name has anything that catalogues leave out. */
const decorated = /^node:|\/v\d|^gopkg\.in\/|::|\\/;

export const canonicalImport = (fact: Import): string =>
  fact.canonical ??
  (fact.name === null || fact.name === 'default' ? canonicalModule(fact.module) : `${canonicalModule(fact.module)}.${fact.name}`);

function canonicalOfName(name: string, module: Module, scope: Scope, depth: number): string | null {
  const index = indexOf(module);
  if (name === 'super') return canonicalOfBase(module, scope, depth);
  for (let at = scope; at >= 0; at = index.enclosing[at] ?? -1) {
    const local = index.assignments.get(name)?.find((each) => (each.home ?? each.scope) === at && each.target.length === 1);
    if (local) return canonicalOfAssigned(name, local.value, local.type, module, local.scope, depth);
    const parameter = module.functions[at]?.parameters.find((each) => each.name === name);
    if (parameter) return parameter.type === null ? null : instanceOf(parameter.type, module);
  }
  const fact = index.imports.get(name);
  if (fact) return canonicalImport(fact);
  const top = index.assignments.get(name)?.find((each) => (each.home ?? each.scope) === -1 && each.target.length === 1);
  if (top) return canonicalOfAssigned(name, top.value, top.type, module, top.scope, depth);
  if (index.classes.has(name) || index.functions.has(name)) return null;
  const field = fieldType(name, module);
  if (field !== null) return instanceOf(field, module);
  return name;
}

/** `super(…)`: the class that the one around is made from. */
function canonicalOfBase(module: Module, scope: Scope, depth: number): string | null {
  const index = indexOf(module);
  for (let at = scope; at >= 0; at = index.enclosing[at] ?? -1) {
    const className = module.functions[at]?.className;
    const [base] = (className ? index.classes.get(className)?.bases : null) ?? [];
    if (base) return nameOf(base, module, -1, depth + 1);
  }
  return null;
}

function canonicalOfAssigned(
  name: string,
  value: Expression,
  type: string | null,
  module: Module,
  scope: Scope,
  depth: number,
): string | null {
  if (value.kind === 'name' && value.name === name) return null;
  return nameOf(value, module, scope, depth + 1) ?? (type === null ? null : instanceOf(type, module));
}

/** `self.client` and `this.client`: what the class assigned to it, or the declared type of its field. */
function selfMember(object: Expression, name: string, module: Module, depth: number): string | null {
  if (object.kind !== 'name' || !(object.name === 'self' || object.name === 'this')) return null;
  const assigned = indexOf(module)
    .assignments.get(object.name)
    ?.find((each) => each.target.length === 2 && each.target[1] === name);
  if (assigned)
    return nameOf(assigned.value, module, assigned.scope, depth + 1) ?? (assigned.type === null ? null : instanceOf(assigned.type, module));
  const field = fieldType(name, module);
  if (field !== null) return instanceOf(field, module);
  // Ruby's methods without arguments are asked like fields: what they return is meant.
  const position = module.language === 'ruby' ? (indexOf(module).functions.get(name)?.[0] ?? -1) : -1;
  const returned = module.functions[position]?.returns.at(-1);
  return returned ? nameOf(returned, module, position, depth + 1) : null;
}

function fieldType(name: string, module: Module): string | null {
  for (const fact of module.classes) {
    const field = fact.fields.find((each) => each.name === name);
    if (field?.type) return field.type;
  }
  return null;
}

const instanceOf = (type: string, module: Module): string | null => {
  const name = canonicalOfType(type, module);
  return name === null ? null : `${name}()`;
};

/** A type as written (`redis.Options`, `ConnectionFactory`) by its import. */
export function canonicalOfType(type: string, module: Module): string | null {
  const [first = '', ...rest] = type.split(/\.|::|\\/).filter(Boolean);
  const index = indexOf(module);
  const fact = index.imports.get(first);
  if (fact) return [canonicalImport(fact), ...rest].join('.');
  return index.classes.has(first) ? null : [first, ...rest].join('.');
}
