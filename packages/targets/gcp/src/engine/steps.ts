import type { Deployment, Rendered } from '@groundwork/provision';
import { accountOf, labelsOf } from '../names.ts';
import { runName } from '../render/service-address.ts';
import { releaseId, wiringOf, type Wiring } from '../render/wiring.ts';
import { parse, print, type Files } from '../terraform/document.ts';
import { enableApis, engineApis, prepareDeployer } from './account.ts';
import { fillMade, fillRest } from './fill.ts';
import type { Infrastructure } from './infrastructure.ts';
import { readLogs } from './logs.ts';
import { imagesIn, managedFiles, type Part } from './managed.ts';
import { wantedOf, writeRecord, type EnvironmentRecord } from './record.ts';
import { requireSucceeded } from './run.ts';
import type { Session } from './session.ts';

/** What a step works on: the environment as it was, its configuration as it is applied, and what it is to become. */
export interface Work {
  readonly session: Session;
  readonly infrastructure: Infrastructure;
  readonly record: EnvironmentRecord;
  readonly before: Files | null;
}

export async function workOf(session: Session, deployment: Deployment, rendered: Rendered): Promise<Work> {
  const known = await session.record();
  const location = known?.location ?? (await session.location());
  const infrastructure = session.infrastructure(location);
  const managed = await infrastructure.still();
  const record = recordOf(known, location, deployment, rendered);
  return { session, infrastructure, record, before: await infrastructure.files(managed?.terraformBlueprint?.gcsSource) };
}

export async function wiringFor({ secrets }: Session, deployment: Deployment, rendered: Rendered): Promise<Wiring> {
  return wiringOf({ deployment, given: new Set(await secrets.list('given')), images: imagesIn(rendered.files) });
}

/** Registries, networks, servers, accounts and roles; services stay as they are. */
export async function prepare(session: Session, rendered: Rendered, deployment: Deployment): Promise<void> {
  const { api, secrets, wait: pace, scope, store } = session;
  await enableApis(api, [...engineApis, 'sqladmin', 'compute'], pace);
  await prepareDeployer(api);
  await store.prepare();
  const wiring = await wiringFor(session, deployment, rendered);
  const work = await workOf(session, deployment, rendered);
  // Written before anything is made: whoever comes after a kill knows what to look for.
  await writeRecord(store, scope, work.record);
  await fillMade({ api, secrets, deployment, wiring, pace });
  const outputs = await apply(work, rendered, 'main');
  await fillRest({ api, secrets, deployment, wiring, pace }, outputs);
}

/** Runs the release commands with the new images, before any service has them. */
export async function migrate(session: Session, rendered: Rendered, deployment: Deployment): Promise<void> {
  const work = await workOf(session, deployment, rendered);
  await apply(work, rendered, 'jobs');
  for (const service of deployment.services)
    if (service.release.length > 0) await runJob(session, deployment, { id: releaseId(service), service: service.name });
}

/** The whole configuration; what is no longer in it goes. Waits until services are well. */
export async function release(session: Session, rendered: Rendered, deployment: Deployment): Promise<void> {
  const { store, scope } = session;
  const work = await workOf(session, deployment, rendered);
  await apply(work, rendered, 'all');
  for (const service of deployment.services) {
    if (service.mode === 'once') await runJob(session, deployment, { id: service.id, service: service.name });
    else await session.run.ready(service.mode, { name: runName(deployment, service.id), service: service.name });
  }
  const managed = await work.infrastructure.read();
  const source = managed?.terraformBlueprint?.gcsSource ?? '';
  await writeRecord(store, scope, { ...work.record, release: { source, at: managed?.updateTime ?? new Date().toISOString() } });
}

/** Back to the release of before; where there was none, services go and what holds data stays. */
export async function rollBack(session: Session): Promise<string> {
  const record = await session.record();
  if (record === null) return 'Nothing of the release is left';
  const infrastructure = session.infrastructure(record.location);
  const labels = labelsOf(session.names);
  const good = record.release === null ? null : await infrastructure.files(record.release.source);
  if (record.release !== null && good !== null) {
    await infrastructure.apply(good, { labels });
    return `The release of before is back, which is of ${record.release.at}`;
  }
  const managed = await infrastructure.still();
  const files = await infrastructure.files(managed?.terraformBlueprint?.gcsSource);
  if (files === null) return 'Nothing of the release is left';
  await infrastructure.apply({ ...files, 'services.tf.json': print({}), 'jobs.tf.json': print({}) }, { labels });
  await writeRecord(session.store, session.scope, { ...record, services: [] });
  return 'Nothing of the release is left, since there was none before it; servers and data stand';
}

/** Applies a part of a rendering with what is there, and gives its outputs. */
export async function apply(
  { session, infrastructure, before }: Work,
  rendered: Rendered,
  part: Part,
): Promise<Readonly<Record<string, string>>> {
  const keys = Object.keys(parse(rendered.files['secrets.tf.json']).resource?.['google_secret_manager_secret'] ?? {});
  const versions = part === 'main' || keys.length === 0 ? {} : await newestVersions(session);
  return infrastructure.apply(managedFiles(rendered, session, { part, before, versions }), { labels: labelsOf(session.names) });
}

async function newestVersions({ secrets }: Session): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const key of await secrets.list(null)) {
    const version = await secrets.version(key);
    if (version !== null) found[key] = version;
  }
  return found;
}

async function runJob(
  session: Session,
  deployment: Deployment,
  { id, service }: { readonly id: string; readonly service: string },
): Promise<void> {
  const name = runName(deployment, id);
  const execution = await session.run.execute(name);
  const said: string[] = [];
  if (execution.failedCount > 0) {
    const more = [`labels."run.googleapis.com/execution_name"=${JSON.stringify(execution.name.split('/').at(-1) ?? '')}`];
    for await (const { text } of readLogs(session.api, new Map([[name, service]]), { follow: false, lines: 20, more })) said.push(text);
  }
  requireSucceeded(execution, service, said);
}

function recordOf(known: EnvironmentRecord | null, location: string, deployment: Deployment, { items }: Rendered): EnvironmentRecord {
  const { name, environment, region, services, resources } = deployment;
  const made = resources.flatMap(({ name: each, id }) => {
    const item = items.find((one) => one.id === `resource:${each}`);
    // What is outside has nothing here to look at.
    return item && item.native.length > 0 ? [{ name: each, id, title: item.title, stateful: item.stateful, native: [...item.native] }] : [];
  });
  const gone = (known?.resources ?? []).filter((before) => before.stateful && !made.some((each) => each.name === before.name));
  return {
    version: 1,
    name,
    environment,
    region,
    location,
    services: services.map((service) => ({ name: service.name, id: service.id, mode: service.mode, wanted: wantedOf(service) })),
    resources: [...made, ...gone],
    accounts: [...new Set([...(known?.accounts ?? []), ...services.map(({ id }) => accountOf(deployment, id))])].toSorted(),
    release: known?.release ?? null,
  };
}
