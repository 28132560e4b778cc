import { decisionsSchema } from '@groundwork/blueprint';
import { z } from 'zod';

const shape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Shape = z.infer<typeof shape>;

/** The published JSON Schema of `groundwork.yaml`. */
const decisions = shape.parse(z.toJSONSchema(decisionsSchema));

/** A JSON Schema as it is read here. */
export const shapeOf = (schema: unknown): Shape => shape.parse(schema);

const parsed = (value: unknown): Shape | null => shape.safeParse(value).data ?? null;

/** What may stand at a path; `null` where nothing may. */
export function shapeAt(path: readonly string[], root: Shape = decisions): Shape | null {
  let at: Shape | null = root;
  for (const step of path) {
    const all: (Shape | null)[] = at ? alternatives(at) : [];
    at = all.map((each) => parsed(each?.properties?.[step] ?? each?.additionalProperties)).find((each) => each !== null) ?? null;
  }
  return at;
}

/** A shape with the ones it may be instead. */
export const alternatives = (of: Shape): Shape[] => [of, ...(of.anyOf ?? []).map(parsed).filter((each) => each !== null)];

/** Keys that a map may have, with what they mean. */
export const keysOf = (of: Shape): { readonly name: string; readonly shape: Shape | null }[] =>
  alternatives(of).flatMap(({ properties = {} }) => Object.entries(properties).map(([name, value]) => ({ name, shape: parsed(value) })));

/** Values that are the only ones possible. */
export const valuesOf = (of: Shape): string[] =>
  alternatives(of).flatMap((each) => (each.enum ?? (each.type === 'boolean' ? [true, false] : [])).map(String));

/** Whether a key holds further keys, a list, or a plain value. */
export const holds = (of: Shape | null): 'map' | 'list' | 'value' => {
  if (of?.type === 'object' || of?.properties) return 'map';
  return of?.type === 'array' ? 'list' : 'value';
};
