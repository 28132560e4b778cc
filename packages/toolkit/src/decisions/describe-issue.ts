import { decisionsSchema } from '@groundwork/blueprint';
import { z } from 'zod';

export interface IssueDescription {
  readonly message: string;
  readonly fix: string;
  /** Where in the document, including the key that is wrong. */
  readonly path: readonly PropertyKey[];
}

/** What is wrong with a decision and what to write instead, in words for the person who wrote it. */
export function describeIssue(issue: z.core.$ZodIssue | undefined): IssueDescription {
  if (!issue) return { message: 'The file does not have the shape it should', fix: 'See the published schema', path: [] };
  const place = issue.path.length === 0 ? 'The file' : `\`${issue.path.join('.')}\``;
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedKeys(issue.path);
    const word = issue.keys.length === 1 ? 'a key' : 'keys';
    return {
      message: `${issue.keys.map((key) => `\`${key}\``).join(', ')} is not ${word} that ${issue.path.length === 0 ? 'groundwork.yaml' : place} can have`,
      fix: allowed.length > 0 ? `Remove it, or use one of: ${allowed.join(', ')}` : 'Remove it',
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
  if (issue.code === 'invalid_type') {
    return { message: `${place} should be ${named(issue.expected)}`, fix: `Write ${example(issue.expected)}`, path: issue.path };
  }
  return { message: `${place}: ${issue.message}`, fix: 'Correct that value', path: issue.path };
}

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

const objectSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
});

/** Which keys the schema knows at a path. */
function allowedKeys(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = z.toJSONSchema(decisionsSchema);
  for (const step of path) {
    const { properties, additionalProperties } = objectSchema.safeParse(schema).data ?? {};
    schema = properties?.[String(step)] ?? additionalProperties;
  }
  return Object.keys(objectSchema.safeParse(schema).data?.properties ?? {});
}
