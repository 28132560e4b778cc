import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Json, JsonObject } from '../manifest/manifest.ts';
import { isObject } from '../manifest/yaml.ts';

const swaggerSchema = z.looseObject({ definitions: z.record(z.string(), z.record(z.string(), z.json())) });
const kindSchema = z.array(z.looseObject({ group: z.string(), kind: z.string(), version: z.string() }));
const crdSchema = z.looseObject({
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({ kind: z.string() }),
    versions: z.array(z.looseObject({ name: z.string(), schema: z.looseObject({ openAPIV3Schema: z.record(z.string(), z.json()) }) })),
  }),
});

/** Writes a JSON Schema for every kind, where unknown fields are wrong, as kubeconform looks for them: `deployment-apps-v1.json`. */
export function writeSchemas(sources: string, folder: string): void {
  const { definitions } = swaggerSchema.parse(JSON.parse(readFileSync(join(sources, 'kubernetes.json'), 'utf8')));
  for (const definition of Object.values(definitions)) {
    const found = kindSchema.safeParse(definition['x-kubernetes-group-version-kind']);
    for (const { group, kind, version } of found.success ? found.data : []) {
      const schema = { ...strict(definition), definitions: closureOf(definition, definitions) };
      writeFileSync(join(folder, fileOf(kind, group, version)), JSON.stringify(schema));
    }
  }
  for (const file of ['clusters.yaml', 'httproutes.yaml']) {
    const { spec } = crdSchema.parse(parse(readFileSync(join(sources, file), 'utf8')));
    for (const { name, schema } of spec.versions)
      writeFileSync(join(folder, fileOf(spec.names.kind, spec.group, name)), JSON.stringify(strict(schema.openAPIV3Schema)));
  }
}

const fileOf = (kind: string, group: string, version: string): string =>
  `${[kind, ...(group === '' ? [] : [group.split('.')[0] ?? '']), version].join('-').toLowerCase()}.json`;

/** Every definition that one leads to. */
function closureOf(definition: JsonObject, all: Readonly<Record<string, JsonObject>>): Record<string, JsonObject> {
  const found: Record<string, JsonObject> = {};
  const look = (value: Json | undefined): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isObject(value)) return;
    const reference = value['$ref'];
    const name = typeof reference === 'string' ? reference.slice('#/definitions/'.length) : null;
    const named = name === null ? undefined : all[name];
    if (name !== null && named && !found[name]) {
      found[name] = strict(named);
      look(named);
    }
    Object.values(value).forEach(look);
  };
  look(definition);
  return found;
}

/** OpenAPI as JSON Schema: closed objects, and numbers where a name or a number may stand. */
function strict(schema: JsonObject): JsonObject {
  if (schema['format'] === 'int-or-string' || schema['x-kubernetes-int-or-string'] === true)
    return { anyOf: [{ type: 'string' }, { type: 'integer' }] };
  const open = schema['additionalProperties'] !== undefined || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const { 'x-kubernetes-validations': _rules, ...rest } = schema;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inside(key, value)])),
    ...(isObject(schema['properties']) && !open ? { additionalProperties: false } : {}),
  };
}

function inside(key: string, value: Json | undefined): Json | undefined {
  if (key === 'properties' && isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, isObject(each) ? strict(each) : each]));
  if ((key === 'items' || key === 'additionalProperties') && isObject(value)) return strict(value);
  return value;
}
