import { buildCommand, buildRouteMap } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { environmentFlag, folderFlag, jsonFlag } from '../folder.ts';

export interface SecretsFlags {
  readonly dir?: string;
  readonly env?: string;
  readonly json?: boolean;
}

const nameParameter = { brief: 'Name of the variable', placeholder: 'NAME', parse: String } as const;
const flags = { env: environmentFlag, dir: folderFlag, json: jsonFlag } as const;

const setCommand = buildCommand<SecretsFlags, [string], CliContext>({
  loader: async () => (await import('./run.ts')).set,
  parameters: { flags, positional: { kind: 'tuple', parameters: [nameParameter] } },
  docs: { brief: 'Keep a value for this folder, typed unseen or read from standard input' },
});

const listCommand = buildCommand<SecretsFlags, [], CliContext>({
  loader: async () => (await import('./run.ts')).list,
  parameters: { flags, positional: { kind: 'tuple', parameters: [] } },
  docs: { brief: 'Names of what was given and of what the code asks for; never a value' },
});

const removeCommand = buildCommand<SecretsFlags, [string], CliContext>({
  loader: async () => (await import('./run.ts')).remove,
  parameters: { flags, positional: { kind: 'tuple', parameters: [nameParameter] } },
  docs: { brief: 'Forget a value' },
});

export const secretsCommand = buildRouteMap({
  routes: { set: setCommand, list: listCommand, rm: removeCommand },
  docs: { brief: 'Keys of outside services, kept privately for one folder, or by the secret store of an environment' },
});
