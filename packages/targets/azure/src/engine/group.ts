import { halfDeleted, nameTaken, unsupported, wrongAccount, wrongRegion } from '@groundwork/provision';
import { z } from 'zod';
import { tagNames, tagsOf } from '../foundations/tags.ts';
import type { ArmTemplate } from '../arm/template.ts';
import type { ArmClient } from './client.ts';
import { apiVersion, groupPath, type Place } from './place.ts';

const groupSchema = z.looseObject({
  location: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.looseObject({ provisioningState: z.string() }),
});
const namedSchema = z.looseObject({ name: z.string() });
const subscriptionSchema = z.looseObject({ displayName: z.string().nullish(), state: z.string().nullish() });
const providerSchema = z.looseObject({ registrationState: z.string() });

export type Group = z.infer<typeof groupSchema>;

export const readGroup = (place: Place): Promise<Group | null> => place.client.get(groupPath(place), apiVersion.groups, groupSchema);

/** Whether the environment may use the group: not one that is being deleted, and not another environment's. Throws `target.*`. */
export function checkGroup({ group, name, environment }: Place, found: Group | null): void {
  if (found === null) return;
  if (/deleting/i.test(found.properties.provisioningState)) {
    throw halfDeleted(
      `The resource group ${group} is being deleted`,
      `az group wait --deleted --name ${group}, then run the same command again`,
      { where: group },
    );
  }
  const owner = found.tags?.[tagNames.environment];
  if (owner !== undefined && owner !== `${name}/${environment}`) {
    throw nameTaken(`The resource group ${group} belongs to ${owner}`, 'Set `resourceGroup` of the environment to another one', {
      where: group,
    });
  }
}

/** Makes the group where it is missing. */
export async function ensureGroup(place: Place): Promise<void> {
  const found = await readGroup(place);
  checkGroup(place, found);
  if (found !== null && !place.ownGroup) return;
  if (found?.tags?.[tagNames.environment] !== undefined) return;
  if (found !== null) {
    throw nameTaken(
      `There is a resource group ${place.group} already that is not this environment's`,
      `Set \`resourceGroup: ${place.group}\` of the environment to use it`,
      { where: place.group },
    );
  }
  await place.client.send('PUT', groupPath(place), apiVersion.groups, { location: place.region, tags: tagsOf(place) });
}

/** The subscription is there and open to us, and has the region. Changes nothing. Throws `target.account`, `target.region`. */
export async function checkSubscription(client: ArmClient, subscription: string, region: string): Promise<string> {
  const path = `/subscriptions/${subscription}`;
  const found = await client.get(path, apiVersion.subscriptions, subscriptionSchema);
  if (found === null)
    throw wrongAccount(
      `There is no subscription ${subscription} for this login`,
      'az account list, then set `account` of the environment',
      { where: path },
    );
  if (/^(?:disabled|deleted|expired)$/i.test(found.state ?? ''))
    throw wrongAccount(
      `The subscription ${subscription} is ${String(found.state).toLowerCase()}`,
      'Choose another with `account` of the environment',
      { where: path },
    );
  const regions = (await client.list(`${path}/locations`, apiVersion.subscriptions, namedSchema)).map(({ name }) => name);
  if (!regions.includes(region))
    throw wrongRegion(`Azure has no region ${region} in this subscription`, `Use one of: ${nearest(region, regions).join(', ')}`, {
      where: path,
    });
  return found.displayName ?? subscription;
}

/** What a person may have meant: the same words in another order, or the same beginning. */
function nearest(region: string, regions: readonly string[]): readonly string[] {
  const start = region.replace(/[^a-z]/g, '').slice(0, 4);
  const near = regions.filter((each) => each.includes(start));
  return (near.length > 0 ? near : regions).slice(0, 6);
}

/** A subscription answers for a kind of resource only once it was registered for it. */
export async function registerProviders(place: Place, templates: readonly ArmTemplate[]): Promise<void> {
  const { client, subscription } = place;
  const wanted = new Set(['Microsoft.Resources', 'Microsoft.Storage', 'Microsoft.KeyVault', ...templates.flatMap(namespaces)]);
  const path = (name: string): string => `/subscriptions/${subscription}/providers/${name}`;
  const states = await Promise.all(
    [...wanted].map(async (name) => ({ name, found: await client.get(path(name), apiVersion.resources, providerSchema) })),
  );
  const missing = states.filter(({ found }) => found?.registrationState !== 'Registered').map(({ name }) => name);
  for (const name of missing) {
    await client.send('POST', `${path(name)}/register`, apiVersion.resources);
    await registered(place, path(name), name);
  }
}

/** Registering takes a minute or two. */
const looks = 120;

async function registered({ client }: Place, path: string, name: string): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    const found = await client.get(path, apiVersion.resources, providerSchema);
    if (found?.registrationState === 'Registered') return;
    await client.wait();
  }
  throw unsupported(`${name} was not registered for this subscription in time`, `az provider register --namespace ${name} --wait`, {
    where: path,
  });
}

const namespaces = ({ resources }: ArmTemplate): string[] => Object.values(resources).map(({ type }) => type.split('/')[0] ?? type);
