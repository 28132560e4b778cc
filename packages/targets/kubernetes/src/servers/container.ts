import { serverImageOf, tagged, templateOf, type DeployedResource, type Reach, type ServerImage } from '@groundwork/provision';
import type { Json, JsonObject } from '../manifest/manifest.ts';
import { labelsOf, selectorOf } from '../manifest/labels.ts';
import { evidenceOf, linesOf, onNodes, type Canvas } from '../render/canvas.ts';
import { environmentOf, literal } from '../render/environment.ts';
import { containerSecurity, podSecurity, resourcesOf } from '../render/security.ts';
import { drawAccount } from '../render/service.ts';
import { drawClaim } from '../render/volumes.ts';
import { bucketFolders, objectStorageImage } from './object-storage.ts';
import { drawCredentials } from './credentials.ts';
import { loginOf, reachOf } from './login.ts';
import { queueServer } from './queues.ts';

/** The image that serves a resource, `null` where there is none. */
export function imageFor({ resource }: DeployedResource, canvas: Canvas): ServerImage | null {
  if (resource.type === 'object_storage') return objectStorageImage(canvas.deployment, resource);
  if (resource.type === 'sqs') return queueServer;
  return serverImageOf(resource.type);
}

/** A server in a StatefulSet of one, with its volume, its passwords and its address. */
export function drawContainer(canvas: Canvas, deployed: DeployedResource, image: ServerImage, tag: string): Reach {
  const { deployment } = canvas;
  const { id, name, resource, settings } = deployed;
  const item = `resource:${name}`;
  const login = loginOf(deployed, deployment.title, image.port);
  const gib = settings.storage ?? 10;
  const why = [`${name}: ${image.title}`, ...linesOf(resource.evidence)];
  const labels = labelsOf(deployment, id, 'server');
  const native = [drawAccount(canvas, item, id), drawCredentials(canvas, item, deployed)];
  if (image.data !== null)
    native.push(drawClaim(canvas, item, { claim: `${id}-data`, id, component: 'server', gib, why: [`what ${name} holds`] }));
  const files = Object.entries(image.files?.(login) ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  if (files.length > 0)
    native.push(
      canvas.add(
        item,
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: `${id}-files`, labels },
          data: Object.fromEntries(files.map(([path, text]) => [keyOf(path), text])),
        },
        { step: 'foundation' },
      ),
    );
  const { env } = environmentOf(
    Object.entries(image.env?.(login) ?? {})
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([variable, text]) => ({ name: variable, value: templateOf(text) })),
    canvas,
  );
  native.push(
    canvas.add(
      item,
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: id, labels, annotations: evidenceOf(resource.evidence) },
        spec: {
          replicas: 1,
          selector: { matchLabels: selectorOf(deployment, id) },
          serviceName: `${id}-pods`,
          template: {
            metadata: { labels },
            spec: podOf(image, { id, tag, env, files, args: image.arguments?.(login) ?? [], folders: bucketFolders(deployed) }),
          },
        },
      },
      { step: 'foundation', why },
    ),
    ...drawAddresses(canvas, item, id, { main: image.port, ...image.ports }),
  );
  const reach = reachOf(deployed, image.port, image.connection?.(login) ?? {});
  canvas.items.push({
    id: item,
    kind: 'resource',
    name,
    title: `${image.title} ${tag.slice(tag.lastIndexOf(':') + 1)}, StatefulSet${image.data === null ? '' : `, ${gib} GiB`}`,
    native: native.sort(),
    permissions: [],
    quantities: onNodes,
    stateful: deployed.stateful && image.data !== null,
    evidence: resource.evidence,
  });
  if (settings.highAvailability === true)
    canvas.note(`${name} has one server: a second one standing by is an operator's work (serving: operator)`);
  if (settings.backupDays !== undefined && settings.backupDays > 0)
    canvas.note(`${name}: backups are not kept by a StatefulSet; snapshots of its volume, or an operator, do that`);
  return reach;
}

const keyOf = (path: string): string => path.replace(/^\/+/, '').replace(/[^\w.-]+/g, '-');

interface Pod {
  readonly id: string;
  readonly tag: string;
  readonly env: readonly Json[];
  readonly args: readonly string[];
  readonly files: readonly (readonly [string, string])[];
  /** Folders its volume has from the start. */
  readonly folders: readonly string[];
}

function podOf(image: ServerImage, { id, tag, env, args, files, folders }: Pod): JsonObject {
  const { data, account, writes = [], below, memory, command, ports = {} } = image;
  const dataMount: Json[] = data === null ? [] : [{ mountPath: data, name: 'data', ...(below === undefined ? {} : { subPath: below }) }];
  const scratch = (writes ?? []).map((path, at) => ({ name: `scratch-${at}`, path }));
  const probe = probeOf(image);
  const common = { image: tag, imagePullPolicy: 'IfNotPresent', securityContext: containerSecurity(writes === null) };
  return {
    automountServiceAccountToken: false,
    containers: [
      {
        ...common,
        name: id,
        ...(command === undefined ? {} : { command: command.map(literal) }),
        ...(args.length === 0 ? {} : { args: args.map(literal) }),
        env: [...env],
        livenessProbe: { failureThreshold: 6, periodSeconds: 20, tcpSocket: { port: 'main' }, timeoutSeconds: 5 },
        ports: portsOf({ main: image.port, ...ports }).map(({ name, port }) => ({ containerPort: port, name, protocol: 'TCP' })),
        readinessProbe: { ...probe, failureThreshold: 3, periodSeconds: 10, timeoutSeconds: 10 },
        resources: resourcesOf({ cpu: 0.25, memory }),
        startupProbe: { ...probe, failureThreshold: 60, periodSeconds: 5, timeoutSeconds: 10 },
        volumeMounts: [
          { mountPath: '/tmp', name: 'tmp' },
          ...dataMount,
          ...scratch.map(({ name, path }) => ({ mountPath: path, name })),
          ...files.map(([path]) => ({ mountPath: path, name: 'files', readOnly: true, subPath: keyOf(path) })),
        ],
      },
    ],
    enableServiceLinks: false,
    ...(folders.length === 0
      ? {}
      : {
          initContainers: [
            {
              ...common,
              name: 'folders',
              command: ['mkdir', '-p', ...folders.map((folder) => `${data ?? '/tmp'}/${folder}`)],
              resources: resourcesOf({ cpu: 0.05, memory: 64 }),
              volumeMounts: dataMount,
            },
          ],
        }),
    restartPolicy: 'Always',
    securityContext: podSecurity(account),
    serviceAccountName: id,
    terminationGracePeriodSeconds: 60,
    volumes: [
      { emptyDir: { sizeLimit: '1Gi' }, name: 'tmp' },
      ...(data === null ? [] : [{ name: 'data', persistentVolumeClaim: { claimName: `${id}-data` } }]),
      ...scratch.map(({ name }) => ({ emptyDir: { sizeLimit: '1Gi' }, name })),
      ...(files.length === 0 ? [] : [{ configMap: { name: `${id}-files` }, name: 'files' }]),
    ],
  };
}

function probeOf({ ready }: ServerImage): JsonObject {
  if (ready === 'connects') return { tcpSocket: { port: 'main' } };
  if ('page' in ready) return { httpGet: { path: ready.page, port: 'main' } };
  return { exec: { command: ready.program.map((word) => word) } };
}

const portsOf = (ports: Readonly<Record<string, number>>): { name: string; port: number }[] =>
  Object.entries(ports).map(([name, port]) => ({ name, port }));

/** The address its clients know, and the one a StatefulSet gives each of its pods. */
function drawAddresses(canvas: Canvas, item: string, id: string, ports: Readonly<Record<string, number>>): string[] {
  const { deployment } = canvas;
  const labels = labelsOf(deployment, id, 'server');
  const spec = {
    ports: portsOf(ports).map(({ name, port }) => ({ name, port, protocol: 'TCP', targetPort: name })),
    selector: selectorOf(deployment, id),
  };
  return [
    canvas.add(
      item,
      { apiVersion: 'v1', kind: 'Service', metadata: { name: id, labels }, spec: { ...spec, type: 'ClusterIP' } },
      { step: 'foundation' },
    ),
    canvas.add(
      item,
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: `${id}-pods`, labels },
        spec: { ...spec, clusterIP: 'None', publishNotReadyAddresses: true },
      },
      { step: 'foundation' },
    ),
  ];
}

export const tagOf = (image: ServerImage, { resource }: DeployedResource): string | null => tagged(image, resource);
