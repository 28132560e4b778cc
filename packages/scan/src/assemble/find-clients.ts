import type { Property } from '@groundwork/blueprint';
import { libraries } from '../catalog/index.ts';
import type { Carries, ClientRule, Library } from '../catalog/library.ts';
import { canonicalImport, canonicalModule, canonicalName } from '../evaluate/canonical.ts';
import { entryOf } from '../evaluate/combine.ts';
import { givesMembers } from '../evaluate/gives-members.ts';
import { indexOf } from '../evaluate/module-index.ts';
import { textOf, unknown, type Value } from '../evaluate/value.ts';
import type { Repository } from '../repository/repository.ts';
import type { Call } from '../syntax/expression.ts';
import type { Module, PlacedCall } from '../syntax/module.ts';
import type { Connection, Told } from './connection.ts';

interface Known {
  readonly library: Library;
  readonly rule: ClientRule;
}

interface RulesOfLanguage {
  readonly exact: ReadonlyMap<string, readonly Known[]>;
  readonly methods: ReadonlyMap<string, readonly (Known & { readonly suffix: string })[]>;
  /** Last names that any rule mentions: everything else is passed over at once. */
  readonly lastNames: ReadonlySet<string>;
}

const byLanguage = new Map<string, RulesOfLanguage>();

function rulesOf(language: Module['language']): RulesOfLanguage {
  const known = byLanguage.get(language);
  if (known) return known;
  const exact = new Map<string, Known[]>();
  const methods = new Map<string, (Known & { suffix: string })[]>();
  const lastNames = new Set<string>();
  for (const library of libraries) {
    if (library.language !== language) continue;
    for (const rule of library.clients ?? []) {
      for (const name of rule.calls) {
        const last = name.slice(name.lastIndexOf('.') + 1);
        lastNames.add(last);
        if (name.startsWith('*.')) methods.set(last, [...(methods.get(last) ?? []), { library, rule, suffix: name.slice(1) }]);
        else exact.set(name, [...(exact.get(name) ?? []), { library, rule }]);
      }
    }
  }
  const made = { exact, methods, lastNames };
  byLanguage.set(language, made);
  return made;
}

interface Candidate extends Known {
  readonly placed: PlacedCall;
}

const candidates = new WeakMap<Module, readonly Candidate[]>();

/** Calls of a module that construct a client of a catalogued library; from the file alone, so remembered with it. */
function candidatesIn(module: Module): readonly Candidate[] {
  const remembered = candidates.get(module);
  if (remembered) return remembered;
  const rules = rulesOf(module.language);
  const imports = new Set(module.imports.flatMap((fact) => [canonicalModule(fact.module), canonicalImport(fact)]));
  const found: Candidate[] = [];
  for (const [last, calls] of indexOf(module).calls) {
    for (const placed of calls) {
      // A default import or a base class is called by a name of the file's own, so only its canonical name tells.
      const ownName = placed.call.callee.kind === 'name' && (last === 'super' || indexOf(module).imports.has(last));
      if (!rules.lastNames.has(last) && !ownName) continue;
      const name = canonicalName(placed.call.callee, module, placed.scope);
      if (name === null) continue;
      for (const known of rules.exact.get(handedOn(name)) ?? []) found.push({ ...known, placed });
      for (const known of rules.methods.get(last) ?? []) {
        if (`.${name}`.endsWith(known.suffix) && importsLibrary(known.library, imports)) found.push({ ...known, placed });
      }
    }
  }
  candidates.set(module, found);
  return found;
}

/** What a file of the repository hands on under a library's own name is that library: `db.mongoose.connect` where `db` is `./models`. */
const handedOn = (name: string): string => (/^\.{1,2}\//.test(name) ? (/\/[^/.]*(?:\.js|\.ts)?\.(.+)$/.exec(name)?.[1] ?? name) : name);

function importsLibrary(library: Library, imports: ReadonlySet<string>): boolean {
  return (library.modules ?? library.packages).some((name) => {
    const plain = canonicalModule(name);
    for (const imported of imports)
      if (imported === plain || imported.startsWith(`${plain}.`) || imported.startsWith(`${plain}/`)) return true;
    return false;
  });
}

/** Every client a module constructs, with what it is told. */
export function clientsIn(module: Module, repository: Repository): Connection[] {
  const connections: Connection[] = [];
  for (const { library, rule, placed } of candidatesIn(module)) {
    const argument = (path: string): Value => argumentAt(path, placed.call, module, placed, repository);
    if (rule.when) {
      const text = textOf(argument(rule.when.argument));
      if (text === null || !rule.when.oneOf.includes(text)) continue;
    }
    const told: Told[] = Object.entries(rule.arguments).flatMap(([path, carries]) => toldBy(path, carries, argument(path)));
    if (rule.toldOnly && !Object.keys(rule.arguments).some((name) => name in placed.call.named)) continue;
    const untold = Object.entries(rule.arguments).some(
      ([path, carries]) =>
        addresses.has(typeof carries === 'string' ? carries : carries.property) &&
        isGiven(path, placed.call) &&
        argument(path).kind === 'unknown',
    );
    // A URL that is told elsewhere, or not at all: `Celery("shop")` says nothing by itself.
    const isOpen = rule.resource === 'by-url' || (typeof rule.resource === 'object' && rule.environment === undefined);
    if (isOpen && rule.silent === undefined && !isTold(rule, placed.call)) continue;
    const setLater =
      givesMembers(module.language) && told.length === 0 && Object.keys(rule.arguments).length > 0 && isTold(rule, placed.call);
    if (typeof rule.resource === 'object')
      told.push({ key: rule.resource.told, property: 'endpoint', form: 'choice', value: argument(rule.resource.told) });
    connections.push({
      library,
      resource: rule.resource,
      told,
      environment: setLater ? {} : (rule.environment ?? {}),
      setLater,
      silent: rule.silent,
      localWhen: rule.localWhen,
      untold: told.some(({ property }) => addresses.has(property)) ? false : untold || isFollowUp(rule, placed.call, told),
      local: rule.localArgument !== undefined && argument(rule.localArgument).kind !== 'unknown',
      among: rule.among,
      otherwise: rule.otherwise,
      naming: rule.naming,
      need: rule.need,
      through: rule.through,
      guards: placed.guards,
      module,
      scope: placed.scope,
      evidence: {
        file: module.path,
        line: placed.call.line,
        why: `${rule.calls[0] ?? library.packages[0] ?? ''} is constructed`,
        confidence: 0.95,
      },
      group: `${module.path}:${placed.call.line}`,
    });
  }
  return connections;
}

/** Whether any argument of the rule is there, known or not. */
const isTold = (rule: ClientRule, call: Call): boolean =>
  call.args.some((argument) => argument.kind !== 'literal' && argument.kind !== 'name') ||
  Object.keys(rule.arguments).some((path) => /^(\(\)|\.)/.test(path) || isGiven(path, call));

/** A method of a client that was told where before, with nothing of its own that the code knows. */
const isFollowUp = (rule: ClientRule, call: Call, told: readonly Told[]): boolean =>
  told.length === 0 && rule.environment === undefined && rule.calls.every((name) => name.includes('().')) && isTold(rule, call);

const addresses: ReadonlySet<Property> = new Set(['url', 'host']);

function isGiven(path: string, call: Call): boolean {
  const [first = ''] = segmentsOf(path);
  if (/^\d+$/.test(first)) return call.args.length > Number(first) && !isSpread(call.args[Number(first)]);
  // What a dictionary spreads into the call may name it.
  return first in call.named || call.args.some((each) => isSpread(each) || hasEntry(each, first));
}

const hasEntry = (argument: Call['args'][number], name: string): boolean =>
  argument.kind === 'object' && argument.type === null && argument.entries.some(({ key }) => key === name);

const isSpread = (argument: Call['args'][number] | undefined): boolean =>
  argument?.kind === 'object' && argument.type === null && argument.entries.length > 0 && argument.entries.every(({ key }) => key === null);

const segmentsOf = (path: string): string[] => path.split(/(?<!\\)\./).map((segment) => segment.replaceAll('\\.', '.'));

const toldBy = (key: string, carries: Carries, value: Value): Told[] =>
  value.kind === 'unknown' ? [] : [{ key, value, ...(typeof carries === 'string' ? { property: carries, form: null } : carries) }];

/** The value at an argument path as `ClientRule.arguments` writes them. */
function argumentAt(path: string, call: Call, module: Module, placed: PlacedCall, repository: Repository): Value {
  const evaluate = (expression: Call['args'][number] | undefined): Value =>
    expression ? repository.valueOf(expression, module, placed.scope) : unknown;
  const [first = '', ...rest] = segmentsOf(path);
  if (first === '()') return evaluate(call);
  if (first === '') {
    const [method = '', position = '0'] = rest;
    // `.set:bootstrap.servers.1` is the second argument of a `set` whose first is that key.
    const [name, key] = method.split(/:(.*)/s);
    const { chained } = indexOf(module);
    for (let at = chained.get(call); at; at = chained.get(at)) {
      if (at.callee.kind !== 'member' || at.callee.name !== name) continue;
      if (key !== undefined && !(at.args[0]?.kind === 'literal' && at.args[0].value === key)) continue;
      return /^\d+$/.test(position) ? evaluate(at.args[Number(position)]) : evaluate(at.named[position]);
    }
    return unknown;
  }
  const inside = (value: Value): Value => rest.reduce<Value>((each, key) => entryOf(each, key), value);
  if (/^\d+$/.test(first)) return isSpread(call.args[Number(first)]) ? unknown : inside(evaluate(call.args[Number(first)]));
  if (call.named[first]) return inside(evaluate(call.named[first]));
  for (const argument of call.args) {
    if (argument.kind === 'literal') continue;
    const entry = entryOf(evaluate(argument), first);
    if (entry.kind !== 'unknown') return inside(entry);
  }
  return unknown;
}
