import type { Modules } from '../repository/modules.ts';
import { visit, type Expression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';
import { indexOf } from './module-index.ts';

/** A value that code gives to a member of a type somewhere: in a literal of it, or by assignment to one. */
export interface Given {
  readonly module: Module;
  readonly scope: Scope;
  readonly value: Expression;
  /** The type as written there. */
  readonly type: string;
  readonly how: 'assigned' | 'literal' | 'guarded';
}

const known = new WeakMap<Module, readonly (Given & { readonly member: string })[]>();

/** Everything one module gives to members of named types; from the file alone. */
function givenIn(module: Module): readonly (Given & { readonly member: string })[] {
  const before = known.get(module);
  if (before) return before;
  const found: (Given & { member: string })[] = [];
  const seen = new Set<Expression>();
  for (const { expression, scope } of module.statements)
    visit(expression, (each) => {
      if (each.kind !== 'object' || each.type === null || seen.has(each)) return;
      seen.add(each);
      for (const { key, value } of each.entries)
        if (key !== null) found.push({ module, scope, value, type: each.type, member: key, how: 'literal' });
    });
  for (const { target, value, scope, guards } of module.assignments) {
    const [base = '', member] = target;
    if (target.length !== 2 || member === undefined) continue;
    const type = typeOf(base, module, scope);
    if (type !== null) found.push({ module, scope, value, type, member, how: guards.length ? 'guarded' : 'assigned' });
  }
  known.set(module, found);
  return found;
}

/** The type of a name as written where it is declared. */
function typeOf(name: string, module: Module, scope: Scope): string | null {
  const index = indexOf(module);
  for (let at = scope; at >= 0; at = index.enclosing[at] ?? -1) {
    const fact = module.functions[at];
    if (name === 'this' || name === 'self') {
      if (fact?.className) return fact.className;
      continue;
    }
    const parameter = fact?.parameters.find((each) => each.name === name);
    if (parameter) return parameter.type;
    const local = index.assignments.get(name)?.find((each) => each.target.length === 1 && (each.home ?? each.scope) === at);
    if (local) return local.value.kind === 'object' ? local.value.type : local.type;
  }
  const top = index.assignments.get(name)?.find((each) => each.target.length === 1 && (each.home ?? each.scope) === -1);
  return top ? (top.value.kind === 'object' ? top.value.type : top.type) : null;
}

const lastOf = (type: string): string => type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf(':')) + 1);

interface Known {
  readonly byName: Map<string, Given[]>;
  /** How many of the late modules were looked at. */
  late: number;
}

/** What is given to members, by the type's last name and the member. */
export class Members {
  readonly #byLanguage = new Map<Module['language'], Known>();

  of(type: string, member: string, language: Module['language'], modules: Modules): readonly Given[] {
    let known = this.#byLanguage.get(language);
    if (!known) {
      known = { byName: new Map(), late: 0 };
      for (const module of modules.values()) note(module, language, known.byName);
      this.#byLanguage.set(language, known);
    }
    for (; known.late < modules.late.length; known.late++) {
      const module = modules.late[known.late];
      if (module) note(module, language, known.byName);
    }
    return known.byName.get(`${type}\0${member}`) ?? [];
  }

  forget(): void {
    this.#byLanguage.clear();
  }
}

function note(module: Module, language: Module['language'], byName: Map<string, Given[]>): void {
  if (module.language !== language) return;
  for (const given of givenIn(module)) {
    const key = `${lastOf(given.type)}\0${given.member}`;
    const list = byName.get(key);
    if (list) list.push(given);
    else byName.set(key, [given]);
  }
}
