import { failedOutcomes, type Deployment } from './deployment.ts';
import type { CommitTime } from './included.ts';
import { mendedWithinDays } from './from-tags.ts';

/** A deployment as a forge has it. */
export interface ForgeDeployed {
  readonly id: number;
  /** Commit that was deployed. */
  readonly revision: string;
  /** ISO, when it ended. */
  readonly at: string;
  /** `degraded`: it came up, and was called failed later. `left`: it was cancelled, or another took its place before it ended. */
  readonly state: 'succeeded' | 'failed' | 'degraded' | 'pending' | 'left';
}

/** What a forge says of a deployment is how its pipeline ended, and seldom what happened to people afterwards. */
export const forgeRules = [
  'A deployment failed when its forge says so: its last status is failure, error or failed. One that was cancelled or has not ended counts as none.',
  'It was rolled back when an older commit was deployed right after it.',
  `It failed later when a deployment within ${mendedWithinDays} days reverts, by its message, a commit it brought.`,
  'What follows a deployment that failed is rework, and the time to what came up next the recovery.',
] as const;

const day = 86_400;

export const hasEnded = ({ state }: ForgeDeployed): boolean => state !== 'pending' && state !== 'left';

/** `deployed`: that have ended, in order of time; `included`: what was first part of each; `reverts`: commit to the one it says it undoes. */
export function deploymentsOfForge(
  deployed: readonly ForgeDeployed[],
  included: readonly (readonly CommitTime[])[],
  reverts: ReadonlyMap<string, string>,
): readonly Deployment[] {
  const rolledBack = rollbacksIn(deployed, included);
  const reverted = revertedIn(deployed, included, reverts);
  const found = deployed.map(({ id, at, revision, state }, index): Deployment => {
    const [back, later] = [rolledBack.get(index), reverted.get(index)];
    const outcome =
      state === 'failed' || state === 'degraded' ? state : back === undefined ? (later ? 'degraded' : 'succeeded') : 'rolled_back';
    const why = outcome === state ? null : back !== undefined ? `${nameOf(deployed[back])} was deployed after it` : (later?.why ?? null);
    return {
      id: String(id),
      at: Date.parse(at) / 1000,
      revision,
      outcome,
      rework: false,
      why,
      back: [...rolledBack.values()].includes(index),
    };
  });
  const mends = new Set([...reverted.values()].map(({ by }) => by));
  return found.map((each, index) => {
    const before = found[index - 1];
    return { ...each, rework: mends.has(index) || each.back === true || (before !== undefined && failedOutcomes.has(before.outcome)) };
  });
}

const nameOf = (deployed: ForgeDeployed | undefined): string => `the older ${deployed?.revision.slice(0, 10) ?? ''}`;

/** Deployments that were up when an older commit took their place, with the deployment of that. */
function rollbacksIn(deployed: readonly ForgeDeployed[], included: readonly (readonly CommitTime[])[]): ReadonlyMap<number, number> {
  // A commit is as old as the first deployment it was part of, and within that its tip is the newest.
  const age = new Map<string, number>();
  for (const [index, commits] of included.entries()) {
    const tip = deployed[index]?.revision;
    for (const { sha } of commits) age.set(sha, sha === tip ? index + 0.5 : index);
  }
  const found = new Map<number, number>();
  let up: number | null = null;
  for (const [index, { revision, state }] of deployed.entries()) {
    if (state === 'failed') continue;
    const [own, before] = [age.get(revision), up === null ? undefined : age.get(deployed[up]?.revision ?? '')];
    if (up !== null && own !== undefined && before !== undefined && own < before) found.set(up, index);
    up = index;
  }
  return found;
}

interface Reverted {
  readonly by: number;
  readonly why: string;
}

function revertedIn(
  deployed: readonly ForgeDeployed[],
  included: readonly (readonly CommitTime[])[],
  reverts: ReadonlyMap<string, string>,
): ReadonlyMap<number, Reverted> {
  const broughtBy = new Map(included.flatMap((commits, index) => commits.map(({ sha }) => [sha, index] as const)));
  const found = new Map<number, Reverted>();
  for (const [by, commits] of included.entries()) {
    for (const { sha } of commits) {
      const undone = reverts.get(sha);
      const of = undone === undefined ? undefined : broughtBy.get(undone);
      if (undone === undefined || of === undefined || of >= by || found.has(of)) continue;
      const seconds = (Date.parse(deployed[by]?.at ?? '') - Date.parse(deployed[of]?.at ?? '')) / 1000;
      if (seconds <= mendedWithinDays * day)
        found.set(of, { by, why: `${sha.slice(0, 10)} in a later one reverts its ${undone.slice(0, 10)}` });
    }
  }
  return found;
}
