import { parse } from '@cdktf/hcl2json';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isObject, objectOf, type Json, type JsonObject } from '../../text/json.ts';

/**
 * What a provider says of a type: its arguments and attributes, each with `!` (needed), `?` (free) or `=` (only read) and its kind; a
 * nested one with what is inside. Those of awscc 1.96.0 are of the tables in its `docs/resources`, those of aws 6.66.0 of the types in
 * `@cdktn/provider-aws` 25.7.0, which are generated of the schema of the provider.
 */
type Schema = { readonly [name: string]: string | readonly [string, Schema] };
const schema: z.ZodType<Schema> = z.lazy(() => z.record(z.string(), z.union([z.string(), z.tuple([z.string(), schema])])));

export const schemas = z
  .record(z.string(), schema)
  .parse(JSON.parse(readFileSync(new URL('fixtures/schemas.json', import.meta.url), 'utf8')));

const meta: ReadonlySet<string> = new Set(['depends_on', 'lifecycle', 'provider']);
const kinds = [
  ['resource', ''],
  ['data', 'data.'],
  ['ephemeral', 'ephemeral.'],
] as const;

/** What is wrong with files of a configuration: arguments a provider does not take, and names nothing has. */
export async function wrongIn(files: readonly { readonly path: string; readonly text: string }[]): Promise<string[]> {
  const wrong: string[] = [];
  const known = new Map<string, Schema>();
  const names = new Set<string>();
  for (const { path, text } of files) {
    const document = z.record(z.string(), z.json()).parse(await parse(path, text));
    for (const name of Object.keys(objectOf(document['variable']))) names.add(`var.${name}`);
    for (const each of listOf(document['locals'])) for (const name of Object.keys(objectOf(each))) names.add(`local.${name}`);
    for (const [kind, prefix] of kinds) {
      for (const [type, blocks] of Object.entries(objectOf(document[kind]))) {
        const described = schemas[`${prefix}${type}`];
        for (const [name, bodies] of Object.entries(objectOf(blocks))) {
          const address = `${prefix}${type}.${name}`;
          if (!described) wrong.push(`${address}: no such type`);
          if (known.has(address)) wrong.push(`${address}: there are two`);
          known.set(address, described ?? {});
          for (const body of listOf(bodies)) wrong.push(...argumentsOf(objectOf(body), described ?? {}, address));
        }
      }
    }
  }
  for (const { text } of files) wrong.push(...referencesIn(text, known, names));
  return wrong;
}

function argumentsOf(body: JsonObject, described: Schema, at: string): string[] {
  const missing = Object.entries(described).flatMap(([name, each]) =>
    (typeof each === 'string' ? each : each[0]).startsWith('!') && body[name] === undefined ? [`${at}: needs ${name}`] : [],
  );
  const own = Object.entries(body).flatMap(([name, value = null]): string[] => {
    if (meta.has(name)) return [];
    const known = described[name];
    if (known === undefined) return [`${at}: no argument ${name}`];
    const kind = typeof known === 'string' ? known : known[0];
    if (kind.startsWith('=')) return [`${at}: ${name} is only read`];
    if (typeof known !== 'string') {
      if (typeof value === 'string' && value.startsWith('${')) return [];
      if (/Attributes (List|Set)/.test(kind) && !Array.isArray(value)) return [`${at}: ${name} is a list`];
      if (kind.endsWith('Attributes') && Array.isArray(value)) return [`${at}: ${name} is no list`];
      return listOf(value).flatMap((each) =>
        isObject(each) ? argumentsOf(each, known[1], `${at}.${name}`) : [`${at}: ${name} is an object`],
      );
    }
    if (/Map/.test(kind)) return isObject(value) || typeof value === 'string' ? [] : [`${at}: ${name} is a map`];
    if (/List|Set/.test(kind)) return Array.isArray(value) || typeof value === 'string' ? [] : [`${at}: ${name} is a list`];
    return typeof value === 'object' ? [`${at}: ${name} is a ${kind.slice(1)}`] : [];
  });
  return [...missing, ...own];
}

/** Names of other blocks, outside of comments. */
function referencesIn(text: string, known: ReadonlyMap<string, Schema>, names: ReadonlySet<string>): string[] {
  const code = text.replace(/^\s*#.*$/gm, '');
  const blocks = [...code.matchAll(/(?<![\w."])((?:data\.|ephemeral\.)?aws(?:cc)?_\w+\.\w+)((?:\.\w+)*)/g)].flatMap(
    ([, address = '', path = '']) => {
      let inside: string | readonly [string, Schema] | undefined = ['', known.get(address) ?? {}];
      if (!known.has(address)) return [`${address} is nowhere`];
      for (const name of path.split('.').slice(1)) inside = typeof inside === 'object' ? inside[1][name] : undefined;
      return inside === undefined ? [`${address} has no ${path.slice(1)}`] : [];
    },
  );
  const plain = [...code.matchAll(/\b(?:var|local)\.\w+/g)].flatMap(([name]) => (names.has(name) ? [] : [`${name} is nowhere`]));
  return [...blocks, ...plain];
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
