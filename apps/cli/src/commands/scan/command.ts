import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export interface ScanFlags {
  readonly json?: boolean;
  readonly all?: boolean;
}

export const scanCommand = buildCommand<ScanFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).scan,
  parameters: {
    flags: {
      json: jsonFlag,
      all: { kind: 'boolean', brief: 'Show every variable, command and skipped file', optional: true, withNegated: false },
    },
    positional: { kind: 'tuple', parameters: [folderParameter] },
  },
  docs: { brief: 'Print what a repository needs: services, resources, bindings, questions' },
});
