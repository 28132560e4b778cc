import { silentHost } from '@groundwork/host';
import { deploy, type Engine } from '@groundwork/provision';
import type { Blueprint, EnvironmentSettings } from '@groundwork/blueprint';
import { deploymentOf, pier } from '../harbour.fixture.ts';
import { azure } from '../target.ts';
import type { AzureDouble } from '../testing/cloud/server.ts';
import { pushed } from '../testing/images.ts';

export interface Opening {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly settings?: Partial<EnvironmentSettings>;
  readonly region?: string;
  readonly signal?: AbortSignal;
}

/** The environment `staging` of the harbour, in a double. */
export const openStaging = (
  double: AzureDouble,
  { env = {}, settings = {}, region = 'westeurope', signal = silentHost.signal }: Opening = {},
): Promise<Engine> =>
  azure.open({
    environment: 'staging',
    name: 'harbour',
    region,
    settings: { target: 'azure', ...settings },
    env: { ...double.env, ...env },
    folder: '/nowhere',
    host: { ...silentHost, signal },
  });

export async function deployStaging(
  double: AzureDouble,
  blueprint: Blueprint = pier(),
  { signal, ...settings }: { readonly signal?: AbortSignal } & Parameters<typeof deploymentOf>[1] = {},
): Promise<Engine> {
  const engine = await openStaging(double, signal ? { signal } : {});
  const deployment = deploymentOf(blueprint, settings);
  const host = { ...silentHost, ...(signal ? { signal } : {}) };
  await deploy({ target: azure, engine, deployment, host, buildImages: async () => pushed(deployment) });
  return engine;
}
