import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { expressionIn } from '../arm/parse.ts';

interface Field {
  readonly type: 'string' | 'number' | 'boolean' | 'any' | 'class' | 'object' | 'list' | 'map';
  readonly class?: string;
  readonly of?: Field;
  readonly shape?: Shape;
  readonly values?: readonly string[];
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly constraints?: Readonly<Record<string, string | number | boolean>>;
}

interface Shape {
  readonly properties: Readonly<Record<string, Field>>;
  readonly open?: boolean;
}

const shapeSchema: z.ZodType<Shape> = z.lazy(() =>
  z.strictObject({ properties: z.record(z.string(), fieldSchema), open: z.boolean().exactOptional() }),
);

const fieldSchema: z.ZodType<Field> = z.lazy(() =>
  z.strictObject({
    type: z.enum(['string', 'number', 'boolean', 'any', 'class', 'object', 'list', 'map']),
    class: z.string().exactOptional(),
    of: fieldSchema.exactOptional(),
    shape: shapeSchema.exactOptional(),
    values: z.array(z.string()).exactOptional(),
    required: z.boolean().exactOptional(),
    readOnly: z.boolean().exactOptional(),
    constraints: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
  }),
);

const schemas = z
  .record(z.string(), z.strictObject({ source: z.string(), body: z.string(), classes: z.record(z.string(), shapeSchema) }))
  .parse(JSON.parse(readFileSync(new URL('schemas.json', import.meta.url), 'utf8')));

/** The stable version of a type whose published client knows the preview of the same day. */
const sameAs = (key: string): string => (Object.hasOwn(schemas, key) ? key : `${key}-preview`);

/** What every resource of a template has beside its own. */
const common = new Set(['type', 'apiVersion', 'name', 'existing', 'scope', 'dependsOn']);

/** What Azure would refuse in a resource of a template: unknown and missing properties, types, values. */
export function schemaProblems(where: string, resource: Readonly<Record<string, unknown>>): string[] {
  const key = sameAs(`${String(resource['type'])}@${String(resource['apiVersion'])}`);
  const schema = schemas[key];
  if (!schema) return [`${where}: no schema of ${key}`];
  const { classes, body } = schema;
  const own = Object.fromEntries(Object.entries(resource).filter(([name]) => !common.has(name)));
  return shapeProblems(where, own, classes[body]);

  function shapeProblems(at: string, value: unknown, shape: Shape | undefined): string[] {
    if (!shape) return [`${at}: its class is not in the schema`];
    if (isExpression(value)) return [];
    if (!isRecord(value)) return [`${at}: ${JSON.stringify(value)} is no object`];
    const missing = Object.entries(shape.properties)
      .filter(([name, field]) => field.required && !Object.hasOwn(value, name) && !(at === where && name === 'name'))
      .map(([name]) => `${at}.${name} is missing`);
    const wrong = Object.entries(value).flatMap(([name, each]) => {
      const field = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
      if (!field) return shape.open ? [] : [`${at}.${name} is unknown`];
      return field.readOnly ? [`${at}.${name} is read-only`] : fieldProblems(`${at}.${name}`, each, field);
    });
    return [...missing, ...wrong];
  }

  function fieldProblems(at: string, value: unknown, field: Field): string[] {
    const { type, of } = field;
    if (isExpression(value) || type === 'any') return [];
    if (type === 'class') return shapeProblems(at, value, classes[field.class ?? '']);
    if (type === 'object') return shapeProblems(at, value, field.shape);
    if (type === 'list') {
      if (!Array.isArray(value)) return [`${at}: ${JSON.stringify(value)} is no list`];
      return of ? value.flatMap((each, index) => fieldProblems(`${at}[${index}]`, each, of)) : [];
    }
    if (type === 'map') {
      if (!isRecord(value)) return [`${at}: ${JSON.stringify(value)} is no object`];
      return of ? Object.entries(value).flatMap(([name, each]) => fieldProblems(`${at}.${name}`, each, of)) : [];
    }
    if (typeof value !== type) return [`${at}: ${JSON.stringify(value)} is no ${type}`];
    return [...valueProblems(at, value, field), ...constraintProblems(at, value, field)];
  }
}

function valueProblems(at: string, value: unknown, { values }: Field): string[] {
  if (!values || values.length === 0) return [];
  // Azure does not tell small letters from big ones here.
  return values.some((each) => each.toLowerCase() === String(value).toLowerCase())
    ? []
    : [`${at}: ${String(value)} is none of ${values.join(', ')}`];
}

function constraintProblems(at: string, value: unknown, { constraints = {} }: Field): string[] {
  const length = typeof value === 'string' ? value.length : 0;
  return Object.entries(constraints)
    .filter(([name, limit]) => {
      if (name === 'MaxLength') return length > Number(limit);
      if (name === 'MinLength') return length < Number(limit);
      if (name === 'Pattern') return typeof value === 'string' && !new RegExp(String(limit)).test(value);
      if (name === 'InclusiveMaximum') return Number(value) > Number(limit);
      return name === 'InclusiveMinimum' && Number(value) < Number(limit);
    })
    .map(([name, limit]) => `${at}: ${JSON.stringify(value)} is against ${name} ${String(limit)}`);
}

const isExpression = (value: unknown): boolean => typeof value === 'string' && expressionIn(value) !== null;

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
