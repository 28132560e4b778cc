import { z } from 'zod';
import type { ArmParameter, ArmResource, ArmTemplate, Json } from '../arm/template.ts';
import { tagNames } from '../foundations/tags.ts';
import { value } from '../arm/expression.ts';
import { releaseJobName } from '../services/job.ts';

const jsonSchema: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(jsonSchema), z.record(z.string(), jsonSchema)]),
);

const parameterSchema: z.ZodType<ArmParameter> = z.object({
  type: z.enum(['string', 'securestring']),
  defaultValue: z.string().exactOptional(),
  metadata: z.object({ description: z.string(), secret: z.string().exactOptional(), generated: z.literal(true).exactOptional() }),
});

const resourceSchema: z.ZodType<ArmResource> = z
  .object({
    type: z.string(),
    apiVersion: z.string(),
    name: z.string(),
    existing: z.literal(true).exactOptional(),
    scope: z.string().exactOptional(),
    dependsOn: z.array(z.string()).exactOptional(),
  })
  .catchall(jsonSchema);

export const templateSchema = z.looseObject({
  $schema: z.string(),
  languageVersion: z.string(),
  contentVersion: z.string(),
  parameters: z.record(z.string(), parameterSchema),
  resources: z.record(z.string(), resourceSchema),
});

/** A template as the engine sends it. */
export type WholeTemplate = z.infer<typeof templateSchema>;

export const readTemplate = (text: string): WholeTemplate => templateSchema.parse(JSON.parse(text));

/** Names in the vault that a template wants filled at random where they are missing. */
export const generatedIn = ({ parameters }: Pick<ArmTemplate, 'parameters'>): string[] =>
  Object.values(parameters).flatMap(({ metadata }) => (metadata.generated && metadata.secret !== undefined ? [metadata.secret] : []));

/** Only some resources of a template, with what they name of its parameters. */
export function only(template: WholeTemplate, wanted: (symbol: string, resource: ArmResource) => boolean): WholeTemplate {
  const resources = Object.fromEntries(Object.entries(template.resources).filter(([symbol, resource]) => wanted(symbol, resource)));
  const kept = Object.fromEntries(
    Object.entries(resources).map(([symbol, { dependsOn, ...resource }]) => [
      symbol,
      { ...resource, ...(dependsOn ? { dependsOn: dependsOn.filter((each) => Object.hasOwn(resources, each)) } : {}) },
    ]),
  );
  const text = JSON.stringify(kept);
  const named = ([name]: [string, ArmParameter]): boolean =>
    name === 'location' || name === 'suffix' || text.includes(`parameters('${name}')`);
  return { ...template, parameters: Object.fromEntries(Object.entries(template.parameters).filter(named)), resources: kept };
}

/** The jobs that migrate. */
export const migrations = (template: WholeTemplate, ids: readonly string[]): WholeTemplate => {
  const names = new Set(ids.map(releaseJobName));
  return only(template, (_symbol, { type, name }) => type === 'Microsoft.App/jobs' && names.has(name));
};

/** What holds data of these resources, what that stands on, and the vault with its passwords. */
export function keeping(template: WholeTemplate, names: readonly string[]): WholeTemplate {
  const entries = Object.entries(template.resources);
  const tagged = entries.filter(([, { tags }]) => names.includes(String(Object(tags)[tagNames.resource]))).map(([symbol]) => symbol);
  const kept = new Set(['vault', ...tagged]);
  const roots = new Set(tagged);
  for (const [symbol, { type, dependsOn = [] }] of entries)
    if (dependsOn.some((each) => roots.has(each) && type.startsWith(`${template.resources[each]?.type ?? '-'}/`))) kept.add(symbol);
  for (let size = -1; size !== kept.size;) {
    size = kept.size;
    for (const symbol of kept) for (const each of template.resources[symbol]?.dependsOn ?? []) kept.add(each);
  }
  // Links of private names hang on the zone; without them the data would be there and nobody would find it.
  for (const [symbol, { type, dependsOn = [] }] of entries)
    if (type.includes('privateDnsZone') && dependsOn.every((each) => kept.has(each))) kept.add(symbol);
  return only(template, (symbol) => kept.has(symbol));
}

/** A job that runs another command in the place of a service: its image, variables, secrets, size and identity. */
export function jobInPlaceOf(
  template: WholeTemplate,
  { service, name, command }: { readonly service: string; readonly name: string; readonly command: string },
): WholeTemplate | null {
  const found = Object.entries(template.resources).find(
    ([, { type, tags, name: own }]) =>
      (type === 'Microsoft.App/containerApps' || type === 'Microsoft.App/jobs') &&
      Object(tags)[tagNames.service] === service &&
      !own.endsWith('-release'),
  );
  if (!found) return null;
  const [symbol, resource] = found;
  const { environmentId, workloadProfileName, configuration, template: inside } = propertiesOf(resource);
  const [container] = inside.containers;
  const { probes: _probes, ...program } = container ?? {};
  const job: ArmResource = {
    ...resource,
    type: 'Microsoft.App/jobs',
    name,
    properties: {
      environmentId,
      workloadProfileName,
      configuration: {
        triggerType: 'Manual',
        manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 },
        replicaTimeout: 604_800,
        replicaRetryLimit: 0,
        registries: configuration.registries,
        secrets: configuration.secrets,
      },
      template: {
        ...(inside.volumes === undefined ? {} : { volumes: inside.volumes }),
        ...(inside.initContainers === undefined ? {} : { initContainers: inside.initContainers }),
        containers: [{ ...program, command: ['sh', '-c', value(command)] }],
      },
    },
  };
  return only({ ...template, resources: { ...template.resources, [symbol]: job } }, (each) => each === symbol);
}

const programSchema = z.object({
  environmentId: z.string(),
  workloadProfileName: z.string(),
  configuration: z.object({ registries: jsonSchema, secrets: jsonSchema }),
  template: z.object({
    containers: z.array(z.record(z.string(), jsonSchema)),
    volumes: jsonSchema.optional(),
    initContainers: jsonSchema.optional(),
  }),
});

const propertiesOf = ({ properties }: ArmResource): z.infer<typeof programSchema> => programSchema.parse(properties);
