import { canonicalName } from '../../evaluate/canonical.ts';
import { sameItems } from '../../evaluate/origins.ts';
import { indexOf, lastName } from '../../evaluate/module-index.ts';
import type { Repository } from '../../repository/repository.ts';
import { visit, type Expression } from '../../syntax/expression.ts';
import type { FunctionFact, Import, Module, PlacedCall, Scope } from '../../syntax/module.ts';
import { behindClient, isAnswer, type IndexedTable } from './tables.ts';

const rounds = 6;
/** A function or method of a name that more of them have is not looked for by that name. */
const tooMany = 5;

/**
 * Names under which a client of a table may be had: by names alone, so that only what bears one of them has to be followed to where it
 * was made.
 */
export interface Carriers {
  /** Fields, functions that give one, and what other files import: known by these names everywhere. */
  readonly members: ReadonlySet<string>;
  /** Variables and parameters of one file. */
  readonly locals: ReadonlyMap<Module, ReadonlySet<string>>;
  /** The repository's own functions by name, and what constructs its classes. */
  readonly functions: ReadonlyMap<string, readonly OwnFunction[]>;
}

interface OwnFunction {
  readonly fact: FunctionFact | null;
  readonly module: Module;
}

export function carriersOf(modules: readonly Module[], index: IndexedTable): Carriers {
  const { makers } = index;
  const members = new Set<string>();
  const locals = new Map<Module, Set<string>>(modules.map((module) => [module, new Set<string>()]));
  const carriers: Carriers = { members, locals, functions: functionsOf(modules) };
  const named = (name: string, module: Module, isMember: boolean): void => {
    if (isMember) members.add(name);
    locals.get(module)?.add(name);
  };
  const sizes = (): number => members.size + [...locals.values()].reduce((sum, each) => sum + each.size, 0);
  for (let round = 0, before = -1; round < rounds && before !== sizes(); round += 1) {
    before = sizes();
    for (const module of modules) {
      if (!touches(module, carriers, index)) continue;
      const has = (value: Expression, scope: Scope): boolean =>
        isMade(value, module, scope, index) || reaches(value, module, carriers, index);
      for (const { target, value, scope, type } of module.assignments)
        if (isTyped(type, makers) || has(value, scope)) named(target.at(-1) ?? '', module, target.length > 1 || scope === -1);
      for (const [scope, { name, returns, parameters, returnType }] of module.functions.entries()) {
        if (name !== '' && (isTyped(returnType, makers) || returns.some((each) => has(each, scope)))) named(name, module, true);
        for (const parameter of parameters) if (isTyped(parameter.type, makers)) named(parameter.name, module, false);
      }
      for (const { fields } of module.classes)
        for (const { name, type, value } of fields) if (isTyped(type, makers) || (value && has(value, -1))) named(name, module, true);
      for (const fact of module.imports) if (members.has(originalName(fact))) named(fact.local, module, false);
      for (const { last, at, value, placed } of handedOver(module)) {
        const meant = carriers.functions.get(last);
        if (!meant || meant.length > tooMany || !has(value, placed.scope)) continue;
        for (const { fact, module: home } of meant) if (fact) named(parameterAt(fact, at), home, false);
      }
    }
  }
  for (const names of locals.values()) names.delete('');
  members.delete('');
  return carriers;
}

const mentioned = new WeakMap<Module, ReadonlySet<string>>();

/** Every name a module writes, of values and types alike; from the module alone, so remembered with it. */
function mentionsOf(module: Module): ReadonlySet<string> {
  const known = mentioned.get(module);
  if (known) return known;
  const names = new Set<string>();
  const type = (written: string | null): void => {
    if (written !== null) names.add(/\w+$/.exec(written)?.[0] ?? written);
  };
  const look = (value: Expression): void =>
    visit(value, (each) => {
      if (each.kind === 'name' || each.kind === 'member') names.add(each.name);
    });
  for (const { expression } of module.statements) look(expression);
  for (const each of module.assignments) {
    look(each.value);
    type(each.type);
  }
  for (const { returns, returnType, parameters } of module.functions) {
    for (const each of returns) look(each);
    type(returnType);
    for (const each of parameters) type(each.type);
  }
  for (const { fields } of module.classes) {
    for (const each of fields) {
      type(each.type);
      if (each.value) look(each.value);
    }
  }
  for (const fact of module.imports) names.add(originalName(fact));
  mentioned.set(module, names);
  return names;
}

/** Whether anything in a module may be a client, by the names known so far. */
export function touches(module: Module, { members, locals }: Carriers, { makers }: IndexedTable): boolean {
  if ((locals.get(module)?.size ?? 0) > 0) return true;
  const names = mentionsOf(module);
  for (const name of makers) if (names.has(name)) return true;
  for (const name of members) if (names.has(name)) return true;
  return false;
}

/** Whether an expression makes a client, as far as its file alone tells. */
const isMade = (value: Expression, module: Module, scope: Scope, { makers }: IndexedTable): boolean =>
  value.kind === 'call' && makers.has(lastName(value.callee)) && canonicalName(value.callee, module, scope) !== null;

/** Whether a value is a client of the table, or what is reached from one without asking the server. */
export function holdsClient(value: Expression, module: Module, scope: Scope, index: IndexedTable, repository: Repository): boolean {
  return repository.originsOf(value, module, scope).some((origin) => {
    const behind = behindClient(index, origin);
    return behind !== null && !isAnswer(behind, index) && /^$|[)\]]$/.test(behind);
  });
}

/** Whether an expression bears a name under which a client may be had. */
export function mayCarry(value: Expression, module: Module, carriers: Carriers): boolean {
  switch (value.kind) {
    case 'name':
      return (
        carriers.locals.get(module)?.has(value.name) === true || (seesMembers.test(module.language) && carriers.members.has(value.name))
      );
    case 'member':
      return carriers.members.has(value.name);
    case 'call':
      return carriers.members.has(lastName(value.callee));
    case 'fallback':
      return mayCarry(value.first, module, carriers) || mayCarry(value.second, module, carriers);
    case 'conditional':
      return mayCarry(value.then, module, carriers) || mayCarry(value.otherwise, module, carriers);
    default:
      return false;
  }
}

/** Whether an expression may be a client or what is reached from one, with nothing asked of the server between. */
function reaches(value: Expression, module: Module, carriers: Carriers, index: IndexedTable): boolean {
  if (value.kind === 'fallback') return reaches(value.first, module, carriers, index) || reaches(value.second, module, carriers, index);
  if (value.kind === 'conditional')
    return reaches(value.then, module, carriers, index) || reaches(value.otherwise, module, carriers, index);
  return chainMayCarry(value, module, carriers, index);
}

/** Languages in which a bare name may be a field, or stand in another file of the package. */
const seesMembers = /^(java|dotnet|ruby|go)$/;

/**
 * Whether any part of what something is called on bears such a name, or makes a client, with nothing asked of the server between:
 * `self.shelf.Bucket(x).objects`.
 */
export function chainMayCarry(value: Expression, module: Module, carriers: Carriers, { makers, answers }: IndexedTable): boolean {
  for (let at: Expression = value; ;) {
    if (at.kind === 'call' && answers.has(lastName(at.callee))) return false;
    if (mayCarry(at, module, carriers)) return true;
    if (at.kind === 'call') {
      if (makers.has(lastName(at.callee))) return true;
      const [first] = at.args;
      at = first && at.callee.kind === 'name' && sameItems.has(at.callee.name) ? first : at.callee;
    } else if (at.kind === 'member' || at.kind === 'index') at = at.object;
    else return false;
  }
}

function functionsOf(modules: readonly Module[]): ReadonlyMap<string, readonly OwnFunction[]> {
  const found = new Map<string, OwnFunction[]>();
  const note = (name: string, each: OwnFunction): void => {
    const known = found.get(name);
    if (known) known.push(each);
    else found.set(name, [each]);
  };
  for (const module of modules) {
    for (const fact of module.functions) {
      const isConstructor = fact.className !== null && /^(__init__|constructor|initialize|__construct)$/.test(fact.name);
      if (fact.name !== '') note(isConstructor ? (fact.className ?? fact.name) : fact.name, { fact, module });
    }
    for (const { name } of module.classes) note(name, { fact: null, module });
  }
  return found;
}

/** A value that a call is handed and that may be a client. */
export interface HandedOver {
  /** Last name of what is called. */
  readonly last: string;
  readonly placed: PlacedCall;
  readonly at: number | string;
  readonly value: Expression;
}

const handed = new WeakMap<Module, readonly HandedOver[]>();

/** What the calls of a module are handed, what objects and lists hold included; from the module alone, so remembered with it. */
export function handedOver(module: Module): readonly HandedOver[] {
  const known = handed.get(module);
  if (known) return known;
  const found: HandedOver[] = [];
  for (const [last, calls] of indexOf(module).calls) {
    for (const placed of calls) {
      const note = (at: number | string, value: Expression): void => {
        if (value.kind === 'object' && value.type === null) for (const entry of value.entries) note(entry.key ?? at, entry.value);
        else if (value.kind === 'list') for (const item of value.items) note(at, item);
        else if (bears.has(value.kind)) found.push({ last, placed, at, value });
      };
      for (const [at, value] of placed.call.args.entries()) note(at, value);
      for (const [at, value] of Object.entries(placed.call.named)) note(at, value);
    }
  }
  handed.set(module, found);
  return found;
}

/** Kinds of expressions that may bear a name. */
const bears: ReadonlySet<Expression['kind']> = new Set(['name', 'member', 'call', 'index', 'fallback', 'conditional']);

function parameterAt({ parameters, className }: FunctionFact, at: number | string): string {
  if (typeof at === 'string') return parameters.some(({ name }) => name === at) ? at : '';
  const shift = className !== null && /^(self|cls)$/.test(parameters[0]?.name ?? '') ? 1 : 0;
  return parameters[at + shift]?.name ?? '';
}

const originalName = ({ name, local }: Import): string => (name === null || name === 'default' ? local : name);

const isTyped = (type: string | null, makers: ReadonlySet<string>): boolean => type !== null && makers.has(/\w+$/.exec(type)?.[0] ?? '');
