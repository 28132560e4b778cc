import type { Blueprint, EnvironmentSettings } from '@groundwork/blueprint';
import { silentHost, type Host } from '@groundwork/host';
import { deploy, type Engine, type Rendered, type TargetContext } from '@groundwork/provision';
import { openEngine } from '../engine/engine.ts';
import type { Patience } from '../engine/rollout.ts';
import { kubernetesTarget } from '../target.ts';
import { deploymentOf, imagesOf } from './bakery.fixture.ts';

export const hurry: Patience = { ms: 60_000, troubleMs: 500, everyMs: 100 };

export interface Wanted {
  readonly kubeconfig: string;
  readonly environment: string;
  readonly blueprint: Blueprint;
  readonly settings?: Partial<EnvironmentSettings>;
  /** Of what all digests consist: `a` is well, `b` cannot be pulled. */
  readonly digit?: string;
  readonly host?: Host;
  readonly patience?: Patience;
}

export const contextOf = ({ kubeconfig, environment, settings = {}, host = silentHost }: Omit<Wanted, 'blueprint'>): TargetContext => ({
  environment,
  settings: { target: 'kubernetes', registry: 'registry.bakery.example', ...settings },
  region: '',
  name: 'bakery',
  env: { KUBECONFIG: kubeconfig, HOME: '/nonexistent' },
  folder: '/nonexistent',
  host,
});

export const engineOf = (wanted: Omit<Wanted, 'blueprint'>): Promise<Engine> => openEngine(contextOf(wanted), wanted.patience ?? hurry);

/** A whole deployment as `gw deploy` does it, its images being there already. */
export async function bake(wanted: Wanted): Promise<Rendered> {
  const engine = await engineOf(wanted);
  const deployment = deploymentOf(wanted.blueprint, { registry: 'registry.bakery.example', ...wanted.settings }, wanted.environment);
  return deploy({
    target: kubernetesTarget,
    engine,
    deployment,
    host: wanted.host ?? silentHost,
    buildImages: async () => imagesOf(deployment, wanted.digit),
  });
}

export const planOf = async (wanted: Wanted) => {
  const deployment = deploymentOf(wanted.blueprint, { registry: 'registry.bakery.example', ...wanted.settings }, wanted.environment);
  const engine = await engineOf(wanted);
  const rendered = kubernetesTarget.render(deployment, {
    images: imagesOf(deployment, wanted.digit),
    given: new Set(await engine.secrets.list()),
  });
  return engine.preview(rendered);
};
