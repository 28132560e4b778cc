import type { Call } from '../syntax/expression.ts';
import { canonicalName, requiredModule } from './canonical.ts';
import { either, entryOf, objectOf, withFallback } from './combine.ts';
import type { FoundFunction } from './declarations.ts';
import { environmentSites } from './environment-sites.ts';
import type { Evaluator, Place } from './evaluator.ts';
import { givesMembers } from './gives-members.ts';
import { unknown, variablesOf, type Value } from './value.ts';
import { isEnum } from './variants.ts';
import { readByCaller } from './wrapper.ts';

/** Calls that put their arguments together into text. The first may be a format. */
const joining = /(^|\.)(Sprintf|sprintf|format|JoinHostPort|urljoin|concat|vsprintf|Format)$/;

/** Calls that only declare a field: what they give is its default. */
const declaring = /^(pydantic(\.v1)?(\.fields)?\.Field|sqlmodel\.Field|dataclasses\.field|attrs?\.(field|ib|attrib))$/;

/** Calls on a container that give one of its entries, the second argument standing in when it is missing. */
const keyed = new Set(['get', 'getOrDefault', 'fetch', 'dig', 'pop', 'getProperty', 'getRequiredProperty', 'input']);

/** Calls on a value that give another when it is absent. */
const fallbacks = new Set([
  'unwrap_or',
  'unwrap_or_else',
  'orElse',
  'orElseGet',
  'getOrElse',
  'or',
  'or_else',
  'ifEmpty',
  'presence',
  'default',
]);

/** Calls on a settings object that give all of it. */
const wholes = new Set(['getProperties', 'toObject', 'toJSON']);

/** Calls that lay objects over one another, the last on top, and those where the first is on top. */
const merging = /^(Object\.assign|lodash\.(merge|assign|extend)|lodash\/(merge|assign)|deepmerge|merge|defu|.*\.defaults)$/;
const defaulting = /^(defu|.*\bdefaults(Deep)?)$/;

/** Calls that wrap their first argument: what is read of the wrapper is read of it. */
const wrapping = /^(Proxy|Object\.(freeze|seal)|structuredClone)$/;

/** Calls that name what their second argument makes. */
const handing = /^@nestjs\/config\.registerAs$/;

/** Calls that take a connection URL apart. */
const parsing =
  /^(URL|(node:)?url\.(URL|parse)|pg-connection-string\.(parse|default|parseIntoClientConfig)|urllib\.parse\.(urlparse|urlsplit))$/;

/** Calls that give what is in the file their first argument names. */
const reading =
  /^((node:)?fs(\.promises|\/promises)?\.readFile(Sync)?|os\.ReadFile|io\/ioutil\.ReadFile|open|io\.open|pathlib\.Path\(\)\.read_text|file_get_contents|File\.read|System\.IO\.File\.ReadAllText|std::fs::read_to_string)$/;

/** The variable that names a file stands for what is in it. */
const inFile = (value: Value): Value => (value.kind === 'variable' ? { kind: 'variable', read: { ...value.read, file: true } } : value);

/** Each part of a parsed URL is told through the variable that holds the whole. */
function parsedUrl(value: Value): Value {
  if (value.kind !== 'variable') return value;
  return { kind: 'object', keys: [], get: () => ({ kind: 'variable', read: { ...value.read, part: true } }) };
}

/** What a call gives, where it is a function or class of the repository, or a conversion that keeps its argument. */
export function callValue(evaluator: Evaluator, call: Call, place: Place): Value {
  const required = requiredModule(call, place.module);
  if (required !== null) return evaluator.definitions.imported(required, null, place, new Set());
  const inside = followed(evaluator, call, place);
  if (inside.kind !== 'unknown') return inside;
  const { callee } = call;
  const [object, name] = call.args;
  if (callee.kind === 'name' && callee.name === 'getattr' && object && name?.kind === 'literal') {
    const found = evaluator.at({ kind: 'member', object, name: String(name.value), line: call.line }, place);
    return call.args[2] ? withFallback(found, evaluator.at(call.args[2], place)) : found;
  }
  if (callee.kind === 'member') {
    const onValue = methodValue(evaluator, call, callee.name, place);
    if (onValue.kind !== 'unknown') return onValue;
  }
  const gathered = callee.kind === 'name' ? gatheredValue(evaluator, call, callee.name, place) : null;
  if (gathered) return gathered;
  const canonical =
    canonicalName(callee, place.module, place.scope) ?? (callee.kind === 'name' || callee.kind === 'member' ? callee.name : '');
  if (canonical === 'strings.Join') return listed(evaluator, call, place);
  if (declaring.test(canonical)) return declaredDefault(evaluator, call, place);
  if (joining.test(canonical)) return joined(evaluator, call, canonical, place);
  if (parsing.test(canonical) && call.args[0]) return parsedUrl(evaluator.at(call.args[0], place));
  if (reading.test(canonical) && call.args[0]) return inFile(evaluator.at(call.args[0], place));
  if (handing.test(canonical) && call.args[1]) return evaluator.at(call.args[1], place);
  if (wrapping.test(canonical) && call.args[0]) return evaluator.at(call.args[0], place);
  if (merging.test(canonical) && call.args.length > 1) {
    const layers = defaulting.test(canonical) ? call.args.toReversed() : call.args;
    const entries = layers.map((value) => ({ key: null, value, line: value.line }));
    return objectOf({ kind: 'object', type: null, entries, line: call.line }, (each) => evaluator.at(each, place));
  }
  const named = Object.keys(call.named);
  if (call.args.length === 1 && named.length === 0) {
    const value = kept(call.args[0] ? evaluator.at(call.args[0], place) : unknown);
    // A look-up of the repository's own gives something else than the name it looks up.
    const looksUp = place.module.language === 'python' && value.kind === 'constant' && isOwnFunction(evaluator, call, place);
    return looksUp ? unknown : value;
  }
  const same = converted(evaluator, call, place);
  if (same.kind !== 'unknown') return same;
  if (call.args.length === 0 && named.length === 1) return kept(evaluator.at(Object.values(call.named)[0] ?? call, place));
  if (named.length > 1)
    return { kind: 'object', keys: named, get: (key) => (call.named[key] ? evaluator.at(call.named[key], place) : unknown) };
  // `GetOptions<Mail>("mail")` gives what it is asked for by its type.
  const asked = call.named['<>'];
  return asked ? evaluator.at(asked, place) : unknown;
}

/** Go's `append`, and what `range` goes over: any of its items, or a map whose keys and values are put together. */
function gatheredValue(evaluator: Evaluator, call: Call, name: string, place: Place): Value | null {
  if (place.module.language !== 'go') return null;
  const [first, ...rest] = call.args;
  if (!first) return null;
  if (name === 'range') {
    const over = evaluator.at(first, place);
    return over.kind === 'list' ? either(over.items) : over;
  }
  if (name !== 'append') return null;
  const before = evaluator.at(first, place);
  return { kind: 'list', items: [...(before.kind === 'list' ? before.items : []), ...rest.map((each) => evaluator.at(each, place))] };
}

/** `strings.Join(parts, " ")`. */
function listed(evaluator: Evaluator, call: Call, place: Place): Value {
  const [items, between] = call.args.map((each) => evaluator.at(each, place));
  if (!items || items.kind !== 'list') return items ?? unknown;
  return { kind: 'template', parts: items.items.flatMap((item, at) => (at > 0 && between ? [between, item] : [item])) };
}

function declaredDefault(evaluator: Evaluator, call: Call, place: Place): Value {
  const { default: told, default_factory: factory } = call.named;
  const given = told ?? call.args[0];
  if (given) return evaluator.at(given, place);
  if (factory?.kind === 'function') return evaluator.at(factory, place);
  return factory ? evaluator.at({ kind: 'call', callee: factory, args: [], named: {}, line: call.line }, place) : unknown;
}

const isOwnFunction = (evaluator: Evaluator, call: Call, place: Place): boolean =>
  evaluator.declarations.functionNamed(call.callee, place) !== null;

/** `int(x, 10)`, `strconv.ParseInt(x, 10, 64)`, `parse(x, conn_max_age=600)`: only the first argument is no constant. */
function converted(evaluator: Evaluator, call: Call, place: Place): Value {
  const [first, ...rest] = call.args;
  if (!first || first.kind === 'object') return unknown;
  if (![...rest, ...Object.values(call.named)].every((each) => each.kind === 'literal' || each.kind === 'name')) return unknown;
  const value = kept(evaluator.at(first, place));
  return value.kind === 'variable' || value.kind === 'template' ? value : unknown;
}

/** A conversion keeps scalars; of a container nobody knows what it makes. */
const kept = (value: Value): Value => value;

function followed(evaluator: Evaluator, call: Call, place: Place): Value {
  const found = evaluator.declarations.functionNamed(call.callee, place);
  if (found) {
    const shift = found.fact.className !== null && /^(self|cls)$/.test(found.fact.parameters[0]?.name ?? '') ? 1 : 0;
    const bound = new Map<string, Value>();
    for (const [position, parameter] of found.fact.parameters.entries()) {
      const argument = call.named[parameter.name] ?? call.args[position - shift];
      const value = argument
        ? evaluator.at(argument, place)
        : parameter.fallback
          ? evaluator.at(parameter.fallback, { module: found.module, scope: -1, bound: new Map(), depth: place.depth })
          : unknown;
      bound.set(parameter.name, value);
    }
    const inside: Place = { module: found.module, scope: found.position, bound, depth: place.depth + 1 };
    const value = either(found.fact.returns.map((each) => evaluator.at(each, inside)));
    // A builder's end says less than the type it is declared to give.
    const declared = givesMembers(place.module.language) && !hasMembers(value) ? declaredValue(evaluator, found, place) : unknown;
    if (declared.kind !== 'unknown') return declared;
    const wrapped = environmentSites(found.module).wrapped.get(found.position) ?? [];
    // However it is worked on: what the function reads by the name it is given is what it gives.
    if (wrapped.length && variablesOf(value).length === 0) {
      const read = either(wrapped.map((each) => evaluator.at(each, inside)).toReversed());
      if (read.kind !== 'unknown') return readByCaller(read, found, place.module, call.line);
    }
    if (value.kind !== 'unknown') {
      const told = convertedBy(value, [...bound.values()]);
      return wrapped.length ? readByCaller(told, found, place.module, call.line) : told;
    }
    return declaredValue(evaluator, found, place);
  }
  const name = call.callee.kind === 'name' || call.callee.kind === 'member' ? call.callee.name : null;
  if (name === null || !/^[A-Z]/.test(name)) return unknown;
  const type = evaluator.declarations.classNamed(name, place.module);
  return type ? constructed(evaluator, call, evaluator.definitions.instance(type, place), place) : unknown;
}

/** `new Settings { Host = x }`: what the construction sets lies over what the class says. */
function constructed(evaluator: Evaluator, { named }: Call, whole: Value, place: Place): Value {
  if (place.module.language !== 'dotnet' || whole.kind !== 'object' || Object.keys(named).length === 0) return whole;
  return { ...whole, get: (key) => (named[key] ? evaluator.at(named[key], place) : whole.get(key)) };
}

/** A function that gives one of several constants for what it is told says the same in other words: `as_bool(os.getenv("X"))`. */
function convertedBy(value: Value, told: readonly Value[]): Value {
  if (value.kind !== 'either' || !value.options.every((option) => option.kind === 'constant')) return value;
  const variables = told.filter((each) => each.kind === 'variable');
  return variables.length === 1 ? (variables[0] ?? value) : value;
}

function declaredValue(evaluator: Evaluator, { fact, module }: FoundFunction, place: Place): Value {
  const type = fact.returnType ? evaluator.declarations.classNamed(fact.returnType, module) : null;
  return type && !isEnum(type.fact) ? evaluator.definitions.instance(type, place) : unknown;
}

const hasMembers = (value: Value): boolean => value.kind === 'object' || (value.kind === 'either' && value.options.some(hasMembers));

function methodValue(evaluator: Evaluator, call: Call, method: string, place: Place): Value {
  if (call.callee.kind !== 'member') return unknown;
  const object = evaluator.at(call.callee.object, place);
  if (object.kind === 'unknown') return unknown;
  const [first, second] = call.args;
  // One of several instances of a type: the method is the same.
  if (object.kind === 'either' && givesMembers(place.module.language) && object.options.some((option) => option.kind === 'object'))
    return entryOf(object, method);
  if (object.kind === 'object') {
    if (wholes.has(method) && !first) return object;
    if (!keyed.has(method) || !first) return hasAccessors(call, place) ? object.get(method) : unknown;
    const key = evaluator.at(first, place);
    if (key.kind !== 'constant' || typeof key.value !== 'string') return unknown;
    const found = entryAt(object, key.value);
    return second ? withFallback(found, evaluator.at(second, place)) : found;
  }
  if (fallbacks.has(method) && first) return withFallback(object, evaluator.at(first, place));
  return object.kind === 'list' ? unknown : object;
}

/** A method without arguments is one more member: `settings.getHost()`. */
const hasAccessors = (call: Call, { module }: Place): boolean =>
  givesMembers(module.language) || (/^(java|dotnet)$/.test(module.language) && call.args.length === 0);

/** `config.get("redis.host")`: the key as it is, or as a path. */
const entryAt = (object: Value, key: string): Value => {
  const direct = entryOf(object, key);
  return direct.kind !== 'unknown' ? direct : key.split('.').reduce<Value>((value, segment) => entryOf(value, segment), object);
};

/** `sprintf("%s:%s", host, port)`: the constant pieces of the format with the arguments between them. */
function joined(evaluator: Evaluator, call: Call, canonical: string, place: Place): Value {
  const args = call.args.map((each) => evaluator.at(each, place));
  const [format, ...values] = args;
  if (/JoinHostPort$/.test(canonical))
    return { kind: 'template', parts: args.flatMap((each, at) => (at ? [text(':', call, place), each] : [each])) };
  if (format?.kind !== 'constant' || typeof format.value !== 'string')
    return values.length || format ? { kind: 'template', parts: args } : unknown;
  const pieces = format.value.split(/%[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z]|\{\d*\}/);
  return {
    kind: 'template',
    parts: pieces.flatMap((piece, at) => [text(piece, call, place), ...(at < pieces.length - 1 ? [values[at] ?? unknown] : [])]),
  };
}

const text = (value: string, call: Call, place: Place): Value => ({ kind: 'constant', value, file: place.module.path, line: call.line });
