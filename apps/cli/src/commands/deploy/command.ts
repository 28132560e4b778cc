import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { environmentParameter, folderParameter, jsonFlag } from '../folder.ts';

export interface DeployFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
}

export const deployCommand = buildCommand<DeployFlags, [string, string?], CliContext>({
  loader: async () => (await import('./run.ts')).deploy,
  parameters: {
    flags: {
      yes: { kind: 'boolean', brief: 'Deploy without asking', optional: true, withNegated: false },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [environmentParameter, folderParameter] },
    aliases: { y: 'yes' },
  },
  docs: {
    brief: 'Build, provision, migrate and release to an environment; what does not become well is rolled back',
    fullDescription: `Shows the plan and asks. Then: network, servers and roles, images, migrations, release, and waiting until it is well.
It can be stopped at any point and run again.`,
  },
});
