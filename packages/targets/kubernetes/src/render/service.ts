import type { DeployedService, Reach } from '@groundwork/provision';
import { annotations, type JsonObject } from '../manifest/manifest.ts';
import { jobName } from '../manifest/job-name.ts';
import { labelsOf, selectorOf } from '../manifest/labels.ts';
import { evidenceOf, linesOf, onNodes, type Canvas } from './canvas.ts';
import { drawDoor } from './door.ts';
import { podOf, type PodOptions } from './pod.ts';
import { drawScaling } from './scaling.ts';
import { drawSchedule } from './schedule.ts';
import { claimsOf, drawClaim, holdsVolume } from './volumes.ts';

export interface ServiceOptions {
  readonly reach: Readonly<Record<string, Reach>>;
  readonly given: ReadonlySet<string>;
  readonly images: Readonly<Record<string, string>>;
}

/** Everything of one service: its account, program, address, copies, and the job that migrates before it starts. */
export function drawService(canvas: Canvas, deployed: DeployedService, { images, ...options }: ServiceOptions): void {
  const { id, name, service, mode, port, release } = deployed;
  const item = `service:${name}`;
  const why = [`${name}: ${service.kind}${service.framework === null ? '' : `, ${service.framework}`}`, ...linesOf(service.evidence)];
  const image = images[deployed.image] ?? imagePlaceholder(canvas, deployed.image);
  const pod = (command: string | null, rest: Pick<PodOptions, 'probed' | 'restartPolicy' | 'component'>): JsonObject =>
    podOf(canvas, deployed, { ...options, image, command, ...rest });
  const native: string[] = [];
  native.push(drawAccount(canvas, item, id));
  for (const { claim, path } of claimsOf(deployed))
    native.push(drawClaim(canvas, item, { claim, id, component: service.kind, gib: 10, why: [`${name} keeps files in ${path}`] }));
  if (release.length > 0)
    native.push(
      drawJob(canvas, item, deployed, {
        pod: pod(release.join(' && '), { probed: false, restartPolicy: 'Never', component: 'migration' }),
        suffix: 'migrate',
        step: 'migration',
        why: [`${name}: once per release, before it starts: ${release.join(' && ')}`],
      }),
    );
  if (mode === 'scheduled')
    native.push(
      drawSchedule(canvas, item, deployed, pod(deployed.command, { probed: false, restartPolicy: 'Never', component: service.kind }), why),
    );
  else if (mode === 'once')
    native.push(
      drawJob(canvas, item, deployed, {
        pod: pod(deployed.command, { probed: false, restartPolicy: 'Never', component: service.kind }),
        suffix: 'run',
        step: 'release',
        why,
      }),
    );
  else {
    native.push(
      drawDeployment(
        canvas,
        item,
        deployed,
        pod(deployed.command, { probed: true, restartPolicy: 'Always', component: service.kind }),
        why,
      ),
    );
    if (port !== null) native.push(drawAddress(canvas, item, deployed, port));
    native.push(...drawScaling(canvas, item, deployed), ...drawDoor(canvas, item, deployed));
  }
  canvas.items.push({
    id: item,
    kind: 'service',
    name,
    title: titleOf(deployed),
    native: native.sort(),
    permissions: [],
    quantities: onNodes,
    stateful: claimsOf(deployed).length > 0,
    evidence: service.evidence,
  });
}

function titleOf({ mode, cpu, memory, replicas, gpu, service, public: open }: DeployedService): string {
  const kind = { serve: 'Deployment', static: 'Deployment', work: 'Deployment', once: 'Job', scheduled: 'CronJob' }[mode];
  const copies = replicas.min === replicas.max ? `×${replicas.min}` : `×${replicas.min}-${replicas.max}`;
  const size = `${cpu} vCPU ${memory >= 1024 ? `${memory / 1024} GB` : `${memory} MB`}`;
  return [
    `${kind} ${size}${mode === 'once' || mode === 'scheduled' ? '' : ` ${copies}`}`,
    ...(gpu ? [`${gpu.count} GPU${gpu.type === null ? '' : ` ${gpu.type}`}`] : []),
    ...(mode === 'scheduled' && service.schedule !== null ? [service.schedule] : []),
    ...(open ? ['public'] : []),
  ].join(', ');
}

/** What an image is called before it was built. */
export const imagePlaceholder = ({ deployment }: Canvas, image: string): string =>
  `${deployment.settings.registry ?? 'registry.invalid'}/${deployment.name}/${image}:not-built`;

export const isPlaceholder = (image: string): boolean => image.endsWith(':not-built');

/** An account without any right in the cluster, and without a token. */
export function drawAccount(canvas: Canvas, item: string, id: string): string {
  return canvas.add(
    item,
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: id, labels: labelsOf(canvas.deployment, id, 'account') },
      automountServiceAccountToken: false,
    },
    { step: 'foundation' },
  );
}

function drawDeployment(canvas: Canvas, item: string, deployed: DeployedService, pod: JsonObject, why: readonly string[]): string {
  const { deployment } = canvas;
  const { id, service, replicas, name } = deployed;
  const single = holdsVolume(canvas, deployed);
  if (single && replicas.max > 1)
    canvas.note(`${name} keeps files on a volume that one node holds at a time: its ${replicas.max} copies have to fit there`);
  return canvas.add(
    item,
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: id,
        labels: labelsOf(deployment, id, service.kind),
        annotations: { [annotations.service]: name, ...evidenceOf(service.evidence) },
      },
      spec: {
        // Kept by the autoscaler where there is one.
        ...(replicas.max > replicas.min ? {} : { replicas: replicas.min }),
        progressDeadlineSeconds: 900,
        revisionHistoryLimit: 5,
        selector: { matchLabels: selectorOf(deployment, id) },
        strategy: single ? { type: 'Recreate' } : { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }, type: 'RollingUpdate' },
        template: replicas.max > 1 && !single ? spread(pod, selectorOf(deployment, id)) : pod,
      },
    },
    { step: 'release', why: [...why, `size: ${deployed.why.size}`] },
  );
}

/** Copies on different nodes, as far as there are any. */
function spread(pod: JsonObject, labels: Readonly<Record<string, string>>): JsonObject {
  const { spec } = pod;
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return pod;
  return {
    ...pod,
    spec: {
      ...spec,
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { podAffinityTerm: { labelSelector: { matchLabels: labels }, topologyKey: 'kubernetes.io/hostname' }, weight: 100 },
          ],
        },
      },
    },
  };
}

function drawAddress(canvas: Canvas, item: string, { id, service }: DeployedService, port: number): string {
  const { deployment } = canvas;
  return canvas.add(
    item,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: id, labels: labelsOf(deployment, id, service.kind) },
      spec: {
        ports: [{ name: 'http', port, protocol: 'TCP', targetPort: 'http' }],
        selector: selectorOf(deployment, id),
        type: 'ClusterIP',
      },
    },
    { step: 'foundation' },
  );
}

interface JobOptions {
  readonly pod: JsonObject;
  readonly suffix: string;
  readonly step: 'migration' | 'release';
  readonly why: readonly string[];
}

function drawJob(canvas: Canvas, item: string, { id, name, service }: DeployedService, { pod, suffix, step, why }: JobOptions): string {
  const spec = { backoffLimit: step === 'migration' ? 0 : 2, template: pod };
  return canvas.add(
    item,
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: jobName(`${id}-${suffix}`, spec),
        labels: labelsOf(canvas.deployment, id, step === 'migration' ? 'migration' : service.kind),
        annotations: { [annotations.service]: name, ...evidenceOf(service.evidence) },
      },
      spec,
    },
    { step, why },
  );
}
