import { noCredentials, wrongAccount, type Engine, type TargetContext } from '@groundwork/provision';
import { createClient, publicManagement } from './client.ts';
import { findCredentials } from './credentials.ts';
import { destroy } from './destroy.ts';
import { checkGroup, checkSubscription, readGroup } from './group.ts';
import { withLock } from './lock.ts';
import { followLines } from './logs.ts';
import { observe } from './observe.ts';
import { placeOf, type Place } from './place.ts';
import { driftOf, previewOf } from './preview.ts';
import { buildsOf, registryOf } from './registry.ts';
import { migrate, prepare, release, rollBack } from './release.ts';
import { runProgram } from './run.ts';
import { generateSecrets, keptSecrets, removeSecret, setSecret } from './vault.ts';

/** Seconds between looks, as Azure's own tools take. */
const pollMs = 5000;

/** Finds credentials and the subscription, and changes nothing. Throws `target.*`. */
export async function openAzure(context: TargetContext): Promise<Engine> {
  const { env, settings, region, host } = context;
  const credentials = await findCredentials(env);
  const subscription = settings.account ?? credentials.subscription;
  if (subscription === null)
    throw noCredentials('No subscription is chosen', 'Set AZURE_SUBSCRIPTION_ID, or `account` of the environment', {
      where: credentials.kind,
    });
  if (env['AZURE_SUBSCRIPTION_ID'] && settings.account && env['AZURE_SUBSCRIPTION_ID'] !== settings.account)
    throw wrongAccount(
      `${context.environment} belongs to the subscription ${settings.account}, and AZURE_SUBSCRIPTION_ID is another`,
      'unset AZURE_SUBSCRIPTION_ID',
      {
        where: context.environment,
      },
    );
  const management = (env['AZURE_RESOURCE_MANAGER_ENDPOINT'] ?? publicManagement).replace(/\/$/, '');
  const poll = Number(env['GROUNDWORK_AZURE_POLL_MS']);
  const client = createClient({ management, credentials, host, pollMs: Number.isFinite(poll) && poll > 0 ? poll : pollMs });
  const title = await checkSubscription(client, subscription, region);
  const place = placeOf(client, subscription, context);
  checkGroup(place, await readGroup(place));
  return engineOf(place, `Azure ${title}, ${region}, resource group ${place.group}`);
}

const engineOf = (place: Place, where: string): Engine => ({
  where,
  lock: (action) => withLock(place, action),
  preview: (rendered) => previewOf(place, rendered),
  secrets: {
    list: async () => (await keptSecrets(place)).flatMap(({ variable }) => (variable === null ? [] : [variable])),
    set: (name, value) => setSecret(place, name, value),
    remove: (name) => removeSecret(place, name),
    generate: (names) => generateSecrets(place, names),
  },
  prepare: (rendered) => prepare(place, rendered),
  registry: () => registryOf(place),
  builds: buildsOf(place),
  migrate: (rendered, deployment) => migrate(place, rendered, deployment),
  release: (rendered, deployment) => release(place, rendered, deployment),
  rollBack: () => rollBack(place),
  destroy: ({ keep }) => destroy(place, keep),
  drift: () => driftOf(place),
  status: () => observe(place),
  logs: (options) => followLines(place, options),
  run: (job, rendered, deployment) => runProgram(place, job, rendered, deployment),
});
