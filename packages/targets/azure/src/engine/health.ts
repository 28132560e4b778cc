import type { ProcessState } from '@groundwork/provision';
import { z } from 'zod';
import { apiVersion, pathOf, type Place } from './place.ts';

const appSchema = z.looseObject({
  properties: z.looseObject({
    provisioningState: z.string().nullish(),
    latestRevisionName: z.string().nullish(),
    latestReadyRevisionName: z.string().nullish(),
    configuration: z
      .looseObject({ ingress: z.looseObject({ external: z.boolean().nullish(), fqdn: z.string().nullish() }).nullish() })
      .nullish(),
    template: z.looseObject({ scale: z.looseObject({ minReplicas: z.number().nullish() }).nullish() }).nullish(),
  }),
});
const revisionSchema = z.looseObject({
  properties: z.looseObject({
    healthState: z.string().nullish(),
    runningState: z.string().nullish(),
    provisioningState: z.string().nullish(),
    provisioningError: z.string().nullish(),
    replicas: z.number().nullish(),
    runningStateDetails: z.string().nullish(),
  }),
});

export interface AppHealth {
  readonly state: ProcessState;
  readonly url: string | null;
  readonly ready: number;
  readonly wanted: number;
  readonly reason: string | null;
}

/** How the newest revision of an app stands. */
export async function appHealth(place: Place, id: string): Promise<AppHealth> {
  const path = pathOf(place, `Microsoft.App/containerApps/${id}`);
  const app = await place.client.get(path, apiVersion.apps, appSchema);
  if (!app) return { state: 'stopped', url: null, ready: 0, wanted: 0, reason: 'it is not there' };
  const { latestRevisionName, provisioningState, configuration, template } = app.properties;
  const { fqdn, external } = configuration?.ingress ?? {};
  const url = fqdn && external ? `https://${fqdn}` : null;
  const wanted = template?.scale?.minReplicas ?? 0;
  if (/failed/i.test(provisioningState ?? '') || !latestRevisionName)
    return {
      state: /failed/i.test(provisioningState ?? '') ? 'failed' : 'starting',
      url,
      ready: 0,
      wanted,
      reason: 'Azure could not make its revision',
    };
  const revision = await place.client.get(`${path}/revisions/${latestRevisionName}`, apiVersion.apps, revisionSchema);
  const found = revision?.properties;
  const ready = found?.healthState === 'Healthy' ? (found.replicas ?? wanted) : 0;
  return { state: stateOf(found, wanted), url, ready, wanted, reason: reasonOf(found) };
}

type Revision = z.infer<typeof revisionSchema>['properties'];

function stateOf(revision: Revision | undefined, wanted: number): ProcessState {
  if (!revision) return 'starting';
  const { healthState, runningState, provisioningState } = revision;
  if (/^(?:Failed|Degraded)$/.test(runningState ?? '') || /failed/i.test(provisioningState ?? '')) return 'failed';
  // What nobody asks of runs nowhere, and is well all the same.
  if (wanted === 0 && /^(?:ScaledToZero|Stopped)$/.test(runningState ?? '')) return 'ready';
  if (healthState === 'Healthy' && /^(?:Running|RunningAtMaxScale|Activating)$/.test(runningState ?? 'Running')) return 'ready';
  return 'starting';
}

function reasonOf(revision: Revision | undefined): string | null {
  const said = revision?.provisioningError || revision?.runningStateDetails;
  return said ? (said.split(/\r?\n/)[0] ?? null) : null;
}
