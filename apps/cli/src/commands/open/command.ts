import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter } from '../folder.ts';
import { portFlag } from '../serve/command.ts';

export interface OpenFlags {
  readonly port?: number;
  readonly open?: boolean;
}

export const openCommand = buildCommand<OpenFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).openIde,
  parameters: {
    flags: {
      port: portFlag,
      open: { kind: 'boolean', brief: 'Open the browser (default: where there is one)', optional: true },
    },
    positional: { kind: 'tuple', parameters: [folderParameter] },
  },
  docs: { brief: 'Open the IDE on a folder; `gw DIR` is the same' },
});
