import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { environmentFlag, folderParameter, jsonFlag } from '../folder.ts';

export const statusCommand = buildCommand<{ readonly json?: boolean; readonly env?: string }, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).status,
  parameters: { flags: { env: environmentFlag, json: jsonFlag }, positional: { kind: 'tuple', parameters: [folderParameter] } },
  docs: { brief: 'What runs of a repository on this machine, or in an environment' },
});
