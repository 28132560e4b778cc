import { GroundworkError } from '@groundwork/host';
import { z } from 'zod';
import { suffixMark } from '../names.ts';
import { tagsOf } from '../foundations/tags.ts';
import { errorOf } from './errors.ts';
import { apiVersion, groupPath, vaultPath, type Place } from './place.ts';
import { templateSchema, type WholeTemplate } from './template.ts';

const stackSchema = z.looseObject({
  properties: z.looseObject({
    provisioningState: z.string(),
    resources: z.array(z.looseObject({ id: z.string(), status: z.string().nullish() })).nullish(),
    failedResources: z.array(z.looseObject({ id: z.string() })).nullish(),
    error: z.unknown().optional(),
    duration: z.string().nullish(),
  }),
  systemData: z.looseObject({ lastModifiedAt: z.string().nullish() }).nullish(),
});
const exportSchema = z.looseObject({ template: templateSchema });
const specSchema = z.looseObject({ properties: z.looseObject({ mainTemplate: templateSchema }) });

export type Stack = z.infer<typeof stackSchema>;

const stackPath = (place: Place, name: string): string => `${groupPath(place)}/providers/Microsoft.Resources/deploymentStacks/${name}`;

export const readStack = (place: Place, name: string): Promise<Stack | null> =>
  place.client.get(stackPath(place, name), apiVersion.stacks, stackSchema);

const isBusy = ({ properties }: Stack): boolean => !/^(?:succeeded|failed|canceled)$/i.test(properties.provisioningState);

/** What a deployment that was killed started goes on in Azure; the next waits for it. */
export async function quietStack(place: Place, name: string): Promise<Stack | null> {
  for (;;) {
    const stack = await readStack(place, name);
    if (stack === null || !isBusy(stack)) return stack;
    await place.client.wait();
  }
}

/**
 * Parameters of a template: where and with which endings of names, and for each secure one the place of its value in the vault.
 * Azure reads it from there itself; it never comes by here.
 */
export function parametersFor(
  place: Place,
  { parameters }: Pick<WholeTemplate, 'parameters'>,
  missing: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { type, metadata, defaultValue }]) => {
      if (type === 'string')
        return [name, { value: name === 'location' ? place.region : name === 'suffix' ? place.suffix : (defaultValue ?? '') }];
      const secretName = metadata.secret ?? name;
      // Only a preview leaves one open: nothing is made of it.
      if (missing.has(secretName)) return [name, { value: 'unset' }];
      return [name, { reference: { keyVault: { id: vaultPath(place) }, secretName } }];
    }),
  );
}

/** Brings a stack to a template: what is no longer in it is deleted. Throws what Azure said of the part that failed. */
export async function putStack(place: Place, name: string, template: WholeTemplate): Promise<void> {
  await quietStack(place, name);
  await place.client.finish('PUT', stackPath(place, name), apiVersion.stacks, {
    tags: tagsOf(place),
    properties: {
      template,
      parameters: parametersFor(place, template),
      actionOnUnmanage: { resources: 'delete', resourceGroups: 'detach', managementGroups: 'detach' },
      // Assignments that deny need the right to make them, which few deployers have.
      denySettings: { mode: 'none' },
    },
  });
  const stack = await quietStack(place, name);
  if (stack && !/^succeeded$/i.test(stack.properties.provisioningState)) {
    throw errorOf({ status: 409, body: { error: stack.properties.error } }, `deployment stack ${name} in ${place.group}`);
  }
}

/** Deletes a stack and everything in it. */
export async function deleteStack(place: Place, name: string): Promise<void> {
  if ((await quietStack(place, name)) === null) return;
  const query = ['Resources=delete', 'ResourceGroups=detach', 'ManagementGroups=detach'].map((each) => `unmanageAction.${each}`).join('&');
  await place.client.finish('DELETE', `${stackPath(place, name)}?${query}`, apiVersion.stacks);
}

/** The template that a stack was last brought to; `null` where there is no such stack. */
export async function templateOfStack(place: Place, name: string): Promise<WholeTemplate | null> {
  if ((await readStack(place, name)) === null) return null;
  const { body } = await place.client.send('POST', `${stackPath(place, name)}/exportTemplate`, apiVersion.stacks);
  return exportSchema.parse(body).template;
}

/** Adds and changes, deletes nothing: for what has to be there before a stack may let go of anything. */
export async function deployOnly(place: Place, name: string, template: WholeTemplate): Promise<void> {
  const path = `${groupPath(place)}/providers/Microsoft.Resources/deployments/${name}`;
  try {
    await place.client.finish('PUT', path, apiVersion.deployments, {
      properties: { mode: 'Incremental', template, parameters: parametersFor(place, template) },
    });
  } catch (cause) {
    // Another one of this name that was killed is still at work.
    if (!(cause instanceof GroundworkError) || !cause.message.includes('DeploymentActive')) throw cause;
    await place.client.wait();
    await deployOnly(place, name, template);
  }
}

const specPath = (place: Place, name: string): string => `${groupPath(place)}/providers/Microsoft.Resources/templateSpecs/${name}`;

/** Keeps the template of the release that runs, in Azure itself, to go back to. */
export async function keepTemplate(place: Place, name: string, template: WholeTemplate): Promise<void> {
  const { client, region } = place;
  await client.send('PUT', specPath(place, name), apiVersion.specs, {
    location: region,
    tags: tagsOf(place),
    properties: { description: `What runs in ${place.environment}` },
  });
  await client.send('PUT', `${specPath(place, name)}/versions/released`, apiVersion.specs, {
    location: region,
    tags: tagsOf(place),
    properties: { mainTemplate: template },
  });
}

export async function keptTemplate(place: Place, name: string): Promise<WholeTemplate | null> {
  const spec = await place.client.get(`${specPath(place, name)}/versions/released`, apiVersion.specs, specSchema);
  return spec?.properties.mainTemplate ?? null;
}

export async function forgetTemplate(place: Place, name: string): Promise<void> {
  if ((await place.client.get(specPath(place, name), apiVersion.specs, z.looseObject({}))) !== null)
    await place.client.finish('DELETE', specPath(place, name), apiVersion.specs);
}

/** Native ids a stack manages. */
export const managedBy = (stack: Stack | null, suffix: string): string[] =>
  (stack?.properties.resources ?? []).map(({ id }) => (id.split(/\/providers\//i).at(-1) ?? id).replaceAll(suffix, suffixMark));
