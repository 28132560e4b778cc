import { identifierOf, type Deployment } from '@groundwork/provision';
import { expression, resourceId, value, type Expression, type Text } from '../arm/expression.ts';
import type { ArmResource } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location, namesOf } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { mounted, type Mount } from '../services/volumes.ts';

/** A server of a published image as a Container App. */
export interface ServerApp {
  readonly name: string;
  readonly image: string;
  readonly cpu: number;
  readonly memory: number;
  readonly port: number;
  /** How it is reached; TCP at its own port. */
  readonly transport: 'http' | 'tcp';
  readonly external?: boolean;
  readonly env: Readonly<Record<string, Text>>;
  /** Values that are secret, as expressions. */
  readonly secretEnv: Readonly<Record<string, Expression>>;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly mounts?: readonly Mount[];
  readonly dependsOn?: readonly string[];
}

export const environmentId = (deployment: Deployment): string =>
  value(expression(resourceId('Microsoft.App/managedEnvironments', namesOf(deployment).apps.name)));

/** `default domain` of the environment: what the names of its apps end in. */
export const defaultDomain = (deployment: Deployment): Expression =>
  expression(
    `reference(${resourceId('Microsoft.App/managedEnvironments', namesOf(deployment).apps.name)}, '${apiVersions['Microsoft.App/managedEnvironments']}').defaultDomain`,
  );

/** Name of a variable's secret in an app: small letters, digits and `-`, twenty at most for the Azure CLI to take it. */
export const secretName = (variable: string): string => identifierOf(variable, 20);

export function serverApp(app: ServerApp, deployment: Deployment): ArmResource {
  const { volumeMounts, volumes } = mounted(app.mounts ?? []);
  return {
    type: 'Microsoft.App/containerApps',
    apiVersion: apiVersions['Microsoft.App/containerApps'],
    name: app.name,
    location: value(location),
    tags: tagsOf(deployment),
    dependsOn: ['apps', ...(app.mounts?.length ? ['filesMount'] : []), ...(app.dependsOn ?? [])],
    properties: {
      environmentId: environmentId(deployment),
      workloadProfileName: 'Consumption',
      configuration: {
        activeRevisionsMode: 'Single',
        ingress: {
          external: app.external ?? false,
          targetPort: app.port,
          transport: app.transport,
          ...(app.transport === 'tcp' ? { exposedPort: app.port } : { allowInsecure: app.external !== true }),
        },
        secrets: Object.entries(app.secretEnv).map(([name, secret]) => ({ name: secretName(name), value: value(secret) })),
      },
      template: {
        containers: [
          {
            name: 'server',
            image: app.image,
            ...(app.command ? { command: app.command.map((word) => value(word)) } : {}),
            ...(app.args ? { args: app.args.map((word) => value(word)) } : {}),
            env: [
              ...Object.entries(app.env).map(([name, text]) => ({ name, value: value(text) })),
              ...Object.keys(app.secretEnv).map((name) => ({ name, secretRef: secretName(name) })),
            ],
            resources: { cpu: `[json('${app.cpu}')]`, memory: `${app.memory}Gi` },
            probes: [{ type: 'Startup', tcpSocket: { port: app.port }, periodSeconds: 20, failureThreshold: 10 }],
            ...volumeMounts,
          },
        ],
        // One copy: two of them would be two servers.
        scale: { minReplicas: 1, maxReplicas: 1 },
        ...volumes,
      },
    },
  };
}
