import { environmentSettingsSchema } from '@groundwork/blueprint';
import { progressSchema } from '@groundwork/host/progress';
import { cloudPlanSchema } from '@groundwork/provision/cloud-plan';
import { z } from 'zod';
import { request } from '../define.ts';
import { processStates, secretSchema } from './environment.ts';

const name = z.strictObject({ name: z.string().describe('Of the environment') });

const monthly = z.strictObject({ fixed: z.number(), unknown: z.boolean(), usage: z.boolean() }).describe('US dollars a month');

/** An environment of a cloud or cluster, as this folder and this machine know it; no cloud was asked. */
export const cloudEnvironmentSchema = z.strictObject({
  name: z.string(),
  target: z.string(),
  region: z.string().nullable().describe('`null` where the person has their own usual one'),
  declared: z.boolean().describe('It stands in `groundwork.yaml`'),
  underway: z.enum(['deploy', 'destroy']).nullable().describe('What a window asked for and is not done yet'),
  deployed: z
    .strictObject({
      at: z.string().describe('ISO'),
      where: z.string().nullable(),
      cost: monthly,
      items: z.array(z.strictObject({ id: z.string(), kind: z.string(), name: z.string(), title: z.string(), cost: monthly })),
    })
    .nullable()
    .describe('What this machine deployed last'),
  failed: z
    .strictObject({ code: z.string(), message: z.string(), fix: z.string().nullable() })
    .nullable()
    .describe('Why the last deployment or removal from this server did not go well'),
});
export type CloudEnvironment = z.infer<typeof cloudEnvironmentSchema>;

/** What an engine says of an environment now. */
export const cloudStatusSchema = z.strictObject({
  environment: z.string(),
  target: z.string(),
  region: z.string(),
  where: z.string(),
  phase: z.enum(['absent', 'working', 'deployed', 'failed', 'half']),
  services: z.array(
    z.strictObject({
      name: z.string(),
      state: z.enum(processStates),
      url: z.string().nullable(),
      ready: z.int(),
      wanted: z.int(),
      reason: z.string().nullable(),
    }),
  ),
  resources: z.array(z.strictObject({ name: z.string(), state: z.enum(processStates), server: z.string().nullable() })),
  released: z.string().nullable(),
  reason: z.string().nullable(),
  stateful: z.array(z.string()).describe('What holds data, by name'),
});
export type CloudStatus = z.infer<typeof cloudStatusSchema>;

export const cloudDriftSchema = z.strictObject({
  environment: z.string(),
  where: z.string(),
  drifted: z.array(
    z.strictObject({ native: z.string(), drift: z.enum(['changed', 'deleted', 'added']), differences: z.array(z.string()) }),
  ),
  unchecked: z.array(z.string()),
});

export const cloudsRequests = {
  /** Environments of `groundwork.yaml`, and what was deployed under a target's own name. */
  'clouds/list': request(z.strictObject({}), z.array(cloudEnvironmentSchema)),
  /** Writes one into `groundwork.yaml`. `environment.name`, `environment.exists`, `environment.settings`. */
  'clouds/add': request(z.strictObject({ name: z.string(), settings: environmentSettingsSchema }), z.array(cloudEnvironmentSchema)),
  'clouds/remove': request(name, z.array(cloudEnvironmentSchema)),
  /** What deploying would change and cost; changes nothing. */
  'clouds/plan': request(name, cloudPlanSchema),
  /**
   * Deploys. Asking is the consent to the plan that was shown: `plan` is what `clouds/plan` gave, and where that is no longer what would
   * happen it is refused with `deploy.plan_changed`. Goes on when its window is closed; cancelling stops it.
   */
  'clouds/deploy': request(z.strictObject({ name: z.string(), plan: cloudPlanSchema }), cloudStatusSchema),
  /** Removes it; data only where `deleting` names what holds it. */
  'clouds/destroy': request(
    z.strictObject({ name: z.string(), deleting: z.array(z.string()) }),
    z.strictObject({ kept: z.array(z.string()), left: z.array(z.string()) }),
  ),
  'clouds/status': request(name, cloudStatusSchema),
  'clouds/drift': request(name, cloudDriftSchema),
  'clouds/secrets': request(name, z.array(secretSchema)),
  'clouds/setSecret': request(z.strictObject({ name: z.string(), secret: z.string(), value: z.string().min(1) }), z.null()),
  /** Its lines arrive as `logs/lines` under `id`, until `clouds/unfollow` or the window goes. */
  'clouds/follow': request(
    z.strictObject({ id: z.string(), name: z.string(), service: z.string().nullable(), lines: z.int().min(0).max(10_000) }),
    z.null(),
  ),
  'clouds/unfollow': request(z.strictObject({ id: z.string() }), z.null()),
};

export const cloudsNotifications = {
  'clouds/changed': z.strictObject({ environments: z.array(cloudEnvironmentSchema) }),
  'clouds/progress': z.strictObject({ name: z.string(), event: progressSchema }),
};
