import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderFlag } from '../folder.ts';

export interface ConnectFlags {
  readonly print?: boolean;
  readonly dir?: string;
}

export const connectCommand = buildCommand<ConnectFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).connect,
  parameters: {
    flags: {
      print: { kind: 'boolean', brief: 'Print its URL, password included, and nothing else', optional: true, withNegated: false },
      dir: folderFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'A resource or service (default: the only resource)', placeholder: 'RESOURCE', optional: true, parse: String }],
    },
  },
  docs: { brief: 'Open the client of a resource, logged in' },
});
