import { GroundworkError } from '@groundwork/host';
import { wrongAccount, wrongRegion, type Engine, type TargetContext } from '@groundwork/provision';
import { z } from 'zod';
import { runName } from '../render/service-address.ts';
import { enableApis } from './account.ts';
import { cloudBuilds } from './builds.ts';
import { findCredentials } from './credentials.ts';
import { destroy } from './destroy.ts';
import { runService } from './job.ts';
import { withLease } from './lock.ts';
import { readLogs } from './logs.ts';
import { drift, preview, status } from './look.ts';
import { Session, type Pace } from './session.ts';
import { migrate, prepare, release, rollBack } from './steps.ts';

/** Finds credentials and the project, and changes nothing. Throws `target.*`. */
export async function openEngine(context: TargetContext, pace: Pace = {}): Promise<Engine> {
  const session = new Session(context, await findCredentials(context), pace);
  await checkProject(session, context);
  const { api, secrets, store, scope, project, region } = session;
  const reference = (image: string): string => `${region}-docker.pkg.dev/${project}/${scope}/${image}`;
  const writable = async (): Promise<void> => {
    await enableApis(api, ['secretmanager'], session.wait);
  };
  return {
    where: `Google Cloud ${project} ${region}`,
    lock: async (action) => {
      await enableApis(api, ['storage'], session.wait);
      await store.prepare();
      const result = await withLease(store, scope, action, { holds: pace.holds ?? 60_000, now: Date.now });
      if ((await session.record()) === null) await store.forget();
      return result;
    },
    preview: (rendered) => preview(session, rendered),
    secrets: {
      list: () => unlessOff(() => secrets.list('given')),
      set: async (name, value) => {
        await writable();
        await secrets.set(name, value, 'given');
      },
      remove: (name) => secrets.remove(name),
      generate: async (names) => {
        if (names.length === 0) return;
        await writable();
        await secrets.generate(names, 'given');
      },
    },
    prepare: (rendered, deployment) => prepare(session, rendered, deployment),
    registry: async () => ({ reference, login: { user: 'oauth2accesstoken', password: await session.token() }, insecure: false }),
    builds: cloudBuilds(session, { region, scope, reference: (image) => `${reference(image)}:latest`, pace: session.wait }),
    migrate: (rendered, deployment) => migrate(session, rendered, deployment),
    release: (rendered, deployment) => release(session, rendered, deployment),
    rollBack: () => rollBack(session),
    destroy: ({ keep }) => destroy(session, keep),
    drift: () => drift(session),
    status: () => status(session),
    logs: async function* ({ service, follow, lines }) {
      const record = await session.record();
      const sources = (record?.services ?? []).filter(({ name }) => service === null || name === service);
      const names = new Map(sources.map(({ name, id }) => [runName(session.names, id), name]));
      yield* readLogs(api, names, { follow, lines, ...(pace.logs === undefined ? {} : { pause: pace.logs }) });
    },
    run: (job, rendered, deployment) => runService(session, job, rendered, deployment),
  };
}

/** A project that never had a secret has not switched the API on. */
async function unlessOff(list: () => Promise<string[]>): Promise<string[]> {
  try {
    return await list();
  } catch (cause) {
    if (isOff(cause)) return [];
    throw cause;
  }
}

const isOff = (cause: unknown): boolean => cause instanceof GroundworkError && cause.message.includes('is not switched on');

async function checkProject({ api, project, region }: Session, { settings }: TargetContext): Promise<void> {
  const where = `project ${project}`;
  if (settings.account !== undefined && settings.account !== project)
    throw wrongAccount(
      `The environment belongs to ${settings.account}, not to ${project}`,
      `gcloud config set project ${settings.account}`,
      { where },
    );
  const schema = z.object({ projectId: z.string().default(''), state: z.string().default('ACTIVE') });
  try {
    const found = await api.get('cloudresourcemanager', `v3/projects/${project}`, schema, { or: [404] });
    if (found === null || found.state !== 'ACTIVE')
      throw wrongAccount(`There is no project ${project}`, 'gw env add NAME --target gcp --account PROJECT', { where });
  } catch (cause) {
    if (!isOff(cause)) throw cause;
  }
  await checkRegion(api, region);
}

async function checkRegion(api: Session['api'], region: string): Promise<void> {
  const schema = z.object({
    locations: z.array(z.object({ locationId: z.string().default('') })).default([]),
    nextPageToken: z.string().optional(),
  });
  try {
    const all = await api.list('run', `v1/projects/${api.project}/locations`, schema, ({ locations }) =>
      locations.map(({ locationId }) => locationId),
    );
    if (all.length > 0 && !all.includes(region))
      throw wrongRegion(`Cloud Run is not in ${region}`, `Use one of: ${all.toSorted().join(', ')}`, { where: `region ${region}` });
  } catch (cause) {
    if (!isOff(cause)) throw cause;
  }
}
