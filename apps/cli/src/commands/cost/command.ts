import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { environmentParameter, folderParameter, jsonFlag } from '../folder.ts';

export const costCommand = buildCommand<{ readonly json?: boolean }, [string, string?], CliContext>({
  loader: async () => (await import('./run.ts')).cost,
  parameters: { flags: { json: jsonFlag }, positional: { kind: 'tuple', parameters: [environmentParameter, folderParameter] } },
  docs: { brief: 'What an environment costs a month, with where each price was read' },
});
