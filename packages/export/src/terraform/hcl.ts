import { isObject as isBody, type Json, type JsonObject } from '../text/json.ts';
import { hclString } from './string.ts';

type Body = JsonObject;

export interface HclOptions {
  /** Lines above a block, by its address: `google_sql_database_instance.db`, `variable.region`. */
  readonly comments?: (address: string) => readonly string[];
}

/** How many labels stand behind a kind of block. What is not in it is one block without a label. */
const labels: Readonly<Record<string, number>> = { resource: 2, data: 2, ephemeral: 2, variable: 1, output: 1, provider: 1, module: 1 };

/** In this order a reader meets what is there. */
const order = ['terraform', 'provider', 'variable', 'locals', 'data', 'ephemeral', 'resource', 'module', 'output'];

/** Arguments that are maps of a person's keys: everything else that is an object is a block. */
const maps = /(?:^|_)(?:labels|annotations|tags|limits|variables|keys?_map)$/;
/** Arguments whose text is an address, not a string. */
const addresses: ReadonlySet<string> = new Set(['depends_on', 'ignore_changes', 'replace_triggered_by', 'provider']);

/** The only key of an object that is written as a call: `{ [jsonencode]: { Version: '2012-10-17' } }`. */
export const jsonencode = '${jsonencode()}';

/** Of what all arguments have a `=`, objects too: everything of the provider awscc, whose resources have no blocks. */
const withoutBlocks = /^awscc_/;
/** Blocks of Terraform's own, in a resource of whatever provider. */
const ownBlocks: ReadonlySet<string> = new Set(['lifecycle']);

/**
 * A Terraform configuration in the language people write it in, of its JSON. Which arguments are blocks is not said there: an object is
 * one, unless it is a map by its name. No line of it is longer than what it says.
 */
export function hclText(document: Body, { comments = () => [] }: HclOptions = {}): string {
  const kinds = Object.keys(document).toSorted((left, right) => rank(left) - rank(right));
  return kinds
    .flatMap((kind) => blocksOf(kind, document[kind] ?? {}, labels[kind] ?? 0))
    .map(({ kind, names, body }) => {
      const address = (kind === 'resource' ? names : [kind, ...names]).join('.');
      const head = comments(address).map((line) => `# ${line}\n`);
      const asMap = kind === 'locals' || kind === 'output' || kind === 'variable' || withoutBlocks.test(names[0] ?? '');
      const inside = bodyOf(body, 1, asMap, kind);
      return `${head.join('')}${kind}${names.map((name) => ` ${JSON.stringify(name)}`).join('')} {${inside === '' ? '' : `\n${inside}`}}\n`;
    })
    .join('\n');
}

const rank = (kind: string): number => (order.includes(kind) ? order.indexOf(kind) : order.length);

interface Block {
  readonly kind: string;
  readonly names: readonly string[];
  readonly body: Body;
}

function blocksOf(kind: string, value: Json, depth: number, names: readonly string[] = []): Block[] {
  if (isList(value)) return value.flatMap((each) => blocksOf(kind, each, depth, names));
  if (!isBody(value)) return [];
  if (depth === 0) return [{ kind, names, body: value }];
  return definedIn(value).flatMap(([name, each]) => blocksOf(kind, each, depth - 1, [...names, name]));
}

/** Arguments first, aligned as `terraform fmt` does, then blocks. */
function bodyOf(body: Body, depth: number, asMap: boolean, kind = ''): string {
  const indent = '  '.repeat(depth);
  const entries = definedIn(body);
  const isBlock = ([key, value]: [string, Json]): boolean =>
    (kind === 'resource' && ownBlocks.has(key)) ||
    (!asMap && !maps.test(key) && !addresses.has(key) && !isCall(value) && (isBody(value) || isListOfBodies(value)));
  const own = entries.filter((entry) => !isBlock(entry)).map(([key, value]) => [key, argumentOf(key, value, depth, kind)] as const);
  const blocks = entries.filter(isBlock).flatMap(([key, value]) => (isList(value) ? value : [value]).map((each) => [key, each] as const));
  const nested = blocks.map(([key, value]) => {
    const inside = isBody(value) ? bodyOf(value, depth + 1, key === 'required_providers') : '';
    return inside === '' ? `${indent}${key} {}\n` : `${indent}${key} {\n${inside}${indent}}\n`;
  });
  return [alignedLines(own, indent), ...nested].filter((part) => part !== '').join('\n');
}

/** Neighbours of one line each have their `=` below each other. */
function alignedLines(own: readonly (readonly [string, string])[], indent: string): string {
  const lines: string[] = [];
  for (let at = 0; at < own.length;) {
    let end = at;
    while (end < own.length && !(own[end]?.[1] ?? '').includes('\n')) end += 1;
    const group = own.slice(at, Math.max(end, at + 1));
    const width = group.length > 1 ? Math.max(...group.map(([key]) => key.length)) : 0;
    lines.push(...group.map(([key, text]) => `${indent}${key.padEnd(width)} = ${text}\n`));
    at += group.length;
  }
  return lines.join('');
}

function argumentOf(key: string, value: Json, depth: number, kind: string): string {
  if (addresses.has(key) || (kind === 'variable' && key === 'type')) return bareOf(value, depth);
  return valueOf(value, depth);
}

/** Addresses and types are written as strings in JSON alone. */
function bareOf(value: Json, depth: number): string {
  if (typeof value === 'string') return value.startsWith('${') ? value.slice(2, -1) : value;
  return isList(value)
    ? listOf(
        value.map((each) => bareOf(each, depth + 1)),
        depth,
      )
    : valueOf(value, depth);
}

function valueOf(value: Json, depth: number): string {
  if (typeof value === 'string') return hclString(value);
  if (isList(value))
    return listOf(
      value.map((each) => valueOf(each, depth + 1)),
      depth,
    );
  if (!isBody(value)) return String(value);
  if (isCall(value)) return `jsonencode(${valueOf(value[jsonencode] ?? null, depth)})`;
  const entries = definedIn(value).map(([key, each]) => [keyOf(key), valueOf(each, depth + 1)] as const);
  return entries.length === 0 ? '{}' : `{\n${alignedLines(entries, '  '.repeat(depth + 1))}${'  '.repeat(depth)}}`;
}

/** A key that is no identifier is a string; one with an interpolation is an expression in brackets. */
function keyOf(key: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(key)) return key;
  const text = hclString(key);
  return text.startsWith('"') ? text : `(${text})`;
}

function listOf(items: readonly string[], depth: number): string {
  const line = `[${items.join(', ')}]`;
  if (line.length <= 90 && !line.includes('\n')) return line;
  const indent = '  '.repeat(depth + 1);
  return `[\n${items.map((item) => `${indent}${item},\n`).join('')}${'  '.repeat(depth)}]`;
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isCall = (value: Json): value is JsonObject => isBody(value) && jsonencode in value;
const isListOfBodies = (value: Json): boolean => isList(value) && value.length > 0 && value.every((each) => isBody(each));

const definedIn = (body: Body): [string, Json][] =>
  Object.entries(body).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
