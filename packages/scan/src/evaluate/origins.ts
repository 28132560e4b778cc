import type { Call, Expression } from '../syntax/expression.ts';
import type { Assignment, Import, Module, Scope } from '../syntax/module.ts';
import { canonicalImport, canonicalModule, canonicalOfType, requiredModule } from './canonical.ts';
import type { FoundClass } from './declarations.ts';
import { classOrigin, functionOrigin, instanceOf, isProperty, moduleOrigin, ownOf } from './own-origins.ts';
import type { Evaluator } from './evaluator.ts';
import { indexOf } from './module-index.ts';
import { textOf } from './value.ts';

/**
 * What made a value, as libraries name it, followed through files: `boto3.client(s3)` for a client that one module makes
 * and another is handed. Where an own class or module is meant, it begins with `own:`.
 */
export type Origin = string;

const deepest = 20;
const most = 8;

/** Calls whose first argument is part of what they make: one maker for every service of a cloud. */
const named = /(^|\.)(client|resource|create_client)$/;
/** Python's functions that give what they are given, or one of it. */
export const sameItems: ReadonlySet<string> = new Set(['list', 'tuple', 'sorted', 'reversed', 'iter', 'next', 'set']);
const injecting = /(^|\.)(Depends|Security)$/;
/** Types that say nothing of what is in them once their parameters are left out. */
const wrapping =
  /^(Promise|Awaitable|Optional|Any|any|unknown|object|Object|Future|CompletableFuture|Task|ValueTask|Box|Arc|Rc|Option|Result|Mono|AsyncIterator|AsyncGenerator|Generator|Iterator|[A-Z])$/;
const constructors = /^(__init__|constructor|initialize|__construct|new|New)$/;

interface Place {
  readonly module: Module;
  readonly scope: Scope;
  readonly depth: number;
}

/** Follows what made a value. Remembers every answer; circles end. */
export class Origins {
  readonly #evaluator: Evaluator;
  readonly #known = new Map<Expression, Map<Scope, readonly Origin[]>>();
  readonly #running = new Set<Expression>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  of(expression: Expression, module: Module, scope: Scope): readonly Origin[] {
    return this.#at(expression, { module, scope, depth: 0 });
  }

  #at(expression: Expression, place: Place): readonly Origin[] {
    if (expression.kind === 'literal' || place.depth > deepest || this.#running.has(expression)) return [];
    const known = this.#known.get(expression)?.get(place.scope);
    if (known) return known;
    this.#running.add(expression);
    const found = distinct(this.#trace(expression, { ...place, depth: place.depth + 1 }));
    this.#running.delete(expression);
    const scopes = this.#known.get(expression) ?? new Map<Scope, readonly Origin[]>();
    // What was found inside a circle may be more when asked from outside of it.
    if (this.#running.size === 0 || found.length > 0) this.#known.set(expression, scopes.set(place.scope, found));
    return found;
  }

  #trace(expression: Expression, place: Place): readonly Origin[] {
    switch (expression.kind) {
      case 'name':
        return this.#ofName(expression.name, place);
      case 'member':
        return this.#ofMember(expression.object, expression.name, place);
      case 'index':
        return this.#at(expression.object, place).map((each) => `${each}[]`);
      case 'call':
        return this.#ofCall(expression, place);
      case 'fallback':
        return [...this.#at(expression.first, place), ...this.#at(expression.second, place)];
      case 'conditional':
        return [...this.#at(expression.then, place), ...this.#at(expression.otherwise, place)];
      case 'object':
        return expression.type === null ? [] : this.#instance(expression.type, place.module);
      default:
        return [];
    }
  }

  #ofCall(call: Call, place: Place): readonly Origin[] {
    const required = requiredModule(call, place.module);
    if (required !== null) return this.#ofModule(required, null, place);
    const { callee } = call;
    const [first] = call.args;
    if (callee.kind === 'member' && callee.name === 'then') return this.#at(callee.object, place);
    if (callee.kind === 'name' && callee.name === 'super') return [];
    if (callee.kind === 'name' && first && sameItems.has(callee.name)) return this.#at(first, place);
    const found = this.#evaluator.declarations.functionNamed(callee, place);
    if (found) return this.#returned(found.module, found.position, place);
    const made = this.#at(callee, place).flatMap((origin) => this.#called(origin, call, place));
    if (made.length > 0) return made;
    const last = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
    if (injecting.test(last) && first) return this.#at({ kind: 'call', callee: first, args: [], named: {}, line: call.line }, place);
    if (!/^[A-Z]/.test(last)) return [];
    const own = this.#evaluator.declarations.classNamed(last, place.module);
    return own ? [instanceOf(own)] : [];
  }

  /** What calling something gives: an own class its instance, an own function what it returns. */
  #called(origin: Origin, call: Call, place: Place): readonly Origin[] {
    const own = ownOf(origin, this.#evaluator.repository.modules);
    if (own?.kind === 'class') return [`${origin}()`];
    if (own?.kind === 'function') return this.#returned(own.module, own.position, place);
    if (origin.startsWith('own:')) return [];
    if (!named.test(origin)) return [`${origin}()`];
    const told = call.args[0] ?? call.named['service_name'];
    const text = told && textOf(this.#evaluator.repository.valueOf(told, place.module, place.scope));
    return [`${origin}(${text ?? ''})`];
  }

  #returned(module: Module, position: Scope, { depth }: Place): readonly Origin[] {
    const fact = module.functions[position];
    if (!fact) return [];
    const given = fact.returns.flatMap((each) => this.#at(each, { module, scope: position, depth }));
    return given.length > 0 || fact.returnType === null ? given : this.#instance(fact.returnType, module);
  }

  #ofMember(object: Expression, name: string, place: Place): readonly Origin[] {
    if (object.kind === 'name' && /^(self|this|cls)$/.test(object.name)) {
      const own = this.#classAround(place);
      const found = own ? this.#field(own, name, place, 0) : [];
      if (found.length > 0) return found;
    }
    return this.#at(object, place).flatMap((origin) => {
      const own = ownOf(origin, this.#evaluator.repository.modules);
      if (own?.kind === 'instance' || own?.kind === 'class') return this.#field(own, name, place, 0);
      if (own?.kind === 'module') return this.#exported(own.module, name, place, new Set());
      return origin.startsWith('own:') ? [] : [`${origin}.${name}`];
    });
  }

  #ofName(name: string, place: Place): readonly Origin[] {
    const { module } = place;
    const index = indexOf(module);
    if (/^(super|self|this|cls)$/.test(name)) return [];
    for (let at = place.scope; at >= 0; at = index.enclosing[at] ?? -1) {
      const local = this.#assigned(name, at, place);
      if (local) return local;
      const given = this.#parameter(name, at, place);
      if (given) return given;
    }
    const own = module.language === 'java' || module.language === 'dotnet' || module.language === 'ruby' ? this.#classAround(place) : null;
    const field = own ? this.#field(own, name, place, 0) : [];
    return field.length > 0 ? field : this.#exported(module, name, place, new Set());
  }

  #exported(module: Module, name: string, place: Place, seen: Set<Module>): readonly Origin[] {
    if (seen.has(module)) return [];
    seen.add(module);
    const at: Place = { module, scope: -1, depth: place.depth };
    const assigned = this.#assigned(name, -1, at);
    if (assigned) return assigned;
    const index = indexOf(module);
    if (index.classes.has(name)) return [classOrigin(module, name)];
    const [position] = (index.functions.get(name) ?? []).filter((each) => module.functions[each]?.className === null);
    if (position !== undefined) return [functionOrigin(module, position)];
    const fact = index.imports.get(name);
    if (fact) return this.#imported(fact, at, seen);
    const exported = (index.assignments.get('exports') ?? []).filter((each) => each.target.length === 2 && each.target[1] === name);
    if (exported.length > 0) return exported.flatMap((each) => this.#at(each.value, { ...at, scope: each.scope }));
    for (const star of index.starImports) {
      for (const other of this.#evaluator.declarations.modulesOf(star.module, module)) {
        const found = this.#exported(other, name, place, seen);
        if (found.length > 0) return found;
      }
    }
    for (const other of this.#evaluator.declarations.siblingsOf(module, name, 'value')) {
      const found =
        indexOf(other).assignments.has(name) || indexOf(other).classes.has(name) ? this.#exported(other, name, place, seen) : [];
      if (found.length > 0) return found;
    }
    return name === 'default' || module !== place.module ? [] : [canonicalModule(name)];
  }

  #imported(fact: Import, place: Place, seen: Set<Module>): readonly Origin[] {
    if (fact.canonical !== undefined) return [fact.canonical];
    return this.#ofModule(fact.module, fact.name, place, seen) ?? [canonicalImport(fact)];
  }

  #ofModule(module: string, name: string | null, place: Place, seen = new Set<Module>()): readonly Origin[] {
    const modules = this.#evaluator.declarations.modulesOf(module, place.module, name ?? undefined);
    if (modules.length === 0) {
      const parts = name !== null && name !== 'default' ? this.#evaluator.declarations.modulesOf(`${module}.${name}`, place.module) : [];
      if (parts.length > 0) return parts.map(moduleOrigin);
      const whole = canonicalModule(module);
      return [name === null || name === 'default' ? whole : `${whole}.${name}`];
    }
    if (name === null) return modules.map(moduleOrigin);
    const found = modules.flatMap((each) => this.#exported(each, name, { ...place, module: each }, seen));
    if (found.length > 0 || name === 'default') return found;
    return this.#evaluator.declarations.modulesOf(`${module}.${name}`, place.module).map(moduleOrigin);
  }

  /** `null` where nothing of that name is assigned in the scope. */
  #assigned(name: string, scope: Scope, place: Place): readonly Origin[] | null {
    const all = (indexOf(place.module).assignments.get(name) ?? []).filter(
      (each) => (each.home ?? each.scope) === scope && each.target.length === 1,
    );
    if (all.length === 0) return null;
    return all.slice(0, most).flatMap((each) => this.#assignedValue(each, place));
  }

  #assignedValue(each: Assignment, place: Place): readonly Origin[] {
    const found = this.#at(each.value, { ...place, scope: each.scope });
    return found.length > 0 || each.type === null ? found : this.#instance(each.type, place.module);
  }

  #parameter(name: string, scope: Scope, place: Place): readonly Origin[] | null {
    const fact = place.module.functions[scope];
    const position = fact?.parameters.findIndex((each) => each.name === name) ?? -1;
    const parameter = fact?.parameters[position];
    if (!fact || !parameter) return null;
    const typed = parameter.type === null ? [] : this.#instance(parameter.type, place.module);
    if (typed.some((each) => each.startsWith('own:') || each.includes('.'))) return typed;
    const fallback = parameter.fallback ? this.#at(parameter.fallback, { ...place, scope: -1 }) : [];
    const called = fact.className !== null && constructors.test(fact.name) ? [fact.className, fact.name] : [fact.name];
    const shift = fact.className !== null && /^(self|cls)$/.test(fact.parameters[0]?.name ?? '') ? 1 : 0;
    const { declarations } = this.#evaluator;
    const told = called
      .flatMap((callee) => declarations.callSitesOf(callee, place.module, fact.className === null || callee === fact.className))
      .filter(({ call, module }) => declarations.mayMean(call.callee, fact, module, place.module))
      .slice(0, most)
      .flatMap(({ call, module, scope: from }) => {
        const argument = call.named[name] ?? call.args[position - shift];
        return argument ? this.#at(argument, { module, scope: from, depth: place.depth }) : [];
      });
    return [...told, ...fallback];
  }

  /** A field of an own class: what is assigned to it, its declared type, what a method of that name gives. */
  #field({ fact, module }: FoundClass, name: string, place: Place, inherited: number): readonly Origin[] {
    if (inherited > 6) return [];
    const index = indexOf(module);
    const field = fact.fields.find((each) => each.name === name);
    const at: Place = { module, scope: -1, depth: place.depth };
    const assigned = ['self', 'this', 'cls'].flatMap((self) =>
      (index.assignments.get(self) ?? []).filter(
        (each) => each.target.length === 2 && each.target[1] === name && this.#isIn(each, fact.name, module),
      ),
    );
    const bare =
      module.language === 'java' || module.language === 'dotnet'
        ? (index.assignments.get(name) ?? []).filter((each) => each.target.length === 1 && this.#isIn(each, fact.name, module))
        : [];
    const found = [
      ...[...assigned, ...bare].slice(0, most).flatMap((each) => this.#assignedValue(each, at)),
      ...(field?.value ? this.#at(field.value, at) : []),
    ];
    if (found.length > 0) return found;
    const typed = field?.type ? this.#instance(field.type, module) : [];
    if (typed.length > 0) return typed;
    const [position] = (index.functions.get(name) ?? []).filter((each) => module.functions[each]?.className === fact.name);
    if (position !== undefined) {
      const isAsked = module.language === 'ruby' || isProperty(module, position);
      return isAsked ? this.#returned(module, position, place) : [functionOrigin(module, position)];
    }
    for (const base of fact.bases) {
      const baseName = base.kind === 'name' || base.kind === 'member' ? base.name : null;
      const parent = baseName === null ? null : this.#evaluator.declarations.classNamed(baseName, module);
      const given = parent && parent.fact !== fact ? this.#field(parent, name, place, inherited + 1) : [];
      if (given.length > 0) return given;
    }
    return [];
  }

  #isIn(each: Assignment, className: string, module: Module): boolean {
    for (let at = each.scope; at >= 0; at = indexOf(module).enclosing[at] ?? -1) {
      const around = module.functions[at]?.className;
      if (around) return around === className;
    }
    return each.scope === -1;
  }

  #classAround({ module, scope }: Place): FoundClass | null {
    const index = indexOf(module);
    for (let at = scope; at >= 0; at = index.enclosing[at] ?? -1) {
      const fact = index.classes.get(module.functions[at]?.className ?? '');
      if (fact) return { fact, module };
    }
    const [only, ...others] = module.classes;
    return only && others.length === 0 ? { fact: only, module } : null;
  }

  /** An instance of a type as written. */
  #instance(type: string, module: Module): readonly Origin[] {
    if (wrapping.test(type) || !/^[\w$.:\\]+$/.test(type)) return [];
    const own = this.#evaluator.declarations.classNamed(type, module);
    if (own) return [instanceOf(own)];
    const name = canonicalOfType(type, module);
    return name === null || !/[A-Za-z]/.test(name) ? [] : [`${name}()`];
  }
}

const distinct = (all: readonly Origin[]): readonly Origin[] => [...new Set(all)].slice(0, most);
