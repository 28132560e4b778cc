import { generatePassword, generateSecret } from '@groundwork/provision';
import { z } from 'zod';
import { vaultResource } from '../foundations/environment.ts';
import { vaultName } from '../names.ts';
import { ensureGroup } from './group.ts';
import { apiVersion, nativeName, vaultPath, type Place } from './place.ts';

/** The tag that says which variable a secret of the vault is the value of. */
const variableTag = 'groundwork-variable';

const secretSchema = z.looseObject({
  name: z.string(),
  tags: z.record(z.string(), z.string()).nullish(),
  properties: z.looseObject({ attributes: z.looseObject({ enabled: z.boolean().nullish() }).nullish() }).nullish(),
});
const vaultSchema = z.looseObject({ properties: z.looseObject({ vaultUri: z.string().nullish() }) });

interface Kept {
  /** Name in the vault. */
  readonly name: string;
  readonly variable: string | null;
}

/** What has a value in the vault; none where there is no vault yet. */
export async function keptSecrets(place: Place): Promise<Kept[]> {
  const found = await place.client.list(`${vaultPath(place)}/secrets`, apiVersion.vaults, secretSchema);
  return found
    .filter(({ properties }) => properties?.attributes?.enabled !== false)
    .map(({ name, tags }) => ({ name: name.split('/').at(-1) ?? name, variable: tags?.[variableTag] ?? null }));
}

/**
 * Makes the vault where it is missing; one that was deleted is had back, with what was in it: its name stays taken until then.
 */
export async function ensureVault(place: Place): Promise<void> {
  const { client, region, subscription, names } = place;
  if ((await client.get(vaultPath(place), apiVersion.vaults, vaultSchema)) !== null) return;
  await ensureGroup(place);
  const name = nativeName(place, names.vault);
  const deleted = await client.get(
    `/subscriptions/${subscription}/providers/Microsoft.KeyVault/locations/${region}/deletedVaults/${name}`,
    apiVersion.vaults,
    z.looseObject({}),
  );
  const { properties, tags } = vaultResource(place, name);
  const tenant = await client.get(`/subscriptions/${subscription}`, apiVersion.subscriptions, z.looseObject({ tenantId: z.string() }));
  await client.finish('PUT', vaultPath(place), apiVersion.vaults, {
    location: region,
    tags,
    properties: { ...Object(properties), tenantId: tenant?.tenantId, ...(deleted ? { createMode: 'recover' } : {}) },
  });
}

/**
 * Puts a value into the vault through the resource manager: who may deploy may do so, and the value is in the body of one request and
 * nowhere else.
 */
export async function putSecret(
  place: Place,
  { name, value, variable }: { readonly name: string; readonly value: string; readonly variable: string | null },
): Promise<void> {
  const { client } = place;
  const path = `${vaultPath(place)}/secrets/${name}`;
  const body = { tags: variable === null ? {} : { [variableTag]: variable }, properties: { value, attributes: { enabled: true } } };
  await client.finish('PUT', path, apiVersion.vaults, body);
}

export async function setSecret(place: Place, variable: string, value: string): Promise<void> {
  await ensureVault(place);
  await putSecret(place, { name: vaultName(variable), value, variable });
}

/** Random values for variables that have none. */
export async function generateSecrets(place: Place, variables: readonly string[]): Promise<void> {
  await ensureVault(place);
  const kept = new Set((await keptSecrets(place)).map(({ variable }) => variable));
  for (const variable of variables.filter((each) => !kept.has(each)))
    await putSecret(place, { name: vaultName(variable), value: generateSecret(variable), variable });
}

/** Passwords of servers that have none; Azure's servers want small and big letters and digits. */
export async function generatePasswords(place: Place, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await ensureVault(place);
  const kept = new Set((await keptSecrets(place)).map(({ name }) => name));
  for (const name of names.filter((each) => !kept.has(each)))
    await putSecret(place, { name, value: `A1${generatePassword()}`, variable: null });
}

/**
 * Forgets a value: another takes its place and is switched off. The resource manager deletes no secrets; versions of before are
 * deleted with the vault, or by `az keyvault secret delete`.
 */
export async function removeSecret(place: Place, variable: string): Promise<void> {
  const kept = (await keptSecrets(place)).find((each) => each.variable === variable);
  if (!kept) return;
  const path = `${vaultPath(place)}/secrets/${kept.name}`;
  await place.client.finish('PUT', path, apiVersion.vaults, {
    tags: { [variableTag]: variable },
    properties: { value: 'removed', attributes: { enabled: false } },
  });
}
