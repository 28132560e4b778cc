import { releaseFailed, type CloudJob, type Deployment, type Rendered } from '@groundwork/provision';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { annotations, nativeOf, type Json, type JsonObject, type Manifest } from '../manifest/manifest.ts';
import { isObject } from '../manifest/yaml.ts';
import { literal } from '../render/environment.ts';
import { applyAll } from './apply.ts';
import { podSchema, workloadSchema, type Pod } from './live.ts';
import { linesOfPod } from './logs.ts';
import { manifestsOf } from './parse.ts';
import { hasFailed, isWell, type Patience } from './rollout.ts';
import { labelsIn, type Scope } from './scope.ts';
import { announce, keyOf } from './state.ts';
import { troubleOf } from './trouble.ts';

/** Runs migrations one after another; one that is done already for the same image is not run again. */
export async function migrateAll(scope: Scope, rendered: Rendered, patience: Patience): Promise<void> {
  const jobs = manifestsOf(rendered, 'migration');
  const { objects } = await announce(scope, jobs);
  for (const job of jobs) {
    await removeFailed(scope, job.metadata.name);
    await applyAll(scope, [job], new Set(objects.map(keyOf)));
    await finished(scope, job, patience);
  }
}

/** A job that failed is not tried again by the cluster: the next deployment does, with a new one. */
export async function removeFailed({ cluster }: Scope, name: string): Promise<void> {
  const live = await cluster.get({ kind: 'Job', name });
  if (live === null || !hasFailed(workloadSchema.parse(live))) return;
  await cluster.remove({ kind: 'Job', name });
  while (await cluster.get({ kind: 'Job', name })) await pause(200, undefined, { signal: cluster.signal });
}

async function finished(scope: Scope, job: Manifest, { ms, everyMs, troubleMs }: Patience): Promise<void> {
  const { cluster } = scope;
  const { name } = job.metadata;
  const where = { where: `${nativeOf(job)} in namespace ${cluster.namespace}` };
  const started = Date.now();
  let troubled: number | null = null;
  for (;;) {
    const live = await cluster.get({ kind: 'Job', name });
    const workload = live && workloadSchema.parse(live);
    if (workload && isWell(workload)) return;
    const trouble = troubleOf(await podsOfJob(scope, name));
    troubled = trouble?.lasting ? (troubled ?? Date.now()) : null;
    if ((workload && hasFailed(workload)) || Date.now() - started > ms || (troubled !== null && Date.now() - troubled >= troubleMs)) {
      const words = await lastWords(scope, name);
      throw releaseFailed(
        `The migration failed${trouble ? `: ${trouble.message}` : ''}${words === '' ? '' : `\n${words}`}`,
        trouble?.fix ?? 'Mend what it says, then deploy again',
        where,
      );
    }
    await pause(everyMs, undefined, { signal: cluster.signal });
  }
}

async function podsOfJob({ cluster }: Scope, name: string): Promise<Pod[]> {
  return (await cluster.list('Pod', { 'batch.kubernetes.io/job-name': name })).map((pod) => podSchema.parse(pod));
}

async function lastWords(scope: Scope, name: string): Promise<string> {
  const words: string[] = [];
  for (const pod of await podsOfJob(scope, name))
    for await (const { text } of linesOfPod(scope, pod, { lines: 20, follow: false })) words.push(text);
  return words.slice(-20).join('\n');
}

/** Runs a service's program once, with its image, variables and volumes. Gives its exit code, 1 where it did not come to run. */
export async function runJob(
  scope: Scope,
  { service, command, onLine }: CloudJob,
  rendered: Rendered,
  deployment: Deployment,
  { everyMs }: Patience,
): Promise<number> {
  const { cluster } = scope;
  const deployed = deployment.services.find(({ name }) => name === service);
  const source = manifestsOf(rendered, 'release').find((manifest) => manifest.metadata.annotations?.[annotations.service] === service);
  const pod = source && templateIn(source);
  if (!pod || !deployed)
    throw releaseFailed(`${service} is not in this deployment`, 'gw plan shows what is', { where: `namespace ${cluster.namespace}` });
  const name = `${deployed.id}-run-${randomUUID().slice(0, 8)}`;
  const job: Manifest = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: cluster.namespace,
      labels: { ...scope.labels, ...labelsIn(scope, deployed.id), 'app.kubernetes.io/component': 'job' },
      annotations: { [annotations.service]: service },
    },
    spec: { backoffLimit: 0, template: asJob(pod, command), ttlSecondsAfterFinished: 3600 },
  };
  await cluster.apply(job);
  const seen = new Set<string>();
  for (;;) {
    const [first] = await podsOfJob(scope, name);
    if (first && first.status?.phase !== undefined && first.status.phase !== 'Pending' && !seen.has(first.metadata.name)) {
      seen.add(first.metadata.name);
      for await (const line of linesOfPod(scope, first, { lines: 10_000, follow: true })) onLine({ ...line, service });
    }
    const trouble = first ? troubleOf([first]) : null;
    const ended = first?.status?.containerStatuses?.[0]?.state?.terminated;
    if (ended) return ended.exitCode;
    if (trouble?.lasting) {
      await cluster.remove({ kind: 'Job', name });
      throw releaseFailed(trouble.message, trouble.fix, { where: `Job/${name} in namespace ${cluster.namespace}` });
    }
    await pause(everyMs, undefined, { signal: cluster.signal });
  }
}

/** The pod template of a workload of any kind. */
function templateIn({ spec }: Manifest): JsonObject | null {
  if (!isPlain(spec)) return null;
  const inner = spec['jobTemplate'];
  if (isObject(inner) && isObject(inner['spec']) && isObject(inner['spec']['template'])) return inner['spec']['template'];
  return isObject(spec['template']) ? spec['template'] : null;
}

const isPlain = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same pod, which ends: without what asks whether it is well. */
function asJob(template: JsonObject, command: string): JsonObject {
  const spec = isObject(template['spec']) ? template['spec'] : {};
  const [container] = Array.isArray(spec['containers']) ? (spec['containers'] as readonly Json[]) : []; // oxlint-disable-line typescript/no-unsafe-type-assertion -- Array.isArray loses what a readonly array holds
  const {
    livenessProbe: _live,
    readinessProbe: _ready,
    startupProbe: _start,
    ports: _ports,
    ...rest
  } = isObject(container) ? container : {};
  const { metadata } = template;
  return {
    ...(metadata === undefined ? {} : { metadata }),
    spec: { ...spec, containers: [{ ...rest, command: ['sh', '-c', literal(command)] }], restartPolicy: 'Never' },
  };
}
