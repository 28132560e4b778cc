import { variablesOf, type DeployedService, type Reach } from '@groundwork/provision';
import { annotations, type Json, type JsonObject } from '../manifest/manifest.ts';
import { labelsOf } from '../manifest/labels.ts';
import type { Canvas } from './canvas.ts';
import { evidenceOf } from './canvas.ts';
import { environmentOf, environmentSecret, literal, referenceKey } from './environment.ts';
import { containerSecurity, gpuPlacement, podSecurity, resourcesOf, serviceAccount } from './security.ts';
import { volumesOf } from './volumes.ts';

/** Secret with the login of the registry; pods do without it where it is not there. */
export const registrySecret = 'registry-login';

export interface PodOptions {
  readonly reach: Readonly<Record<string, Reach>>;
  readonly given: ReadonlySet<string>;
  readonly image: string;
  /** For `sh -c`; `null` for what the image itself starts. */
  readonly command: string | null;
  /** Whether it is asked if it is well: a job is not. */
  readonly probed: boolean;
  readonly restartPolicy: 'Always' | 'Never';
  readonly component: string;
}

/** The pod template of a service, or of a job in its place: same image, same variables. */
export function podOf(canvas: Canvas, deployed: DeployedService, options: PodOptions): JsonObject {
  const { deployment } = canvas;
  const { id, cpu, memory, gpu, port } = deployed;
  const { variables, files } = variablesOf(deployed, deployment, options);
  const { env, without } = environmentOf(variables, canvas);
  for (const name of without) canvas.note(`${deployed.name}: ${name} has no value here; give it one: gw secrets set ${name}`);
  const { volumes, mounts } = volumesOf(canvas, deployed);
  const secrets = secretFilesOf(files, canvas);
  const home: Json[] = variables.some(({ name }) => name === 'HOME') ? [] : [{ name: 'HOME', value: '/tmp' }];
  return {
    metadata: {
      labels: labelsOf(deployment, id, options.component),
      annotations: { [annotations.service]: deployed.name, ...evidenceOf(deployed.service.evidence) },
    },
    spec: {
      automountServiceAccountToken: false,
      containers: [
        {
          name: id,
          image: options.image,
          imagePullPolicy: 'IfNotPresent',
          ...(options.command === null ? {} : { command: ['sh', '-c', literal(options.command)] }),
          env: [...home, ...env],
          ...(port === null || !options.probed
            ? {}
            : { ports: [{ containerPort: port, name: 'http', protocol: 'TCP' }], ...probesOf(deployed, port) }),
          resources: resourcesOf({ cpu, memory, gpu }),
          securityContext: containerSecurity(),
          volumeMounts: [{ mountPath: '/tmp', name: 'tmp' }, ...mounts, ...secrets.mounts],
        },
      ],
      enableServiceLinks: false,
      imagePullSecrets: [{ name: registrySecret }],
      restartPolicy: options.restartPolicy,
      securityContext: podSecurity(serviceAccount),
      serviceAccountName: id,
      ...gpuPlacement(gpu),
      volumes: [{ emptyDir: { sizeLimit: '2Gi' }, name: 'tmp' }, ...volumes, ...secrets.volumes],
    },
  };
}

/**
 * Ready is what answers its page, alive what takes connections: a service whose database is away is not ready, and starting it
 * anew would not help. A slow start has ten minutes.
 */
function probesOf({ service }: DeployedService, port: number): JsonObject {
  const connects = { tcpSocket: { port } };
  const answers = service.health === null ? connects : { httpGet: { path: service.health, port } };
  return {
    livenessProbe: { ...connects, failureThreshold: 6, periodSeconds: 20, timeoutSeconds: 5 },
    readinessProbe: { ...answers, failureThreshold: 3, periodSeconds: 10, timeoutSeconds: 5 },
    startupProbe: { ...answers, failureThreshold: 120, periodSeconds: 5, timeoutSeconds: 5 },
  };
}

/** Files under `/run/secrets` whose content is a secret. */
function secretFilesOf(files: ReturnType<typeof variablesOf>['files'], canvas: Canvas): { volumes: Json[]; mounts: Json[] } {
  const sources: Json[] = [];
  for (const [path, template] of Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1))) {
    const [only] = template;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const kept = only === undefined || typeof only === 'string' || template.length > 1 ? null : canvas.kept.get(referenceKey(only));
    const secret = kept ?? (typeof only === 'object' && only.of === 'secret' ? { secret: environmentSecret, key: only.name } : null);
    if (secret === null)
      canvas.note(`${name} is read from a file and is more than one secret: put the file into the image's place yourself`);
    else sources.push({ secret: { items: [{ key: secret.key, path: name }], name: secret.secret } });
  }
  if (sources.length === 0) return { volumes: [], mounts: [] };
  return {
    volumes: [{ name: 'secrets', projected: { defaultMode: 0o440, sources } }],
    mounts: [{ mountPath: '/run/secrets', name: 'secrets', readOnly: true }],
  };
}
