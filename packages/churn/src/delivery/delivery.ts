import { z } from 'zod';
import type { Note } from '../repository/note.ts';
import { openRepository, type Repository } from '../repository/repository.ts';
import type { Deployment } from './deployment.ts';
import type { History } from '../history/history.ts';
import { deploymentsOfForge, forgeRules, hasEnded, type ForgeDeployed } from './from-forge.ts';
import { deploymentsOfTags, tagRules } from './from-tags.ts';
import { firstIncluded, type CommitTime } from './included.ts';
import { dateOf, deliveryOf, deliverySchema } from './metrics.ts';
import { mendsIn, revertsIn } from './mends.ts';
import { recordedDeployments } from './recorded.ts';
import { tagsOf } from './tags.ts';

/** Where deployments are known from, the surest first. */
export const deliverySources = ['groundwork', 'forge', 'tags'] as const;

export const deliveryReportSchema = z.strictObject({
  source: z.enum(deliverySources),
  environment: z.string().nullable().describe('`null` for tags'),
  estimate: z.boolean().describe('Outcomes were not recorded: change failure rate, recovery and rework follow from `rules`'),
  rules: z.array(z.string()),
  last: deliverySchema.describe('The last 12 months before the newest deployment'),
  years: z.array(deliverySchema),
  recent: z.array(
    z.strictObject({
      id: z.string(),
      date: z.string(),
      outcome: z.string(),
      rework: z.boolean(),
      commits: z.int().describe('That were first part of it'),
      why: z.string().nullable(),
    }),
  ),
});
export type DeliveryReport = z.infer<typeof deliveryReportSchema>;

export interface DeliveryOptions {
  /** Of a forge's API, already read. They count where they were asked for, whatever else there is. */
  readonly forge?: { readonly environment: string | null; readonly deployed: readonly ForgeDeployed[] } | null;
  /** The one to take; by default what was recorded, else a forge's, else tags. */
  readonly deployments?: (typeof deliverySources)[number] | null;
  /** Which environment counts as production; by default the one deployed to most often. */
  readonly environment?: string | null;
}

const year = 365 * 86_400;

/**
 * DORA's metrics, from what Groundwork recorded, else a forge's deployments, else tags; `null` where there is none of them.
 * Commits come from the repository, so lead times are known for all three.
 */
export async function delivery(
  folder: string,
  history: History,
  { forge = null, environment = null, deployments: wanted = null }: DeliveryOptions = {},
): Promise<{ readonly report: DeliveryReport | null; readonly notes: readonly Note[] }> {
  const repository = await openRepository(folder, { state: null });
  try {
    const recorded = recordedDeployments(folder, environment);
    if (wanted === 'groundwork' || (wanted === null && recorded.deployments.length > 0)) {
      const { deployments, environment: name, notes } = recorded;
      const included = await includedIn(repository, deployments);
      return { report: reportOf({ source: 'groundwork', environment: name, deployments, included }), notes };
    }
    if (wanted === 'forge' || (wanted === null && forge && forge.deployed.length > 0)) {
      const deployed = (forge?.deployed ?? []).filter(hasEnded);
      const included = await includedIn(repository, deployed);
      const deployments = deploymentsOfForge(deployed, included, revertsIn(history));
      return {
        report: reportOf({ source: 'forge', environment: forge?.environment ?? null, deployments, included }),
        notes: recorded.notes,
      };
    }
    const tags = (await tagsOf(folder)).filter(({ version }) => version && !version.pre);
    const included = await includedIn(repository, tags);
    const deployments = deploymentsOfTags(tags, included, mendsIn(history));
    return { report: reportOf({ source: 'tags', environment: null, deployments, included }), notes: recorded.notes };
  } finally {
    repository.close();
  }
}

function includedIn(
  repository: Repository,
  deployments: readonly { readonly revision: string | null }[],
): Promise<readonly (readonly CommitTime[])[]> {
  return firstIncluded(
    repository,
    deployments.map(({ revision }) => revision),
  );
}

interface Known {
  readonly source: (typeof deliverySources)[number];
  readonly environment: string | null;
  readonly deployments: readonly Deployment[];
  readonly included: readonly (readonly CommitTime[])[];
}

const rules: Readonly<Record<(typeof deliverySources)[number], readonly string[]>> = { groundwork: [], forge: forgeRules, tags: tagRules };

function reportOf({ source, environment, deployments, included }: Known): DeliveryReport | null {
  if (deployments.length === 0) return null;
  const [first, last] = [deployments[0]?.at ?? 0, deployments.at(-1)?.at ?? 0];
  const years: DeliveryReport['years'] = [];
  for (let name = new Date(first * 1000).getUTCFullYear(); name <= new Date(last * 1000).getUTCFullYear(); name++) {
    const to = Math.min(Date.UTC(name + 1, 0) / 1000, last + 1);
    years.push(deliveryOf(deployments, included, { from: Math.max(Date.UTC(name, 0) / 1000, first), to }));
  }
  const recent = deployments.map(({ id, at, outcome, rework, why }, index) => ({
    id,
    date: dateOf(at),
    outcome,
    rework,
    commits: included[index]?.length ?? 0,
    why,
  }));
  return {
    source,
    environment,
    estimate: source !== 'groundwork',
    rules: [...rules[source]],
    last: deliveryOf(deployments, included, { from: Math.max(first, last - year), to: last + 1 }),
    years,
    recent: recent.slice(-20),
  };
}
