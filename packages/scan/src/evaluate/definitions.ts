import type { Expression } from '../syntax/expression.ts';
import type { Assignment, FunctionFact, Module, Scope } from '../syntax/module.ts';
import { endingInCircles } from './circles.ts';
import { exportsOf } from './exports.ts';
import { either, entryOf, overlay } from './combine.ts';
import type { Declarations, FoundClass } from './declarations.ts';
import type { Evaluator, Place } from './evaluator.ts';
import { givesMembers, isHandedThrough } from './gives-members.ts';
import { Members, type Given } from './members.ts';
import { indexOf } from './module-index.ts';
import { isEnum } from './variants.ts';
import { unknown, type Value } from './value.ts';

const callSitesLimit = 6;

/** What names are worth: in their function, their file, their package, and through imports. */
export class Definitions {
  readonly #evaluator: Evaluator;
  readonly #declarations: Declarations;
  readonly #members = new Members();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#declarations = evaluator.declarations;
  }

  /** Drops what was worked out: the modules changed. */
  forget(): void {
    this.#members.forget();
  }

  ofName(name: string, place: Place): Value {
    const { module } = place;
    const index = indexOf(module);
    for (let at = place.scope; at >= 0; at = index.enclosing[at] ?? -1) {
      const local = this.#assigned(name, at, place);
      const given = (at === place.scope ? place.bound.get(name) : undefined) ?? this.#parameter(name, at, place);
      // `options = { ...options, port }` keeps what the parameter brought.
      if (local.kind !== 'unknown') return given && local.kind === 'object' ? either([local, given]) : local;
      if (given) return given;
    }
    return this.#ownField(name, place) ?? this.exported(module, name, place, new Set());
  }

  /** Where members are named without `this`: a field of the class around it. */
  #ownField(name: string, place: Place): Value | null {
    if (place.module.language !== 'java' && place.module.language !== 'dotnet') return null;
    const index = indexOf(place.module);
    const own = index.classes.get(place.module.functions[place.scope]?.className ?? '');
    if (own ? !own.fields.some((each) => each.name === name) : !index.fields.has(name)) return null;
    const value = this.#ownMember(name, place);
    return value.kind === 'unknown' ? null : value;
  }

  /** What a name at the top level of a module is worth. */
  exported(module: Module, name: string, place: Place, seen: Set<Module>): Value {
    if (seen.has(module)) return unknown;
    seen.add(module);
    const at: Place = { module, scope: -1, bound: nothing, depth: place.depth + 1 };
    const top = this.#assigned(name, -1, at);
    if (top.kind !== 'unknown') return top;
    const index = indexOf(module);
    const fact = index.classes.get(name);
    if (fact) return this.instance({ fact, module }, at);
    const holder = index.fields.get(name);
    if (holder && (module.language === 'java' || module.language === 'dotnet'))
      return this.#instanceMember({ fact: holder, module }, name, at, 0);
    const commonExport = index.assignments.get('exports');
    if (commonExport) {
      const found = exportsOf(this.#evaluator, commonExport, name, at);
      if (found.kind !== 'unknown') return found;
    }
    const imported = index.imports.get(name);
    if (imported) return this.imported(imported.module, imported.name, at, seen);
    if (module.language === 'dotnet') return this.#typeInNamespaces(name, module, at);
    for (const star of index.starImports) {
      const found = this.imported(star.module, name, at, seen);
      if (found.kind !== 'unknown') return found;
    }
    return this.#sibling(module, name, at, seen);
  }

  /** `using` makes the types of a namespace known, and nothing of what their files use in turn. */
  #typeInNamespaces(name: string, module: Module, place: Place): Value {
    if (!/^[A-Z]/.test(name)) return unknown;
    for (const star of indexOf(module).starImports) {
      for (const other of this.#declarations.modulesOf(`${star.module}.${name}`, module)) {
        const fact = indexOf(other).classes.get(name);
        if (fact) return this.instance({ fact, module: other }, place);
      }
    }
    return unknown;
  }

  /** What an imported name is worth; with no name, the module as an object. */
  imported(moduleName: string, name: string | null, place: Place, seen: Set<Module>): Value {
    if (name === null && place.module.language === 'go') return this.#package(moduleName, place);
    const modules = this.#declarations.modulesOf(moduleName, place.module);
    if (name !== null && name !== 'default') {
      const found = this.#amongModules(modules, name, place, seen);
      if (found.kind !== 'unknown') return found;
      const submodules = this.#declarations.modulesOf(`${moduleName}.${name}`.replace(/^(\.+)\./, '$1'), place.module);
      return submodules.length ? this.#namespace(submodules, place) : unknown;
    }
    for (const module of modules) {
      const exports = indexOf(module).assignments.get('exports');
      if (!exports) continue;
      const whole = exportsOf(this.#evaluator, exports, 'default', { module, scope: -1, bound: nothing, depth: place.depth + 1 });
      if (whole.kind !== 'unknown') return whole;
    }
    return modules.length ? this.#namespace(modules, place) : unknown;
  }

  memberOf(object: Expression, name: string, place: Place): Value {
    if (object.kind === 'name' && (object.name === 'self' || object.name === 'this' || object.name === 'cls')) {
      const own = this.#ownMember(name, place);
      if (own.kind !== 'unknown') return own;
    }
    return entryOf(this.#evaluator.at(object, place), name);
  }

  /** A class as the object its instances are: fields, properties, and what its methods assign to `self`. */
  instance(found: FoundClass, place: Place): Value {
    const { fact, module } = found;
    return {
      kind: 'object',
      keys: fact.fields.map((field) => field.name),
      get: endingInCircles((key) => this.#instanceMember(found, key, { module, scope: -1, bound: nothing, depth: place.depth + 1 }, 0)),
    };
  }

  #instanceMember(found: FoundClass, key: string, place: Place, inherited: number): Value {
    const { fact, module } = found;
    if (place.depth > 40 || inherited > 6) return unknown;
    const field = fact.fields.find((each) => each.name === key);
    if (field?.value) {
      const value = this.#evaluator.at(field.value, place);
      if (value.kind !== 'unknown') return value;
    }
    const given = givesMembers(module.language) ? this.#given(found, key, place) : [];
    const type = field?.type ? this.#declarations.classNamed(field.type, module) : null;
    if (given.length || type) {
      const value = either([...given, ...(type && type.fact !== fact ? [this.instance(type, place)] : [])]);
      if (value.kind !== 'unknown') return value;
    }
    const index = indexOf(module);
    for (const self of ['self', 'this']) {
      const assigned = (index.assignments.get(self) ?? []).filter(
        (each) => each.target.length === 2 && each.target[1] === key && module.functions[each.scope]?.className === fact.name,
      );
      const value = either(assigned.map((each) => this.#evaluator.at(each.value, { ...place, scope: each.scope })));
      if (value.kind !== 'unknown') return value;
    }
    for (const home of givesMembers(module.language) ? [module, ...this.#declarations.siblingsOf(module, key, 'function')] : [module]) {
      for (const position of indexOf(home).functions.get(key) ?? []) {
        const method = home.functions[position];
        if (method?.className !== fact.name) continue;
        const value = either(method.returns.map((each) => this.#evaluator.at(each, { ...place, module: home, scope: position })));
        if (value.kind !== 'unknown') return value;
      }
    }
    for (const base of fact.bases) {
      const name = base.kind === 'name' || base.kind === 'member' ? base.name : null;
      const parent = name === null ? null : this.#declarations.classNamed(name, module);
      const value =
        parent && parent.fact !== fact ? this.#instanceMember(parent, key, { ...place, module: parent.module }, inherited + 1) : unknown;
      if (value.kind !== 'unknown') return value;
    }
    return unknown;
  }

  /** What code anywhere gives to a member of a class: options first, then literals, then what stands in for nothing given. */
  #given(found: FoundClass, key: string, place: Place): Value[] {
    this.#declarations.demandMember(found.fact.name, key, found.module);
    const all = this.#members
      .of(found.fact.name, key, found.module.language, this.#evaluator.repository.modules)
      .filter((each) => this.#declarations.classNamed(each.type, each.module)?.fact === found.fact);
    const rank: Record<Given['how'], number> = { assigned: 0, literal: 1, guarded: 2 };
    return all
      .toSorted((a, b) => rank[a.how] - rank[b.how])
      .slice(0, callSitesLimit)
      .map((each) => this.#evaluator.at(each.value, { module: each.module, scope: each.scope, bound: nothing, depth: place.depth + 1 }));
  }

  #ownMember(name: string, place: Place): Value {
    const index = indexOf(place.module);
    let className: string | null = null;
    for (let at = place.scope; at >= 0 && className === null; at = index.enclosing[at] ?? -1)
      className = place.module.functions[at]?.className ?? null;
    const own =
      className === null ? null : givesMembers(place.module.language) ? this.#declarations.classNamed(className, place.module) : null;
    if (own) return this.#instanceMember(own, name, { ...place, module: own.module, scope: -1, bound: nothing }, 0);
    const facts = className ? [index.classes.get(className)] : [...index.classes.values()];
    for (const fact of facts) {
      const value = fact ? this.#instanceMember({ fact, module: place.module }, name, { ...place, scope: -1, bound: nothing }, 0) : unknown;
      if (value.kind !== 'unknown') return value;
    }
    return place.module.language === 'ruby' ? this.#returned(name, place) : unknown;
  }

  /** Ruby's methods outside classes are asked without arguments as well. */
  #returned(name: string, place: Place): Value {
    const position = indexOf(place.module).functions.get(name)?.[0] ?? -1;
    const method = place.module.functions[position];
    if (!method) return unknown;
    return either(method.returns.map((each) => this.#evaluator.at(each, { ...place, scope: position, bound: nothing })));
  }

  /** All assignments of a name in one scope: the unguarded last one first, then those under conditions. */
  #assigned(name: string, scope: Scope, place: Place): Value {
    const all = (indexOf(place.module).assignments.get(name) ?? []).filter((each) => (each.home ?? each.scope) === scope);
    if (all.length === 0) return unknown;
    const whole = all.filter((each) => each.target.length === 1);
    const ordered = [
      ...whole.filter((each) => each.guards.length === 0).toReversed(),
      ...whole.filter((each) => each.guards.length > 0),
    ].slice(0, 6);
    const at = (each: Assignment): Place => ({ ...place, scope: each.scope });
    const values = ordered.map((each) => this.#assignedValue(each, at(each)));
    const parts = all.filter((each) => each.target.length > 1);
    if (parts.length === 0) return either(values);
    return overlay(either(values), parts, (each) => this.#evaluator.at(each.value, at(each)));
  }

  #assignedValue(assignment: Assignment, place: Place): Value {
    const value = this.#evaluator.at(assignment.value, place);
    if (value.kind !== 'unknown' || assignment.type === null) return value;
    const type = this.#declarations.classNamed(assignment.type, place.module);
    return type ? this.instance(type, place) : unknown;
  }

  #parameter(name: string, scope: Scope, place: Place): Value | null {
    const fact = place.module.functions[scope];
    const position = fact?.parameters.findIndex((each) => each.name === name) ?? -1;
    const parameter = fact?.parameters[position];
    if (!fact || !parameter) return null;
    if (parameter.type) {
      if (isHandedThrough(parameter.type, place.module.language)) return unknown;
      const type = this.#declarations.classNamed(parameter.type, place.module);
      if (type && !(isEnum(type.fact) && type.module.language === 'rust')) return this.instance(type, place);
    }
    const at: Place = { ...place, scope: -1, bound: nothing };
    const told = this.#callSites(fact, position, name, place);
    const fallback = parameter.fallback ? [this.#evaluator.at(parameter.fallback, at)] : [];
    const annotated = parameter.decorators.map((each) => this.#evaluator.at(each, at)).filter((each) => each.kind === 'variable');
    return either([...annotated, ...told, ...fallback]);
  }

  /** What callers pass for a parameter. */
  #callSites(fact: FunctionFact, position: number, name: string, place: Place): Value[] {
    const isConstructor = fact.className !== null && /^(__init__|constructor|initialize|__construct|new|New)$/.test(fact.name);
    const called = isConstructor && fact.name !== 'New' && fact.className ? [fact.className, fact.name] : [fact.name];
    const shift = fact.className !== null && (fact.parameters[0]?.name === 'self' || fact.parameters[0]?.name === 'cls') ? 1 : 0;
    const values: Value[] = [];
    for (const callee of called) {
      // Methods are called on what nobody knows the class of: only constructors and functions are looked for by name.
      const distinct = fact.className === null || callee === fact.className;
      for (const { call, scope, module } of this.#declarations.callSitesOf(callee, place.module, distinct)) {
        const argument = call.named[name] ?? call.args[position - shift];
        if (!argument || !this.#declarations.mayMean(call.callee, fact, module, place.module)) continue;
        const value = this.#evaluator.at(argument, { module, scope, bound: nothing, depth: place.depth + 1 });
        if (value.kind !== 'unknown') values.push(value);
        if (values.length >= callSitesLimit) return values;
      }
    }
    return values;
  }

  /** A package, of whose files only those are looked at that may define what is asked of it. */
  #package(name: string, place: Place): Value {
    if (this.#declarations.pathsOf(name, place.module).length === 0) return unknown;
    const homes = (key: string): readonly Module[] => this.#declarations.modulesOf(name, place.module, key, 'value');
    return { kind: 'object', keys: [], get: endingInCircles((key) => this.#amongModules(homes(key), key, place)) };
  }

  #namespace(modules: readonly Module[], place: Place): Value {
    const top = modules.flatMap(({ assignments }) => assignments.filter(({ scope, target }) => scope === -1 && target.length === 1));
    const keys = top.map(({ target }) => target[0] ?? '');
    return { kind: 'object', keys, get: endingInCircles((key) => this.#amongModules(modules, key, place)) };
  }

  #amongModules(modules: readonly Module[], key: string, place: Place, seen?: Set<Module>): Value {
    for (const module of modules) {
      const found = this.exported(module, key, place, seen ?? new Set());
      if (found.kind !== 'unknown') return found;
    }
    return unknown;
  }

  #sibling(module: Module, name: string, place: Place, seen: Set<Module>): Value {
    for (const other of this.#declarations.siblingsOf(module, name, 'value')) {
      if (!indexOf(other).assignments.has(name) && !indexOf(other).classes.has(name)) continue;
      const found = this.exported(other, name, place, seen);
      if (found.kind !== 'unknown') return found;
    }
    return unknown;
  }
}

const nothing: ReadonlyMap<string, Value> = new Map();
