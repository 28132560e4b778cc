import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter } from '../folder.ts';

export interface LspFlags {
  readonly stdio?: boolean;
}

export const lspCommand = buildCommand<LspFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).lsp,
  parameters: {
    flags: {
      stdio: {
        kind: 'boolean',
        brief: 'Over standard input and output; the only way there is, for editors that say it',
        optional: true,
        withNegated: false,
      },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ ...folderParameter, brief: 'Folder of the repository (default: the one the editor opens)' }],
    },
  },
  docs: { brief: 'Speak the Language Server Protocol with an editor' },
});
