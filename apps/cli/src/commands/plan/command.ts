import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { environmentParameter, folderParameter, jsonFlag } from '../folder.ts';

export interface PlanFlags {
  readonly offline?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

export const planCommand = buildCommand<PlanFlags, [string, string?], CliContext>({
  loader: async () => (await import('./run.ts')).plan,
  parameters: {
    flags: {
      offline: { kind: 'boolean', brief: 'Compare with nothing: what a new environment would get', optional: true, withNegated: false },
      all: { kind: 'boolean', brief: 'Show what stays as it is, the native parts and every price', optional: true, withNegated: false },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [environmentParameter, folderParameter] },
  },
  docs: {
    brief: 'What deploying would change in an environment, and cost',
    fullDescription: `Reads the repository, asks the cloud or cluster what would change, and changes nothing.

  gw plan aws                 the target's own name needs no environment
  gw plan staging             an environment of groundwork.yaml (gw env add)
  gw plan aws --offline       without an account`,
  },
});
