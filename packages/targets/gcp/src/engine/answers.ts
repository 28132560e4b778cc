import { z } from 'zod';

const blueprintSchema = z.object({ gcsSource: z.string().default('') });
export const tfErrorSchema = z.object({
  resourceAddress: z.string().default(''),
  httpResponseCode: z.number().default(0),
  errorDescription: z.string().default(''),
});

/** https://cloud.google.com/infrastructure-manager/docs/reference/rest/v1/projects.locations.deployments */
export const deploymentSchema = z.object({
  name: z.string().default(''),
  state: z.string().default('STATE_UNSPECIFIED'),
  stateDetail: z.string().default(''),
  latestRevision: z.string().optional(),
  updateTime: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
  terraformBlueprint: blueprintSchema.optional(),
  tfErrors: z.array(tfErrorSchema).default([]),
});

export const revisionSchema = z.object({
  name: z.string().default(''),
  state: z.string().default(''),
  stateDetail: z.string().default(''),
  createTime: z.string().optional(),
  terraformBlueprint: blueprintSchema.optional(),
  tfErrors: z.array(tfErrorSchema).default([]),
  applyResults: z.object({ outputs: z.record(z.string(), z.object({ value: z.json().optional() })).default({}) }).optional(),
});

const valueSchema = z.object({
  path: z.string().default(''),
  before: z.json().optional(),
  after: z.json().optional(),
  beforeSensitivePaths: z.array(z.string()).default([]),
  afterSensitivePaths: z.array(z.string()).default([]),
});
export const previewSchema = z.object({
  name: z.string().default(''),
  state: z.string().default(''),
  tfErrors: z.array(tfErrorSchema).default([]),
  errorStatus: z.object({ message: z.string().default('') }).optional(),
});
export const changesSchema = z.object({
  resourceChanges: z
    .array(
      z.object({
        terraformInfo: z.object({ address: z.string().default('') }).default({ address: '' }),
        intent: z.string().default(''),
        propertyChanges: z.array(valueSchema).default([]),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});
export const driftsSchema = z.object({
  resourceDrifts: z
    .array(
      z.object({
        terraformInfo: z.object({ address: z.string().default('') }).default({ address: '' }),
        propertyDrifts: z.array(valueSchema).default([]),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});
export const resourcesSchema = z.object({
  resources: z
    .array(
      z.object({ terraformInfo: z.object({ address: z.string().default('') }).default({ address: '' }), state: z.string().default('') }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});

export type ManagedDeployment = z.infer<typeof deploymentSchema>;
export type PropertyDifference = z.infer<typeof valueSchema>;
