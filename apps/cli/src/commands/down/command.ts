import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export const downCommand = buildCommand<{ readonly json?: boolean }, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).down,
  parameters: { flags: { json: jsonFlag }, positional: { kind: 'tuple', parameters: [folderParameter] } },
  docs: { brief: 'Stop what `gw up` left running; the data stays' },
});
