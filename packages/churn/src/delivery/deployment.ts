import { z } from 'zod';

/** How a deployment ended. `degraded`: it came up and failed later, as whoever recorded it found. */
export const outcomes = ['succeeded', 'failed', 'rolled_back', 'degraded', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

/** One line of what Groundwork records of its own deployments. */
export const recordedDeploymentSchema = z.object({
  id: z.string(),
  at: z.string().describe('ISO, when it ended'),
  environment: z.string(),
  revision: z.string().nullable().describe('Commit that was deployed; `null` where it was none'),
  outcome: z.enum(outcomes),
});
export type RecordedDeployment = z.infer<typeof recordedDeploymentSchema>;

export interface Deployment {
  readonly id: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly revision: string | null;
  readonly outcome: Outcome;
  /** It was made to mend what one before it broke. */
  readonly rework: boolean;
  /** Why its outcome, or that it is rework, is thought to be so; `null` where that was recorded. */
  readonly why: string | null;
  /** It brought back what was there before, and delivers nothing new. */
  readonly back?: boolean;
}

export const failedOutcomes: ReadonlySet<Outcome> = new Set(['failed', 'rolled_back', 'degraded']);
