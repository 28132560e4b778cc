import { z } from 'zod';
import type { Note } from '../repository/note.ts';
import type { Repository } from '../repository/repository.ts';
import type { Deployment } from './deployment.ts';
import type { History } from '../history/history.ts';
import { deploymentsOfForge, forgeRules, hasEnded, type ForgeDeployed } from './from-forge.ts';
import { deploymentsOfTags, tagRules } from './from-tags.ts';
import { firstIncluded, type CommitTime, type Linked } from './included.ts';
import { dateOf, deliveryOf, deliverySchema } from './metrics.ts';
import { mendsIn, revertsIn } from './mends.ts';
import { recordedDeployments } from './recorded.ts';
import { tagsOf, type Tag } from './tags.ts';

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

/** What was deployed, from where it is known, and the commits that were first part of each. */
export type Releases = {
  readonly environment: string | null;
  readonly included: readonly (readonly CommitTime[])[];
  readonly notes: readonly Note[];
} & (
  | { readonly source: 'groundwork'; readonly deployments: readonly Deployment[] }
  | { readonly source: 'forge'; readonly deployments: readonly ForgeDeployed[] }
  | { readonly source: 'tags'; readonly deployments: readonly Tag[] }
);

/** Reads what Groundwork recorded, else a forge's deployments, else tags. `known`: commits that lead to the head. */
export async function readReleases(
  repository: Repository,
  known: ReadonlyMap<string, Linked>,
  { forge = null, environment: asked = null, deployments: wanted = null }: DeliveryOptions = {},
): Promise<Releases> {
  const included = (deployments: readonly { readonly revision: string | null }[]): Promise<Releases['included']> =>
    firstIncluded(
      repository,
      deployments.map(({ revision }) => revision),
      known,
    );
  const { deployments: recorded, environment, notes } = recordedDeployments(repository.path, asked);
  if (wanted === 'groundwork' || (wanted === null && recorded.length > 0))
    return { source: 'groundwork', environment, deployments: recorded, included: await included(recorded), notes };
  if (wanted === 'forge' || (wanted === null && forge && forge.deployed.length > 0)) {
    const deployed = (forge?.deployed ?? []).filter(hasEnded);
    return { source: 'forge', environment: forge?.environment ?? null, deployments: deployed, included: await included(deployed), notes };
  }
  const tags = tagsOf(await repository.refs()).filter(({ version }) => version && !version.pre);
  return { source: 'tags', environment: null, deployments: tags, included: await included(tags), notes };
}

/** DORA's metrics; `null` where nothing was deployed. Commits come from the repository, so lead times are known whatever the source. */
export function delivery(history: History, releases: Releases): DeliveryReport | null {
  const { source, environment, included } = releases;
  return reportOf({ source, environment, included, deployments: deploymentsOf(history, releases) });
}

function deploymentsOf(history: History, { source, deployments, included }: Releases): readonly Deployment[] {
  switch (source) {
    case 'groundwork':
      return deployments;
    case 'forge':
      return deploymentsOfForge(deployments, included, revertsIn(history));
    case 'tags':
      return deploymentsOfTags(deployments, included, mendsIn(history));
  }
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
