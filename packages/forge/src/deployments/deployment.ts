import { z } from 'zod';

/**
 * How a deployment stands at its forge. `degraded`: it had come up before it was called failed; `pending`: it has not ended;
 * `left`: it was cancelled, or another one took its place before it ended.
 */
export const deploymentStates = ['succeeded', 'failed', 'degraded', 'pending', 'left'] as const;
export type DeploymentState = (typeof deploymentStates)[number];

export const forgeDeploymentSchema = z.strictObject({
  id: z.int(),
  revision: z.string().describe('Commit that was deployed'),
  environment: z.string(),
  at: z.string().describe('ISO, when it ended; when it was begun where it has not'),
  state: z.enum(deploymentStates),
});
export type ForgeDeployment = z.infer<typeof forgeDeploymentSchema>;

/** What was read of a project once, so that the next time only what is new is. */
export const keptDeploymentsSchema = z.strictObject({
  version: z.literal(1),
  url: z.string().describe('Of the project'),
  environments: z.array(z.string()).nullable().describe('That were asked for; `null` for all'),
  until: z.string().nullable().describe('Everything that changed before is known; GitLab only'),
  more: z.boolean().describe('There are older ones that were not read'),
  deployments: z.array(forgeDeploymentSchema),
});
export type KeptDeployments = z.infer<typeof keptDeploymentsSchema>;

/** Pages of a hundred; what is older than that is left out, and said so. */
export const mostPages = 50;

export interface DeploymentsRead {
  readonly deployments: readonly ForgeDeployment[];
  readonly until: string | null;
  /** There are older ones that were not read. */
  readonly more: boolean;
}

/** Whether nothing is to be expected of a deployment any more. */
export const isSettled = ({ state }: ForgeDeployment): boolean => state !== 'pending';
