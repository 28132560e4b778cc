import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export interface UpFlags {
  readonly detach?: boolean;
  readonly watch?: boolean;
  readonly yes?: boolean;
  readonly install?: boolean;
  readonly json?: boolean;
}

export const upCommand = buildCommand<UpFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).up,
  parameters: {
    flags: {
      detach: { kind: 'boolean', brief: 'Return once it is up and leave it running until `gw down`', optional: true, withNegated: false },
      watch: {
        kind: 'boolean',
        brief: 'Restart services as their files change, and bring up what the code newly asks for',
        optional: true,
        withNegated: false,
      },
      yes: { kind: 'boolean', brief: 'Run the commands of the repository without asking', optional: true, withNegated: false },
      install: {
        kind: 'boolean',
        brief: "Install missing servers with the system's package manager without asking",
        optional: true,
        withNegated: false,
      },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [folderParameter] },
    aliases: { d: 'detach', w: 'watch', y: 'yes' },
  },
  docs: { brief: 'Bring a repository up on this machine, with real services' },
});
