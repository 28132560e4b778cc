import { z } from 'zod';
import type { Json } from '../manifest/manifest.ts';

const managedSchema = z.looseObject({
  manager: z.string().optional(),
  operation: z.string().optional(),
  subresource: z.string().optional(),
  fieldsV1: z.json().optional(),
});

const strings = z.record(z.string(), z.string());

/** What every object of a cluster has. */
export const liveSchema = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().optional(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    resourceVersion: z.string().optional(),
    generation: z.number().optional(),
    creationTimestamp: z.string().nullish(),
    deletionTimestamp: z.string().optional(),
    labels: strings.optional(),
    annotations: strings.optional(),
    managedFields: z.array(managedSchema).optional(),
  }),
});

export type Live = z.infer<typeof liveSchema>;

export const listSchema = z.looseObject({ items: z.array(liveSchema) });

const conditions = z
  .array(z.looseObject({ type: z.string(), status: z.string(), reason: z.string().optional(), message: z.string().optional() }))
  .optional();

const waiting = z.looseObject({ reason: z.string().optional(), message: z.string().optional() });

const containerStatus = z.looseObject({
  name: z.string(),
  ready: z.boolean().optional(),
  restartCount: z.number().optional(),
  image: z.string().optional(),
  state: z
    .looseObject({
      waiting: waiting.optional(),
      terminated: z.looseObject({ exitCode: z.number(), reason: z.string().optional(), message: z.string().optional() }).optional(),
    })
    .optional(),
});

export const podSchema = liveSchema.extend({
  spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })), nodeName: z.string().optional() }),
  status: z
    .looseObject({
      phase: z.string().optional(),
      message: z.string().optional(),
      conditions,
      initContainerStatuses: z.array(containerStatus).optional(),
      containerStatuses: z.array(containerStatus).optional(),
    })
    .optional(),
});

export type Pod = z.infer<typeof podSchema>;

/** What a workload says of itself, whichever kind it is. */
export const workloadSchema = liveSchema.extend({
  spec: z.looseObject({ replicas: z.number().optional(), suspend: z.boolean().optional() }).optional(),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      replicas: z.number().optional(),
      readyReplicas: z.number().optional(),
      updatedReplicas: z.number().optional(),
      availableReplicas: z.number().optional(),
      currentRevision: z.string().optional(),
      updateRevision: z.string().optional(),
      succeeded: z.number().optional(),
      failed: z.number().optional(),
      conditions,
    })
    .optional(),
});

export type Workload = z.infer<typeof workloadSchema>;

export const secretSchema = liveSchema.extend({ data: strings.optional() });
export const configSchema = liveSchema.extend({ data: strings.optional() });

export const leaseSchema = liveSchema.extend({
  spec: z.looseObject({
    holderIdentity: z.string().nullish(),
    leaseDurationSeconds: z.number().nullish(),
    renewTime: z.string().nullish(),
  }),
});

export const statusSchema = z.looseObject({
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().optional(),
  details: z
    .looseObject({
      name: z.string().optional(),
      kind: z.string().optional(),
      retryAfterSeconds: z.number().optional(),
      causes: z
        .array(z.looseObject({ reason: z.string().optional(), message: z.string().optional(), field: z.string().optional() }))
        .optional(),
    })
    .optional(),
});

export type ApiStatus = z.infer<typeof statusSchema>;

/** A live object as plain JSON. */
export const jsonOf = (live: Live): Json => z.json().parse(live);
