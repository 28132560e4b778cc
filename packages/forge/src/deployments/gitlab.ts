import { z } from 'zod';
import type { Forge, Subject } from '../request/forge.ts';
import { pages, perPage } from '../request/request.ts';
import { mostPages, type DeploymentsRead, type DeploymentState, type ForgeDeployment } from './deployment.ts';

/** https://docs.gitlab.com/api/deployments/#list-project-deployments */
const deployment = z.object({
  id: z.int(),
  sha: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullish(),
  status: z.string(),
  environment: z.object({ name: z.string() }).nullish(),
  deployable: z.object({ finished_at: z.string().nullish() }).nullish(),
});

const states: Readonly<Record<string, DeploymentState>> = { success: 'succeeded', failed: 'failed', canceled: 'left', skipped: 'left' };

/** What changed since, in the order in which it did. */
export async function deploymentsOnGitLab(
  forge: Forge,
  environments: readonly string[] | null,
  { until, subject }: { readonly until: string | null; readonly subject: Subject },
): Promise<DeploymentsRead> {
  const found: ForgeDeployment[] = [];
  let [latest, more] = [until, false];
  for (const environment of environments ?? [null]) {
    const asked = new URLSearchParams({ order_by: 'updated_at', sort: 'asc', per_page: String(perPage) });
    if (environment !== null) asked.set('environment', environment);
    if (until !== null) asked.set('updated_after', until);
    const path = `/projects/${encodeURIComponent(forge.place.project)}/deployments?${asked.toString()}`;
    const read = await pages({ path, schema: deployment, subject }, forge, { most: mostPages });
    found.push(...read.items.map(ofGitLab));
    more ||= read.more;
    for (const { updated_at: updated } of read.items) if (updated && (latest === null || updated > latest)) latest = updated;
  }
  return { deployments: found, until: latest, more };
}

const ofGitLab = ({
  id,
  sha,
  created_at: created,
  updated_at: updated,
  status,
  environment,
  deployable,
}: z.infer<typeof deployment>): ForgeDeployment => ({
  id,
  revision: sha,
  environment: environment?.name ?? '',
  at: deployable?.finished_at ?? updated ?? created,
  state: states[status] ?? 'pending',
});
