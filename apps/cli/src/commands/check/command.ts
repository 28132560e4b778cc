import { buildCommand } from '@stricli/core';
import type { Severity } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { folderParameter, jsonFlag } from '../folder.ts';

export interface CheckFlags {
  readonly json?: boolean;
  readonly sarif?: string;
  readonly fix?: boolean;
  readonly severity?: Severity;
}

/** Written out, as loading what knows them is for when it is called. */
const severities: readonly Severity[] = ['error', 'warning', 'info'];

export const checkCommand = buildCommand<CheckFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).check,
  parameters: {
    flags: {
      json: jsonFlag,
      sarif: {
        kind: 'parsed',
        parse: String,
        brief: 'Write a SARIF report to a file, or print it (`-`)',
        placeholder: 'FILE',
        optional: true,
        inferEmpty: true,
      },
      fix: { kind: 'boolean', brief: 'Make the safe fixes, in files without uncommitted changes', optional: true, withNegated: false },
      severity: { kind: 'enum', values: severities, brief: 'Leave out what is less bad', optional: true },
    },
    positional: { kind: 'tuple', parameters: [folderParameter] },
  },
  docs: { brief: 'Say what would fail in a deployment' },
});
