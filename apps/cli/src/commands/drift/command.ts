import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { environmentParameter, folderParameter, jsonFlag } from '../folder.ts';

export const driftCommand = buildCommand<{ readonly json?: boolean }, [string, string?], CliContext>({
  loader: async () => (await import('./run.ts')).drift,
  parameters: { flags: { json: jsonFlag }, positional: { kind: 'tuple', parameters: [environmentParameter, folderParameter] } },
  docs: { brief: 'What in an environment is not as it was deployed; ends with 1 when something is not' },
});
