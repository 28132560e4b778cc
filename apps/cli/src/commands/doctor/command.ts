import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export const doctorCommand = buildCommand<{ readonly json?: boolean }, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).doctor,
  parameters: { flags: { json: jsonFlag }, positional: { kind: 'tuple', parameters: [folderParameter] } },
  docs: { brief: 'What this machine has and lacks for a repository, with the commands that get it' },
});
