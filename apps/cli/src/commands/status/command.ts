import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export const statusCommand = buildCommand<{ readonly json?: boolean }, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).status,
  parameters: { flags: { json: jsonFlag }, positional: { kind: 'tuple', parameters: [folderParameter] } },
  docs: { brief: 'What runs of a repository on this machine' },
});
