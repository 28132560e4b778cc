import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter } from '../folder.ts';

export const resetCommand = buildCommand<{ readonly yes?: boolean }, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).reset,
  parameters: {
    flags: { yes: { kind: 'boolean', brief: 'Delete the data without asking', optional: true, withNegated: false } },
    positional: { kind: 'tuple', parameters: [folderParameter] },
    aliases: { y: 'yes' },
  },
  docs: { brief: 'Stop everything and delete the data, secrets and installs that `gw up` made' },
});
