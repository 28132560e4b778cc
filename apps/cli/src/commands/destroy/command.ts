import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { environmentParameter, folderParameter, jsonFlag } from '../folder.ts';

export interface DestroyFlags {
  readonly yes?: boolean;
  readonly delete?: readonly string[];
  readonly json?: boolean;
}

export const destroyCommand = buildCommand<DestroyFlags, [string, string?], CliContext>({
  loader: async () => (await import('./run.ts')).destroy,
  parameters: {
    flags: {
      yes: { kind: 'boolean', brief: 'Remove without asking; data stays unless it is named', optional: true, withNegated: false },
      delete: {
        kind: 'parsed',
        brief: 'A resource to delete with its data; can be repeated',
        placeholder: 'NAME',
        optional: true,
        variadic: true,
        parse: String,
      },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [environmentParameter, folderParameter] },
    aliases: { y: 'yes' },
  },
  docs: { brief: 'Remove an environment; data goes only where its name is typed' },
});
