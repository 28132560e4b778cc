import { z } from 'zod';
import { nearest } from './nearest.ts';

export interface IssueDescription {
  readonly message: string;
  readonly fix: string;
  /** What was meant by a key that is not known, where one is near. */
  readonly meant?: string;
  /** Where in the document, including the key that is wrong. */
  readonly path: readonly PropertyKey[];
}

/** What was read, for the words of an error. */
export interface Described {
  readonly schema: z.ZodType;
  readonly value: unknown;
  /** What the whole is called: `groundwork.yaml`, `the head`. */
  readonly name: string;
}

/** What is wrong with a value and what to write instead, in words for the person who wrote it. */
export function describeIssue(found: z.core.$ZodIssue | undefined, described: Described): IssueDescription {
  if (!found) return { message: 'The file does not have the shape it should', fix: 'See the published schema', path: [] };
  const issue = withinUnion(found);
  const place = issue.path.length === 0 ? 'The file' : `\`${issue.path.join('.')}\``;
  const value = valueAt(described.value, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedKeys(described, issue.path);
    const word = issue.keys.length === 1 ? 'a key' : 'keys';
    const [meant] = issue.keys.flatMap((key) => nearest(key, allowed));
    const all = `use one of: ${allowed.join(', ')}`;
    return {
      message: `${issue.keys.map((key) => `\`${key}\``).join(', ')} is not ${word} that ${issue.path.length === 0 ? described.name : place} can have`,
      fix: meant ? `Did you mean \`${meant}\`? Otherwise ${all}` : allowed.length > 0 ? `Remove it, or ${all}` : 'Remove it',
      ...(meant === undefined ? {} : { meant }),
      path: [...issue.path, issue.keys[0] ?? ''],
    };
  }
  if (issue.code === 'invalid_value') {
    return {
      message: `${place} has a value that means nothing here`,
      fix: `Use one of: ${issue.values.map(String).join(', ')}`,
      path: issue.path,
    };
  }
  if (issue.code === 'invalid_union') {
    const allowed = allowedKeys(described, issue.path);
    return {
      message: `${place} is none of what it can be`,
      fix: allowed.length > 0 ? `Give it one of: ${allowed.join(', ')}` : 'See the published schema',
      path: issue.path,
    };
  }
  if (issue.code === 'invalid_type') {
    if (value === undefined) {
      return {
        message: issue.path.length === 1 ? `${described.name} has no ${place}` : `${place} is missing`,
        fix: `Write ${example(issue.expected)}`,
        path: issue.path,
      };
    }
    return { message: `${place} should be ${named(issue.expected)}`, fix: `Write ${example(issue.expected)}`, path: issue.path };
  }
  return { message: `${place}: ${issue.message}`, fix: 'Correct that value', path: issue.path };
}

/** Of a value that may be several things, what is wrong with the one it comes nearest to; itself where it comes near to none. */
function withinUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  // What lacks something it needs, or is of another kind altogether, is not what was meant.
  const near = issue.errors.filter(
    (issues) => issues.length > 0 && !issues.some((each) => each.code === 'invalid_type' && isAnother(each)),
  );
  const [first] = near.toSorted((a, b) => a.length - b.length)[0] ?? [];
  return first ? withinUnion({ ...first, path: [...issue.path, ...first.path] }) : issue;
}

/** That something is missing zod says in words alone. */
const isAnother = (issue: z.core.$ZodIssue): boolean => issue.path.length === 0 || issue.message.endsWith('received undefined');

const names: Record<string, string> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of names to values',
  record: 'a map of names to values',
};

const examples: Record<string, string> = {
  string: 'it in quotes: "..."',
  int: 'it without quotes, like 8000',
  number: 'it without quotes, like 8000',
  boolean: 'true or false, without quotes',
  array: 'it as a list: [one, two]',
  object: 'each entry on its own line as `name: value`, indented',
  record: 'each entry on its own line as `name: value`, indented',
};

const named = (type: string): string => names[type] ?? `of type ${type}`;
const example = (type: string): string => examples[type] ?? `a value of type ${type}`;

const shape = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});
type Shape = z.infer<typeof shape>;

function asShape(schema: unknown): Shape[] {
  const parsed = shape.safeParse(schema);
  return parsed.success ? [parsed.data] : [];
}

/** Which keys the schema knows at a path; of what may be several things, of those that the value may be meant as. */
function allowedKeys({ schema, value }: Described, path: readonly PropertyKey[]): readonly string[] {
  const steps = [...path, null];
  let at: readonly Shape[] = asShape(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  for (const [index, step] of steps.entries()) {
    at = meant(at, valueAt(value, path.slice(0, index)));
    if (step === null) break;
    at = at.flatMap(({ properties, additionalProperties, items }) => {
      const next = typeof step === 'number' ? items : (properties?.[String(step)] ?? additionalProperties);
      return asShape(next);
    });
  }
  return [...new Set(at.flatMap(({ properties = {} }) => Object.keys(properties)))];
}

function meant(shapes: readonly Shape[], value: unknown): readonly Shape[] {
  const all = shapes.flatMap((each) => (each.anyOf ? each.anyOf.flatMap(asShape) : [each]));
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const fitting = all.filter(({ required = [] }) => required.length > 0 && required.every((key) => keys.includes(key)));
  return fitting.length > 0 ? fitting : all;
}

const container = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]);

/** What stands at a path of a value; `undefined` where nothing does. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const step of path) {
    const inside = container.safeParse(at).data;
    at = Array.isArray(inside) ? inside[Number(step)] : inside?.[String(step)];
  }
  return at;
}
