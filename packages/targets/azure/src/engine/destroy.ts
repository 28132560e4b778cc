import { GroundworkError } from '@groundwork/host';
import { z } from 'zod';
import { tagNames } from '../foundations/tags.ts';
import { readGroup } from './group.ts';
import { lockAccountNative } from './lock.ts';
import { ownResources } from './own.ts';
import { apiVersion, groupPath, nativeName, pathOf, releasedSpec, stackNames, type Place } from './place.ts';
import { deleteStack, forgetTemplate, putStack, templateOfStack } from './stacks.ts';
import { keeping } from './template.ts';

/**
 * Removes the services, then the foundations but what was asked to be kept and what that stands on. With nothing kept the resource
 * group goes as well, where it is the environment's own.
 */
export async function destroy(place: Place, keep: readonly string[]): Promise<{ readonly left: readonly string[] }> {
  const { client, ownGroup } = place;
  const group = await readGroup(place);
  if (!group) return { left: [] };
  await deleteStack(place, stackNames.services);
  await forgetTemplate(place, releasedSpec);
  const foundations = await templateOfStack(place, stackNames.foundations);
  if (foundations && keep.length > 0) {
    await putStack(place, stackNames.foundations, keeping(foundations, keep));
    return { left: [] };
  }
  await deleteStack(place, stackNames.foundations);
  const mine = group.tags?.[tagNames.environment] === `${place.name}/${place.environment}`;
  if (ownGroup && mine) await client.finish('DELETE', groupPath(place), apiVersion.groups);
  else await removeBesides(place);
  return { left: await purgeVault(place) };
}

/** A deleted vault would keep its name and its secrets for a week. Who may not purge it is told that it is there. */
async function purgeVault(place: Place): Promise<string[]> {
  const { client, subscription, region, names } = place;
  const name = nativeName(place, names.vault);
  const path = `/subscriptions/${subscription}/providers/Microsoft.KeyVault/locations/${region}/deletedVaults/${name}`;
  if ((await client.get(path, apiVersion.vaults, z.looseObject({}))) === null) return [];
  try {
    await client.finish('POST', `${path}/purge`, apiVersion.vaults);
    return [];
  } catch (cause) {
    if (!(cause instanceof GroundworkError) || client.options.host.signal.aborted) throw cause;
    return [`the deleted Key Vault ${name}, which Azure keeps for 7 days: ${cause.message}`];
  }
}

/** What the engine made beside the stacks. */
async function removeBesides(place: Place): Promise<void> {
  const { client } = place;
  for (const { id, type } of await ownResources(place)) {
    if (
      /^Microsoft\.(?:KeyVault\/vaults|Storage\/storageAccounts|App\/jobs)$/i.test(type) &&
      id !== pathOf(place, lockAccountNative(place))
    )
      await client.finish('DELETE', id, versionOf(type));
  }
  await client.finish('DELETE', pathOf(place, lockAccountNative(place)), apiVersion.storage);
}

const versionOf = (type: string): string =>
  /KeyVault/i.test(type) ? apiVersion.vaults : /Storage/i.test(type) ? apiVersion.storage : apiVersion.apps;
