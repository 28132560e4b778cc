import { z } from 'zod';

/** Clouds and clusters a blueprint can be deployed to; `local` is not one of them. */
export const cloudTargets = ['kubernetes', 'aws', 'gcp', 'azure'] as const;

export type CloudTarget = (typeof cloudTargets)[number];

/** How the server of a resource comes about: the cloud's own, a container of ours, an operator of the cluster, or one there is already. */
export const servings = ['managed', 'container', 'operator', 'external'] as const;

const serviceSettings = z.strictObject({
  cpu: z.number().positive().optional().describe('vCPU of one copy'),
  memory: z.int().positive().optional().describe('MiB of one copy'),
  replicas: z
    .union([z.int().min(0), z.strictObject({ min: z.int().min(0), max: z.int().min(1) })])
    .optional()
    .describe('How many copies run; with `min` and `max` as many as the load asks for'),
  public: z.boolean().optional().describe('Whether it is reached from outside; what listens for people is by default'),
  domain: z.string().optional().describe('Its name on the internet'),
  gpu: z
    .strictObject({ type: z.string().optional(), count: z.int().min(0).optional() })
    .optional()
    .describe('Which accelerator, in the words of the target, and how many'),
  endpoint: z
    .enum(['sagemaker'])
    .optional()
    .describe(
      'What answers for a model instead of a container service; on AWS `sagemaker`, for code that answers `GET /ping` and `POST /invocations`',
    ),
  env: z.record(z.string(), z.string()).optional().describe('Values of variables here, that are no secrets'),
  dockerfile: z.string().optional().describe('Dockerfile of the repository that its image is built by, instead of one made from the code'),
  context: z.string().optional().describe('Folder that Dockerfile is built in; its own when left out'),
});

const resourceSettings = z.strictObject({
  size: z.string().optional().describe('Size of its server in the words of the target: `db.t4g.small`'),
  storage: z.int().positive().optional().describe('GiB'),
  highAvailability: z.boolean().optional().describe('A second server stands by'),
  backupDays: z.int().min(0).max(35).optional().describe('How long backups are kept'),
  serving: z.enum(servings).optional().describe('How its server comes about'),
});

/** One environment of `groundwork.yaml`: where it is, and what differs there from what is usual. Holds no secret. */
export const environmentSettingsSchema = z.strictObject({
  target: z.enum(cloudTargets).describe('Where it is'),
  region: z.string().optional().describe('Region of a cloud'),
  account: z.string().optional().describe('The only AWS account, Google project or Azure subscription it may be deployed to'),
  profile: z.string().optional().describe('Profile of the AWS credentials on this machine'),
  resourceGroup: z.string().optional().describe('Azure resource group; made where it is missing'),
  context: z.string().optional().describe('Context of the kubeconfig'),
  namespace: z.string().optional().describe('Kubernetes namespace'),
  ingressClass: z.string().optional().describe('Class of the Kubernetes Ingress controller, where it is not the default one'),
  gateway: z.string().optional().describe('Kubernetes Gateway that routes are attached to instead of an Ingress: `namespace/name`'),
  issuer: z.string().optional().describe('ClusterIssuer of cert-manager that certificates are asked from'),
  registry: z.string().optional().describe('Registry that images are pushed to: `ghcr.io/harbour`'),
  domain: z.string().optional().describe('Domain that services get names under'),
  services: z.record(z.string(), serviceSettings).optional().describe('Service to what differs'),
  resources: z.record(z.string(), resourceSettings).optional().describe('Resource to what differs'),
});

export type EnvironmentSettings = z.infer<typeof environmentSettingsSchema>;
export type ServiceSettings = z.infer<typeof serviceSettings>;
export type ResourceSettings = z.infer<typeof resourceSettings>;
