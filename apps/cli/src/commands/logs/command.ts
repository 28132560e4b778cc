import { buildCommand, numberParser } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { environmentFlag, folderFlag, jsonFlag } from '../folder.ts';

export interface LogsFlags {
  readonly follow?: boolean;
  readonly lines?: number;
  readonly dir?: string;
  readonly env?: string;
  readonly json?: boolean;
}

export const logsCommand = buildCommand<LogsFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).logs,
  parameters: {
    flags: {
      follow: { kind: 'boolean', brief: 'Stay and print what comes', optional: true, withNegated: false },
      lines: { kind: 'parsed', brief: 'How many of the last lines (default: 50)', placeholder: 'N', optional: true, parse: numberParser },
      env: environmentFlag,
      dir: folderFlag,
      json: jsonFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [
        {
          brief: 'A service or resource (default: all services), a folder, or an environment',
          placeholder: 'SERVICE',
          optional: true,
          parse: String,
        },
      ],
    },
    aliases: { f: 'follow', n: 'lines' },
  },
  docs: { brief: 'Print what services said' },
});
