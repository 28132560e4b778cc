import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parse } from '../terraform/document.ts';

type Type = string | readonly [string, ...unknown[]];
interface Block {
  readonly attributes: Readonly<Record<string, { readonly type: Type; readonly required?: boolean | undefined }>>;
  readonly blocks?:
    | Readonly<Record<string, Block & { readonly nesting: string; readonly min?: number | undefined; readonly max?: number | undefined }>>
    | undefined;
}

const typeSchema: z.ZodType<Type> = z.union([z.string(), z.tuple([z.string()], z.unknown())]);
const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.object({
    attributes: z.record(z.string(), z.object({ type: typeSchema, required: z.boolean().optional() })),
    blocks: z
      .record(
        z.string(),
        z.intersection(blockSchema, z.object({ nesting: z.string(), min: z.number().optional(), max: z.number().optional() })),
      )
      .optional(),
  }),
);

/** Arguments by resource type, as the provider at `providerVersion` has them: made by `scripts/google-schemas.mjs`. */
const schemas = z
  .record(z.string(), blockSchema)
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'provider-schema.json'), 'utf8')));

/** Terraform's own arguments of every resource. */
const everywhere = new Set(['depends_on', 'lifecycle', 'count', 'for_each', 'provider']);

/** What the provider would not take of a configuration: unknown and missing arguments, wrong types, too many of a block. */
export function problemsIn(files: Readonly<Record<string, string>>): string[] {
  return Object.values(files).flatMap((text) =>
    Object.entries(parse(text).resource ?? {}).flatMap(([type, named]) =>
      Object.entries(named).flatMap(([name, body]) => {
        const schema = schemas[type];
        return schema ? inBlock(body, schema, `${type}.${name}`) : [`${type}: no schema is kept of it`];
      }),
    ),
  );
}

function inBlock(body: Readonly<Record<string, unknown>>, { attributes, blocks = {} }: Block, at: string): string[] {
  const missing = Object.entries(attributes).filter(([name, { required }]) => required === true && (body[name] ?? null) === null);
  const few = Object.entries(blocks).filter(([name, { min = 0 }]) => listOf(body[name]).length < min);
  return [
    ...[...missing, ...few].map(([name]) => `${at}.${name} is missing`),
    ...Object.entries(body).flatMap(([name, value]) => {
      const [attribute, block] = [attributes[name], blocks[name]];
      if (attribute) return fits(value, attribute.type) ? [] : [`${at}.${name} is no ${JSON.stringify(attribute.type)}`];
      if (!block) return everywhere.has(name) ? [] : [`${at}.${name} is unknown`];
      const all = listOf(value);
      const many = block.max !== undefined && all.length > block.max ? [`${at}.${name} is there more than ${block.max} times`] : [];
      return [...many, ...all.flatMap((each) => (isObject(each) ? inBlock(each, block, `${at}.${name}`) : [`${at}.${name} is no block`]))];
    }),
  ];
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function fits(value: unknown, type: Type): boolean {
  if (value === null || (typeof value === 'string' && value.includes('${'))) return true;
  if (type === 'string') return typeof value === 'string';
  if (type === 'number') return typeof value === 'number' || (typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)));
  if (type === 'bool') return typeof value === 'boolean';
  if (typeof type === 'string') return true;
  const [kind, inner] = type;
  const of = typeSchema.safeParse(inner).data ?? 'dynamic';
  if (kind === 'list' || kind === 'set') return Array.isArray(value) && value.every((each) => fits(each, of));
  return kind !== 'map' || (isObject(value) && Object.values(value).every((each) => fits(each, of)));
}
