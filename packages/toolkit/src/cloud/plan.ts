import type { Price } from '@groundwork/cost';
import { planDeployment, type CloudPlan, type Preview, type Rendered } from '@groundwork/provision';
import { pricesFor } from './prices.ts';
import { engineOrReason, openEnvironment, type CloudOptions, type OpenEnvironment } from './open.ts';
import { knownImages, repositoryFiles, unusedDockerfiles } from './images.ts';
import { readRecord } from './record.ts';

export interface PlanOptions extends CloudOptions {
  /** Compare with nothing: what a new environment would get. */
  readonly offline?: boolean;
}

/** What deploying a folder to an environment would change there, and cost. Changes nothing. Throws `environment.*`, `target.*`. */
export async function planCloud(folder: string, name: string, options: PlanOptions): Promise<CloudPlan> {
  const open = await openEnvironment(folder, name, options);
  return (await compare(open, options)).plan;
}

export interface ComparedPlan {
  readonly plan: CloudPlan;
  readonly rendered: Rendered;
}

/** The same of an environment that was opened. */
export async function compare(open: OpenEnvironment, { offline = false, env }: PlanOptions): Promise<ComparedPlan> {
  const { deployment, target, dir, environment, region } = open;
  const connected = offline ? null : await engineOrReason(open);
  const engine = connected && 'engine' in connected ? connected.engine : null;
  const given = new Set(engine ? await engine.secrets.list() : []);
  const images = await knownImages(dir, deployment);
  const bare = target.render(deployment, { images, given, leaveOut: true });
  const rendered = { ...bare, notes: [...bare.notes, ...unusedDockerfiles(await repositoryFiles(dir), deployment)] };
  const preview: Preview | null = engine ? await engine.preview(rendered) : null;
  const reason = connected && 'reason' in connected ? connected.reason : null;
  const prices: readonly Price[] = await pricesFor(deployment.target, region, env);
  const plan = planDeployment(deployment, rendered, {
    where: engine?.where ?? null,
    preview,
    uncompared: reason ? { code: reason.code, message: reason.message, fix: reason.fix } : offline ? notAsked : null,
    given,
    prices,
  });
  const before = preview?.fresh === false ? (readRecord(dir, environment.name)?.plan.cost.fixed ?? null) : null;
  return { plan: { ...plan, cost: { ...plan.cost, before } }, rendered };
}

const notAsked = { code: 'plan.offline', message: 'Nothing was compared with what is there', fix: null };
