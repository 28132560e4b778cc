import type { DeployedService, Deployment } from '@groundwork/provision';
import { value } from '../arm/expression.ts';
import type { ArmResource, Json } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location } from '../foundations/environment.ts';
import { tagNames, tagsOf } from '../foundations/tags.ts';
import { environmentId } from '../resources/container-app.ts';
import { identityOf, pullingAs } from './identity.ts';
import { toldByHost, type ServiceContainer } from './container.ts';
import type { Size } from './size.ts';
import { mounted } from './volumes.ts';

export interface Running {
  readonly deployed: DeployedService;
  readonly deployment: Deployment;
  readonly container: ServiceContainer;
  readonly size: Size;
  readonly image: string;
}

/** A service that serves or works: one Container App, one revision at a time, replaced when the new one is well. */
export function appOf(running: Running): ArmResource {
  const { deployed, deployment, container, size } = running;
  const { replicas } = deployed;
  return {
    type: 'Microsoft.App/containerApps',
    apiVersion: apiVersions['Microsoft.App/containerApps'],
    name: deployed.id,
    location: value(location),
    tags: { ...tagsOf(deployment), [tagNames.service]: deployed.name },
    identity: identityOf(deployed),
    properties: {
      environmentId: environmentId(deployment),
      workloadProfileName: size.profile.name,
      configuration: {
        activeRevisionsMode: 'Single',
        maxInactiveRevisions: 2,
        ...(deployed.port === null ? {} : { ingress: ingressOf(deployed, deployment) }),
        registries: pullingAs(deployed, deployment),
        secrets: [...container.secrets],
      },
      template: {
        containers: [{ ...programOf(running, commandOf(deployed)), ...probesOf(deployed) }],
        scale: { minReplicas: replicas.min, maxReplicas: Math.max(1, replicas.max), ...rulesOf(deployed) },
        ...mounted(container.mounts).volumes,
      },
    },
  };
}

/** The container of a service with the words it starts with; the image's own where there are none. */
export function programOf(
  { deployed, container, size, image }: Running,
  command: readonly string[] | null,
): Readonly<Record<string, Json>> {
  return {
    name: deployed.id,
    image,
    ...(command === null ? {} : { command: command.map((word) => value(word)) }),
    env: [...container.env],
    resources: { cpu: `[json('${size.cpu}')]`, memory: `${size.memory}Gi` },
    ...mounted(container.mounts).volumeMounts,
  };
}

/** Files are handed out by the server that is in their image. */
const commandOf = ({ command }: DeployedService): string[] | null => (command === null ? null : ['sh', '-c', command]);

function ingressOf(deployed: DeployedService, deployment: Deployment): Json {
  return {
    external: deployed.public,
    targetPort: deployed.port ?? 8080,
    transport: 'auto',
    // Only who is told host and port comes without TLS; everybody else is sent to it.
    allowInsecure: toldByHost(deployed, deployment),
    traffic: [{ latestRevision: true, weight: 100 }],
  };
}

/**
 * A start has three minutes, that of a model which is loaded first ten: more than ten looks are not allowed. A service that answers
 * its health page stays in the ingress, one that does not listen any more is started again.
 */
function probesOf({ port, service, gpu }: DeployedService): { readonly probes?: Json } {
  if (port === null) return {};
  const asked = service.health === null ? { tcpSocket: { port } } : { httpGet: { path: service.health, port } };
  const slow = gpu !== null || service.kind === 'inference';
  return {
    probes: [
      { type: 'Startup', tcpSocket: { port }, periodSeconds: slow ? 60 : 20, failureThreshold: 10 },
      { type: 'Readiness', ...asked, periodSeconds: 5, failureThreshold: 6, timeoutSeconds: 5 },
      { type: 'Liveness', tcpSocket: { port }, periodSeconds: 15, failureThreshold: 6 },
    ],
  };
}

function rulesOf({ port, replicas }: DeployedService): { readonly rules?: Json } {
  if (replicas.max <= replicas.min) return {};
  const rule =
    port === null
      ? { name: 'busy', custom: { type: 'cpu', metadata: { type: 'Utilization', value: '70' } } }
      : { name: 'requests', http: { metadata: { concurrentRequests: '50' } } };
  return { rules: [rule] };
}
