import { value } from '../arm/expression.ts';
import type { ArmResource, Json } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location } from '../foundations/environment.ts';
import { tagNames, tagsOf } from '../foundations/tags.ts';
import { environmentId } from '../resources/container-app.ts';
import { identityOf, pullingAs } from './identity.ts';
import { programOf, type Running } from './app.ts';
import { mounted } from './volumes.ts';

export interface JobWanted {
  readonly name: string;
  readonly command: string | null;
  /** When it runs, UTC; by hand where it is `null`. */
  readonly schedule: string | null;
}

/** A week: a training takes long, and what hangs is ended all the same. */
const longest = 604_800;

/** A program that ends, as a Container Apps job. */
export function jobOf(running: Running, { name, command, schedule }: JobWanted): ArmResource {
  const { deployed, deployment, container, size } = running;
  const once: Json = { parallelism: 1, replicaCompletionCount: 1 };
  return {
    type: 'Microsoft.App/jobs',
    apiVersion: apiVersions['Microsoft.App/jobs'],
    name,
    location: value(location),
    tags: { ...tagsOf(deployment), [tagNames.service]: deployed.name },
    identity: identityOf(deployed),
    properties: {
      environmentId: environmentId(deployment),
      workloadProfileName: size.profile.name,
      configuration: {
        ...(schedule === null
          ? { triggerType: 'Manual', manualTriggerConfig: once }
          : { triggerType: 'Schedule', scheduleTriggerConfig: { ...once, cronExpression: schedule } }),
        replicaTimeout: longest,
        replicaRetryLimit: 0,
        registries: pullingAs(deployed, deployment),
        secrets: [...container.secrets],
      },
      template: {
        containers: [programOf(running, command === null ? null : ['sh', '-c', command])],
        ...mounted(container.mounts).volumes,
      },
    },
  };
}

/** Name of the job that migrates before a service is released. */
export const releaseJobName = (id: string): string => `${id}-release`;
