import { GroundworkError } from '@groundwork/host';
import { releaseFailed, deployFailed, type Deployment, type Rendered } from '@groundwork/provision';
import { foundationsFile, servicesFile } from '../render/render.ts';
import { releaseJobName } from '../services/job.ts';
import { appHealth } from './health.ts';
import { registerProviders } from './group.ts';
import { endOf, startJob } from './jobs.ts';
import { recentWords } from './logs.ts';
import { deploymentNames, releasedSpec, stackNames, type Place } from './place.ts';
import { deleteStack, deployOnly, keepTemplate, keptTemplate, putStack, readStack } from './stacks.ts';
import { generatedIn, migrations, readTemplate } from './template.ts';
import { generatePasswords } from './vault.ts';

/**
 * Servers, network and roles. The first time as the stack itself; later beside it, so that nothing of the release that still runs is
 * deleted under it. The stack takes all of it over, and lets go of what is no longer in it, when the new release is well.
 */
export async function prepare(place: Place, { files }: Rendered): Promise<void> {
  const foundations = readTemplate(files[foundationsFile] ?? '');
  const services = readTemplate(files[servicesFile] ?? '');
  await registerProviders(place, [foundations, services]);
  await generatePasswords(place, [...new Set([...generatedIn(foundations), ...generatedIn(services)])]);
  if ((await readStack(place, stackNames.foundations)) === null) await putStack(place, stackNames.foundations, foundations);
  else await deployOnly(place, deploymentNames.foundations, foundations);
}

/** Runs the release commands with the new images, one service after the other. */
export async function migrate(place: Place, { files }: Rendered, { services }: Deployment): Promise<void> {
  const released = services.filter(({ release }) => release.length > 0);
  if (released.length === 0) return;
  await deployOnly(
    place,
    deploymentNames.migrations,
    migrations(
      readTemplate(files[servicesFile] ?? ''),
      released.map(({ id }) => id),
    ),
  );
  for (const { id, name, release, service } of released) {
    const job = releaseJobName(id);
    const execution = await startJob(place, job);
    if (await endOf(place, job, execution)) continue;
    const words = await recentWords(place, { group: execution });
    const [first] = service.evidence;
    throw releaseFailed(
      `${release.join(' && ')} of ${name} failed${words.length === 0 ? '' : `:\n${words.join('\n')}`}`,
      'The release of before runs on; mend it and deploy again',
      { where: first ? `${first.file}:${first.line}` : execution },
    );
  }
}

/** Brings the services to their templates, waits until they are well, and lets the foundations go of what is no longer in them. */
export async function release(place: Place, { files }: Rendered, { services }: Deployment): Promise<void> {
  const template = readTemplate(files[servicesFile] ?? '');
  await putStack(place, stackNames.services, template);
  await everyAppWell(place, services);
  await keepTemplate(place, releasedSpec, template);
  await putStack(place, stackNames.foundations, readTemplate(files[foundationsFile] ?? ''));
}

/** A revision has twenty minutes: the start of a model may take ten, and pulling its image as long. */
const patienceMs = 1_200_000;

async function everyAppWell(place: Place, services: Deployment['services']): Promise<void> {
  const until = Date.now() + patienceMs;
  for (const { id, name, mode } of services) {
    if (mode === 'once' || mode === 'scheduled') continue;
    for (;;) {
      const health = await appHealth(place, id);
      if (health.state === 'ready') break;
      if (health.state === 'failed' || Date.now() > until) {
        const words = await recentWords(place, { app: id });
        throw deployFailed(
          `${name} did not become well: ${health.reason ?? 'it is not ready after twenty minutes'}${words.length === 0 ? '' : `\n${words.join('\n')}`}`,
          `gw logs ${place.environment} ${name}`,
          { where: `Container App ${id}` },
        );
      }
      await place.client.wait();
    }
  }
}

/** Brings the templates of the release of before back, or removes services that never were well. */
export async function rollBack(place: Place): Promise<string> {
  const before = await keptTemplate(place, releasedSpec);
  if (!before) {
    await deleteStack(place, stackNames.services);
    return 'Nothing of the release is left, since there was none before it; servers and data stand';
  }
  try {
    await putStack(place, stackNames.services, before);
  } catch (cause) {
    if (!(cause instanceof GroundworkError)) throw cause;
    return `The release of before could not be brought back: ${cause.message}`;
  }
  return 'The release of before is back';
}
