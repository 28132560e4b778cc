import { readRemotes } from '@groundwork/agent';
import { keptDelivery, type ForgeDeployed, type Note } from '@groundwork/churn';
import { byUsualName, findPlace, keptDeploymentsSchema, openForge, readDeployments } from '@groundwork/forge';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { z } from 'zod';

export interface ForgeDeploymentsOptions {
  readonly host: Host;
  readonly env: NodeJS.ProcessEnv;
  readonly environment: string | null;
  /** Reads everything again and keeps nothing. */
  readonly fresh: boolean;
}

export interface ForgeDeployments {
  readonly environment: string | null;
  readonly deployed: readonly ForgeDeployed[];
  readonly notes: readonly Note[];
}

/** Of several projects and environments, so that looking at one does not forget the other. */
const keptSchema = z.array(keptDeploymentsSchema);
const mostKept = 20;

/** Deployments as the forge of the repository's remote has them. It goes over the network, with the person's token. Throws `forge.*`, `churn.no_remote`. */
export async function forgeDeployments(dir: string, { host, env, environment, fresh }: ForgeDeploymentsOptions): Promise<ForgeDeployments> {
  const [remote] = byUsualName(await readRemotes(dir, host.signal));
  if (!remote) throw noRemote(dir);
  const ask = { env, signal: host.signal };
  const place = await findPlace(remote.url, ask);
  const state = fresh ? null : await keptDelivery(dir);
  const before = keptSchema.safeParse(state?.read()).data ?? [];
  const { kept } = await readDeployments(await openForge(place, ask), { environment, kept: before });
  const others = before.filter(({ url, environments }) => url !== kept.url || String(environments) !== String(kept.environments));
  state?.write([kept, ...others].slice(0, mostKept));
  const chosen = environment ?? mostDeployed(kept.deployments.map((each) => each.environment));
  const notes: Note[] = [];
  if (kept.deployments.length === 0)
    notes.push({
      code: 'delivery.none',
      message: `${place.host} knows of no deployment of ${place.project}${environment === null ? '' : ` to ${environment}`}.`,
    });
  if (kept.more) notes.push({ code: 'delivery.older', message: 'There are more deployments than were read: the oldest are left out.' });
  return { environment: chosen, deployed: kept.deployments.filter((each) => each.environment === chosen), notes };
}

function mostDeployed(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? null;
}

const noRemote = (dir: string): GroundworkError =>
  new GroundworkError({
    code: 'churn.no_remote',
    message: 'There is no remote whose forge could be asked for deployments',
    where: dir,
    fix: 'git remote add origin URL, or --deployments tags',
    exit: exitCodes.notPossibleHere,
  });
