import type { Forge, Subject } from '../request/forge.ts';
import { noToken } from '../request/refused.ts';
import type { KeptDeployments } from './deployment.ts';
import { deploymentsOnGitHub } from './github.ts';
import { deploymentsOnGitLab } from './gitlab.ts';

export interface ReadDeployments {
  /** Everything that is known now, by when it ended. */
  readonly kept: KeptDeployments;
  /** Read this time. */
  readonly read: number;
}

/** As most call the environment that counts; the second is what hosts of sites write. */
const usual = ['production', 'Production'];

/**
 * Deployments of a project as its forge has them: of one environment, or of production, or of all where there is no such. Only what is
 * new since `kept` is read. Throws `forge.*`; GitHub tells nobody without a token.
 */
export async function readDeployments(
  forge: Forge,
  { environment, kept }: { readonly environment: string | null; readonly kept: readonly KeptDeployments[] },
): Promise<ReadDeployments> {
  const subject: Subject = { name: 'its deployments', right: 'read deployments', url: forge.place.url };
  if (forge.place.forge === 'github' && forge.token === null) throw noToken(forge, subject);
  if (environment !== null) return readOf(forge, [environment], { kept, subject });
  const production = await readOf(forge, usual, { kept, subject });
  return production.kept.deployments.length > 0 ? production : readOf(forge, null, { kept, subject });
}

async function readOf(
  forge: Forge,
  environments: readonly string[] | null,
  { kept, subject }: { readonly kept: readonly KeptDeployments[]; readonly subject: Subject },
): Promise<ReadDeployments> {
  const before = kept.find((each) => each.url === forge.place.url && String(each.environments) === String(environments));
  const known = before?.deployments ?? [];
  const now =
    forge.place.forge === 'github'
      ? await deploymentsOnGitHub(forge, environments, { known, subject })
      : await deploymentsOnGitLab(forge, environments, { until: before?.until ?? null, subject });
  const all = new Map([...known, ...now.deployments].map((each) => [each.id, each]));
  const deployments = [...all.values()].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.id - b.id);
  return {
    kept: {
      version: 1,
      url: forge.place.url,
      environments: environments && [...environments],
      until: now.until,
      more: now.more || (before?.more ?? false),
      deployments,
    },
    read: now.deployments.length,
  };
}
