import { connectionNames } from '../../../catalog/dotnet/aspire.ts';
import { textOf } from '../../../evaluate/value.ts';
import type { Repository } from '../../../repository/repository.ts';
import { visit, type Call, type Expression } from '../../../syntax/expression.ts';
import type { Module, Scope } from '../../../syntax/module.ts';
import { typeArgument } from '../syntax/expression.ts';
import { keyRead, type ProjectConfiguration } from './environment.ts';
import { sectionOf } from './sections.ts';
import { wrapperOf, type Wrapper } from './wrappers.ts';

/** A class that is filled from a section. */
export interface Binding {
  readonly type: string;
  readonly section: readonly string[];
  readonly module: Module;
}

export interface Reads {
  readonly replacements: ReadonlyMap<Expression, Expression>;
  readonly bindings: readonly Binding[];
  readonly wrappers: readonly Wrapper[];
}

const scalars = /^(string|int|long|short|bool|double|float|decimal|Uri|TimeSpan|Guid|ushort|uint|byte|Boolean|Int32|String)$/;
const reading =
  /^(GetConnectionString|GetRequiredConnectionString|GetValue|GetRequiredValue|Get|Bind|Configure|BindConfiguration|GetSection|GetRequiredSection)$/;

/** Every reading of configuration in a module, as the variable it is; and the classes that sections are bound to. */
export function readsOf(module: Module, configuration: ProjectConfiguration, classes: ReadonlySet<string>, repository: Repository): Reads {
  const wrappers: Wrapper[] = [];
  const replacements = new Map<Expression, Expression>();
  const bindings: Binding[] = [];
  const seen = new Set<Expression>();
  const look = (whole: Expression, scope: Scope): void =>
    visit(whole, (expression) => {
      if (seen.has(expression)) return;
      seen.add(expression);
      const wrapper =
        expression.kind === 'call' && bindsParameter(expression, module, scope, classes) ? wrapperOf(expression, module, scope) : null;
      if (wrapper) wrappers.push(wrapper);
      const made = wrapper ? null : readOf(expression, { module, scope, configuration, repository });
      if (!made) return;
      if ('kind' in made) replacements.set(expression, made);
      else bindings.push(made);
    });
  const tested = testedIn(module);
  for (const { expression, scope } of module.statements) look(expression, scope);
  for (const { value, scope } of module.assignments) look(value, scope);
  for (const fact of module.classes) for (const field of fact.fields) if (field.value) look(field.value, -1);
  for (const [position, fact] of module.functions.entries()) for (const each of fact.returns) look(each, position);
  // What the code asks whether it is there, it can do without.
  const optional = new Set(
    [...replacements].flatMap(([expression, made]) => (tested.has(expression) && made.kind === 'environment' ? [made.variable] : [])),
  );
  for (const [expression, made] of replacements)
    if (made.kind === 'environment' && made.required && optional.has(made.variable))
      replacements.set(expression, { ...made, required: false });
  return { replacements, bindings, wrappers };
}

/** Whether a call fills something of a type that is no class of the repository: `T` of the method around it. */
function bindsParameter(call: Call, module: Module, scope: Scope, classes: ReadonlySet<string>): boolean {
  if (call.callee.kind !== 'member' || !/^(Get|Bind|Configure|BindConfiguration)$/.test(call.callee.name)) return false;
  const [target] = call.args;
  const said = call.named[typeArgument];
  const type =
    said?.kind === 'name'
      ? said.name
      : (optionsType(call.callee.object) ??
        (target?.kind === 'name'
          ? (typeOfLocal(target.name, module, scope) ??
            module.functions[scope]?.parameters.find((each) => each.name === target.name)?.type ??
            null)
          : null));
  return type !== null && /^T([A-Z]\w*)?$/.test(type) && !classes.has(type);
}

/** Everything that stands in a condition. */
function testedIn(module: Module): ReadonlySet<Expression> {
  const tested = new Set<Expression>();
  const note = (test: Expression): void => visit(test, (each) => tested.add(each));
  for (const { expression, guards } of module.statements) {
    guards.forEach(note);
    visit(expression, (each) => {
      if (each.kind === 'conditional') note(each.test);
      else if (each.kind === 'not') note(each.operand);
      else if (each.kind === 'compare') note(each);
    });
  }
  return tested;
}

interface Place {
  readonly module: Module;
  readonly scope: Scope;
  readonly configuration: ProjectConfiguration;
  readonly repository: Repository;
}

function readOf(expression: Expression, place: Place): Expression | Binding | null {
  const { module, scope, configuration, repository } = place;
  const text = (each: Expression | undefined): string | null => (each ? textOf(repository.valueOf(each, module, scope)) : null);
  if (expression.kind === 'index') {
    const section = sectionOf(expression.object, module, scope, repository);
    const key = section ? text(expression.key) : null;
    return section && key ? keyRead([...section, ...key.split(':')], configuration, null, expression.line, true) : null;
  }
  if (expression.kind === 'member' && expression.name === 'Value') {
    const section = expression.object.kind === 'call' ? sectionOf(expression.object, module, scope, repository) : null;
    return section?.length ? keyRead(section, configuration, null, expression.line, true) : null;
  }
  if (expression.kind !== 'call' || expression.callee.kind !== 'member') return null;
  const { callee, args, line } = expression;
  const named = connectionNames.get(callee.name);
  if (named)
    return connectionByName(expression, named, place, text(args[0] ?? expression.named['connectionName'] ?? expression.named['name']));
  if (!reading.test(callee.name)) return nameArgument(expression, place);
  const section = sectionOf(callee.object, module, scope, repository);
  const type = expression.named[typeArgument]?.kind === 'name' ? expression.named[typeArgument].name : null;
  switch (callee.name) {
    case 'GetConnectionString':
    case 'GetRequiredConnectionString': {
      const name = text(args[0] ?? expression.named['name']);
      return !name ? null : keyRead([...(section ?? []), 'ConnectionStrings', name], configuration, null, line, true);
    }
    case 'GetValue':
    case 'GetRequiredValue': {
      const key = text(args.find((each) => !(each.kind === 'member' && each.name === 'class')));
      const fallback =
        args.length > 1 && !(args[0]?.kind === 'member' && args[0].name === 'class')
          ? (args[1] ?? null)
          : (expression.named['defaultValue'] ?? null);
      return section && key !== null
        ? keyRead([...section, ...key.split(':')], configuration, fallback, line, callee.name === 'GetRequiredValue' || type !== 'bool')
        : null;
    }
    case 'Get':
      if (!section || type === null) return null;
      if (scalars.test(type)) return keyRead(section, configuration, null, line, true);
      return /\[\]$|^(List|Dictionary|I\w+)$/.test(type) ? null : { type, section, module };
    case 'Bind':
      return bindingOf(expression, section, place);
    case 'Configure': {
      const told = args.find((each) => sectionOf(each, module, scope, repository) !== null);
      const at = told ? sectionOf(told, module, scope, repository) : null;
      return type !== null && at ? { type, section: at, module } : null;
    }
    case 'BindConfiguration': {
      const options = optionsType(callee.object);
      const key = text(args[0]);
      return options !== null && key !== null ? { type: options, section: key.split(':'), module } : null;
    }
    default:
      return null;
  }
}

/** `section.Bind(settings)`, `configuration.Bind("Mail", settings)`, `AddOptions<T>().Bind(section)`. */
function bindingOf({ callee, args }: Call, section: readonly string[] | null, { module, scope, repository }: Place): Binding | null {
  const options = callee.kind === 'member' ? optionsType(callee.object) : null;
  if (options !== null) {
    const at = args[0] ? sectionOf(args[0], module, scope, repository) : null;
    return at ? { type: options, section: at, module } : null;
  }
  if (!section) return null;
  const key = args.length > 1 && args[0] ? textOf(repository.valueOf(args[0], module, scope)) : '';
  const target = args.length > 1 ? args[1] : args[0];
  const canonical = target ? repository.canonicalName(target, module, scope) : null;
  const local = target?.kind === 'name' ? typeOfLocal(target.name, module, scope) : null;
  const type = local ?? canonical?.replace(/\(\)$/, '').split('.').at(-1) ?? null;
  return type === null || key === null ? null : { type, section: key === '' ? section : [...section, ...key.split(':')], module };
}

/** The class a local variable is constructed of. */
function typeOfLocal(name: string, module: Module, scope: Scope): string | null {
  for (const { target, value, type, scope: at } of module.assignments) {
    if (target.length !== 1 || target[0] !== name || at !== scope) continue;
    if (value.kind === 'call' && value.callee.kind === 'name') return value.callee.name;
    const created = value.kind === 'call' ? value.named[typeArgument] : undefined;
    return created?.kind === 'name' ? created.name : type;
  }
  return null;
}

/** `T` of `AddOptions<T>()` somewhere down the chain. */
function optionsType(expression: Expression): string | null {
  for (let at: Expression = expression, depth = 0; depth < 20; depth++) {
    if (at.kind !== 'call' || at.callee.kind !== 'member') return null;
    const type = at.named[typeArgument];
    if (/^AddOptions/.test(at.callee.name)) return type?.kind === 'name' ? type.name : null;
    at = at.callee.object;
  }
  return null;
}

/** A registration told the name of a connection string rather than the string: `AddNpgsqlDbContext<T>("catalog")`. */
function connectionByName(call: Call, keys: readonly string[], { configuration }: Place, name: string | null): Expression | null {
  if (name === null || !/^[\w.-]+$/.test(name)) return null;
  const read = keyRead(['ConnectionStrings', name], configuration, null, call.line, true);
  return {
    ...call,
    args: [read, ...call.args.slice(1)],
    named: Object.fromEntries(Object.entries(call.named).filter(([key]) => !keys.includes(key))),
  };
}

/** Entity Framework's `UseSqlServer("Name=ConnectionStrings:Orders")`. */
function nameArgument(call: Call, { configuration }: Place): Expression | null {
  const [first] = call.args;
  if (call.callee.kind !== 'member' || !call.callee.name.startsWith('Use') || first?.kind !== 'literal' || typeof first.value !== 'string')
    return null;
  const name = /^name=(.+)$/i.exec(first.value)?.[1];
  if (name === undefined) return null;
  const segments = name.includes(':') ? name.split(':') : ['ConnectionStrings', name];
  return { ...call, args: [keyRead(segments, configuration, null, first.line, true), ...call.args.slice(1)] };
}
