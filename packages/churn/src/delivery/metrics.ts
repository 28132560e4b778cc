import { z } from 'zod';
import { failedOutcomes, type Deployment, type Outcome } from './deployment.ts';
import type { CommitTime } from './included.ts';

const spread = z.strictObject({
  median: z.number().nullable(),
  p90: z.number().nullable(),
  of: z.int().describe('How many it is taken over'),
});

/** The five metrics of DORA (https://dora.dev/guides/dora-metrics-four-keys/) over one stretch of time. Times are in hours. */
export const deliverySchema = z.strictObject({
  from: z.string().describe('Date'),
  to: z.string(),
  deployments: z.int(),
  perWeek: z.number().describe('Deployment frequency'),
  leadTime: spread.describe('From commit to the deployment it was first part of'),
  changeFailureRate: z.strictObject({
    failed: z.int().describe('Distinct deployments that failed; one that failed twice counts once'),
    rate: z.number().nullable(),
  }),
  recovery: spread.describe('From a failed deployment to the next that did not fail'),
  rework: z.strictObject({ deployments: z.int(), rate: z.number().nullable() }).describe('Made to mend what a deployment broke'),
});
export type Delivery = z.infer<typeof deliverySchema>;

const notDelivered: ReadonlySet<Outcome> = new Set(['failed', 'rolled_back']);
const hour = 3600;
const week = 7 * 86_400;

/** `deployments` in order of time, each with the commits that were first part of it. */
export function deliveryOf(
  deployments: readonly Deployment[],
  included: readonly (readonly CommitTime[])[],
  range: { readonly from: number; readonly to: number },
): Delivery {
  const within = deployments.map((deployment, index) => ({ ...deployment, index })).filter(({ at }) => at >= range.from && at < range.to);
  const failed = within.filter(({ outcome }) => failedOutcomes.has(outcome));
  const rework = within.filter((deployment) => deployment.rework);
  // What a deployment brought that did not come up is delivered by the next one that did.
  const leadTimes = within.flatMap(({ at, index, outcome, back }) =>
    notDelivered.has(outcome) || back
      ? []
      : carriedBy(deployments, included, index).map(({ committed }) => Math.max(0, at - committed) / hour),
  );
  const recoveries = failed.flatMap(({ at, index }) => {
    const next = deployments.slice(index + 1).find(({ outcome }) => !failedOutcomes.has(outcome));
    return next ? [(next.at - at) / hour] : [];
  });
  const weeks = Math.max((range.to - range.from) / week, 1 / 7);
  return {
    from: dateOf(range.from),
    to: dateOf(range.to),
    deployments: within.length,
    perWeek: rounded(within.length / weeks),
    leadTime: spreadOf(leadTimes),
    changeFailureRate: { failed: failed.length, rate: ratio(failed.length, within.length) },
    recovery: spreadOf(recoveries),
    rework: { deployments: rework.length, rate: ratio(rework.length, within.length) },
  };
}

function carriedBy(deployments: readonly Deployment[], included: readonly (readonly CommitTime[])[], index: number): readonly CommitTime[] {
  const carried = [...(included[index] ?? [])];
  for (let before = index - 1; before >= 0; before--) {
    const { outcome = 'succeeded', back = false } = deployments[before] ?? {};
    if (!back && !notDelivered.has(outcome)) break;
    carried.push(...(included[before] ?? []));
  }
  return carried.filter(({ merge }) => !merge);
}

function spreadOf(values: readonly number[]): z.infer<typeof spread> {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), of: sorted.length };
}

/** Linear between the two nearest values, as most libraries do (R's type 7). */
function quantile(sorted: readonly number[], at: number): number | null {
  const place = (sorted.length - 1) * at;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined || above === undefined ? null : rounded(below + (above - below) * (place - Math.floor(place)));
}

export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole));
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
export const dateOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
