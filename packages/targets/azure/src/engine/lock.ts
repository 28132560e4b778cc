import { GroundworkError } from '@groundwork/host';
import { lockedBy } from '@groundwork/provision';
import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { z } from 'zod';
import { tagsOf } from '../foundations/tags.ts';
import { environmentName } from '../names.ts';
import { ensureGroup, registerProviders } from './group.ts';
import { apiVersion, pathOf, type Place } from './place.ts';

/** Seconds that a lease lasts without being renewed: a deployment that was killed holds the environment no longer. */
const leaseSeconds = 60;
const renewMs = 20_000;
const longestWaitMs = 90_000;

const leaseSchema = z.looseObject({ leaseId: z.string().nullish() });
const containerSchema = z.looseObject({ properties: z.looseObject({ metadata: z.record(z.string(), z.string()).nullish() }).nullish() });

const accountName = ({ name, environment, suffix }: Place): string =>
  `${environmentName({ name, environment })
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 7)}lock${suffix}`;

export const lockAccountNative = (place: Place): string => `Microsoft.Storage/storageAccounts/${accountName(place)}`;

/**
 * Takes the environment for one deployment, across machines: the lease of a container in a storage account that holds nothing. Azure
 * gives it to one at a time (learn.microsoft.com/rest/api/storagerp/blob-containers/lease).
 */
export async function withLock<T>(place: Place, action: () => Promise<T>): Promise<T> {
  const { client } = place;
  await ensureGroup(place);
  const container = await ensureContainer(place);
  const id = randomUUID();
  await acquire(place, container, id);
  const timer = setInterval(
    () => {
      client.send('POST', `${container}/lease`, apiVersion.storage, { action: 'Renew', leaseId: id }).catch(() => {});
    },
    Math.min(renewMs, client.options.pollMs * 200),
  );
  try {
    return await action();
  } finally {
    clearInterval(timer);
    // Destroying removes it with everything else; after a cancellation it ends by itself.
    await client.send('POST', `${container}/lease`, apiVersion.storage, { action: 'Release', leaseId: id }).catch(() => {});
  }
}

async function ensureContainer(place: Place): Promise<string> {
  const { client, region } = place;
  const account = pathOf(place, lockAccountNative(place));
  const container = `${account}/blobServices/default/containers/lock`;
  if ((await client.get(container, apiVersion.storage, containerSchema)) !== null) return container;
  await registerProviders(place, []);
  await client.finish('PUT', account, apiVersion.storage, {
    location: region,
    tags: tagsOf(place),
    kind: 'StorageV2',
    sku: { name: 'Standard_LRS' },
    properties: {
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      minimumTlsVersion: 'TLS1_2',
      supportsHttpsTrafficOnly: true,
      networkAcls: { bypass: 'None', defaultAction: 'Deny' },
    },
  });
  await client.finish('PUT', container, apiVersion.storage, { properties: { publicAccess: 'None' } });
  return container;
}

/** Waits as long as a deployment that was killed can hold it, and a little; who is at work longer is named. */
async function acquire(place: Place, container: string, proposedLeaseId: string): Promise<void> {
  const { client, environment } = place;
  const until = Date.now() + Math.min(longestWaitMs, client.options.pollMs * 5000);
  for (let told = false; ; told = true) {
    const refused = await attempt(place, container, proposedLeaseId);
    if (refused === null) break;
    const found = await client.get(container, apiVersion.storage, containerSchema);
    const who = found?.properties?.metadata?.['holder'] ?? 'somebody';
    if (Date.now() > until) throw lockedBy(who, { where: environment, cause: refused });
    if (!told) client.options.host.notify({ type: 'note', level: 'info', code: 'deploy.waiting', message: `Waiting for ${who}` });
    await client.wait();
  }
  await client.send('PATCH', container, apiVersion.storage, { properties: { metadata: { holder: holder() } } });
}

/** Why it was not given; `null` where it was. */
async function attempt({ client }: Place, container: string, proposedLeaseId: string): Promise<GroundworkError | null> {
  try {
    const lease = { action: 'Acquire', leaseDuration: leaseSeconds, proposedLeaseId };
    const { body } = await client.send('POST', `${container}/lease`, apiVersion.storage, lease);
    leaseSchema.parse(body);
    return null;
  } catch (cause) {
    if (cause instanceof GroundworkError && /LeaseAlreadyPresent|already a lease/i.test(cause.message)) return cause;
    throw cause;
  }
}

/** Who has it, for a person; metadata takes letters of ASCII. */
const holder = (): string => `${userInfo().username} on ${hostname()}, process ${process.pid}`.replace(/[^\x20-\x7e]/g, '?');
