import { buildCommand, buildRouteMap } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderFlag, jsonFlag } from '../folder.ts';

export interface EnvFlags {
  readonly dir?: string;
  readonly json?: boolean;
}

const text = (brief: string, placeholder: string) => ({ kind: 'parsed', brief, placeholder, optional: true, parse: String }) as const;

/** Flags of `gw env add` that are settings of the same name. */
const settings = {
  region: text('Region of the cloud', 'REGION'),
  account: text('The only AWS account, Google project or Azure subscription it may be deployed to', 'ID'),
  profile: text('Profile of the AWS credentials on this machine', 'NAME'),
  resourceGroup: text('Azure resource group', 'NAME'),
  context: text('Context of the kubeconfig', 'NAME'),
  namespace: text('Kubernetes namespace', 'NAME'),
  registry: text('Registry that images are pushed to', 'HOST/PATH'),
  domain: text('Domain that services get names under', 'DOMAIN'),
} as const;

export type EnvAddFlags = EnvFlags & { readonly target: string } & { readonly [K in keyof typeof settings]?: string };

const nameParameter = { brief: 'Name of the environment', placeholder: 'NAME', parse: String } as const;
const flags = { dir: folderFlag, json: jsonFlag } as const;

const addCommand = buildCommand<EnvAddFlags, [string], CliContext>({
  loader: async () => (await import('./run.ts')).add,
  parameters: {
    flags: {
      target: { kind: 'parsed', brief: 'kubernetes, aws, gcp or azure', placeholder: 'TARGET', parse: String },
      ...settings,
      ...flags,
    },
    positional: { kind: 'tuple', parameters: [nameParameter] },
    aliases: { t: 'target', r: 'region' },
  },
  docs: { brief: 'Write an environment into groundwork.yaml; nothing is made yet' },
});

const listCommand = buildCommand<EnvFlags, [], CliContext>({
  loader: async () => (await import('./run.ts')).list,
  parameters: { flags, positional: { kind: 'tuple', parameters: [] } },
  docs: { brief: 'Environments of this folder, and what was deployed to them from here' },
});

const removeCommand = buildCommand<EnvFlags, [string], CliContext>({
  loader: async () => (await import('./run.ts')).remove,
  parameters: { flags, positional: { kind: 'tuple', parameters: [nameParameter] } },
  docs: { brief: 'Take an environment out of groundwork.yaml; what is deployed stays (gw destroy removes it)' },
});

export const envCommand = buildRouteMap({
  routes: { add: addCommand, list: listCommand, rm: removeCommand },
  docs: { brief: 'Environments: where a repository is deployed to' },
});
