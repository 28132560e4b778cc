import { z } from 'zod';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).optional(),
  DependsOn: z.array(z.string()).optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).optional(),
});

const aboutSchema = z.object({
  hosts: z.array(z.string()).default([]),
  resources: z.record(z.string(), z.object({ native: z.array(z.string()), stateful: z.boolean(), title: z.string() })).default({}),
  services: z
    .record(
      z.string(),
      z.object({
        id: z.string(),
        logical: z.string(),
        mode: z.string(),
        release: z.boolean(),
        capacity: z.string().optional(),
        /** Where its lines are, when something else than us names the log. */
        logGroup: z.string().optional(),
      }),
    )
    .default({}),
});

const templateSchema = z.looseObject({
  Metadata: z.object({ groundwork: aboutSchema }).default({ groundwork: aboutSchema.parse({}) }),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.string().optional() })).default({}),
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })).default({}),
});

/** A template of ours as it was rendered, or as it comes back from CloudFormation. */
export type DeployedTemplate = z.infer<typeof templateSchema>;
export type DeployedPart = z.infer<typeof resourceSchema>;

export const parseTemplate = (text: string): DeployedTemplate => templateSchema.parse(JSON.parse(text));

/** Names that a part of a template refers to. */
export function referencesOf(value: unknown): Set<string> {
  const found = new Set<string>();
  visit(value);
  return found;

  function visit(part: unknown): void {
    if (Array.isArray(part)) for (const each of part) visit(each);
    else if (typeof part === 'object' && part !== null) {
      for (const [key, inner] of Object.entries(part)) {
        if (key === 'Ref' && typeof inner === 'string') found.add(inner);
        else if (key === 'Fn::GetAtt' && Array.isArray(inner) && typeof inner[0] === 'string') found.add(inner[0]);
        else if (key === 'DependsOn' && Array.isArray(inner)) for (const each of inner) found.add(String(each));
        else visit(inner);
      }
    }
  }
}

/** What is left of a template when only some of its resources stay, with all they stand on. */
export function reducedTo(template: DeployedTemplate, kept: Iterable<string>): DeployedTemplate {
  const names = new Set<string>();
  const add = (name: string): void => {
    const part = template.Resources[name];
    if (part === undefined || names.has(name)) return;
    names.add(name);
    for (const each of referencesOf(part)) add(each);
  };
  for (const name of kept) add(name);
  const known = (value: unknown): boolean =>
    [...referencesOf(value)].every((name) => names.has(name) || name in template.Parameters || name.startsWith('AWS::'));
  return {
    ...template,
    Resources: Object.fromEntries(Object.entries(template.Resources).filter(([name]) => names.has(name))),
    Outputs: Object.fromEntries(Object.entries(template.Outputs).filter(([, output]) => known(output))),
  };
}

/**
 * A template with what an earlier one had besides: what is no longer wanted goes only after everything that uses it is gone. `null` where
 * there is nothing of the kind.
 */
export function withRemainder(template: DeployedTemplate, earlier: DeployedTemplate): DeployedTemplate | null {
  const besides = Object.keys(earlier.Resources).filter((name) => !(name in template.Resources));
  if (besides.length === 0) return null;
  const { Resources, Outputs, Parameters } = reducedTo(earlier, besides);
  return {
    ...template,
    Parameters: { ...Parameters, ...template.Parameters },
    Resources: { ...Resources, ...template.Resources },
    Outputs: { ...Outputs, ...template.Outputs },
  };
}

/**
 * The template with some resources deleted for good when their time comes. CloudFormation takes a change of a policy only along with
 * another one: a word in the metadata.
 */
export function withoutKeeping(template: DeployedTemplate, kept: ReadonlySet<string>): DeployedTemplate | null {
  const changed = Object.entries(template.Resources).filter(
    ([name, { DeletionPolicy }]) => !kept.has(name) && DeletionPolicy !== undefined && DeletionPolicy !== 'Delete',
  );
  if (changed.length === 0) return null;
  const parts = changed.map(([name, part]): [string, DeployedPart] => [
    name,
    { ...part, DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete', Metadata: { ...part.Metadata, groundwork: { named: true } } },
  ]);
  return { ...template, Resources: { ...template.Resources, ...Object.fromEntries(parts) } };
}
