import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter } from '../folder.ts';
import { portFlag } from '../serve/command.ts';

/** What shows the IDE: the shell that comes with us, or an installed code-server. */
export const engines = ['built-in', 'code-server'] as const;
export type Engine = (typeof engines)[number];

export interface OpenFlags {
  readonly port?: number;
  readonly open?: boolean;
  readonly engine?: Engine;
}

export const openCommand = buildCommand<OpenFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).openIde,
  parameters: {
    flags: {
      port: portFlag,
      engine: { kind: 'enum', values: engines, brief: 'What shows the IDE (default: built-in)', optional: true },
      open: { kind: 'boolean', brief: 'Open the browser (default: where there is one)', optional: true },
    },
    positional: { kind: 'tuple', parameters: [folderParameter] },
  },
  docs: { brief: 'Open the IDE on a folder; `gw DIR` is the same' },
});
