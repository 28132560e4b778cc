import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { folderParameter } from '../folder.ts';

export interface McpFlags {
  readonly yes?: boolean;
}

export const mcpCommand = buildCommand<McpFlags, [string?], CliContext>({
  loader: async () => (await import('./run.ts')).mcp,
  parameters: {
    flags: {
      yes: {
        kind: 'boolean',
        brief: 'The assistant may run the commands of the repository without asking first',
        optional: true,
        withNegated: false,
      },
    },
    positional: { kind: 'tuple', parameters: [folderParameter] },
  },
  docs: { brief: 'Give an assistant the tools of a repository, over the Model Context Protocol' },
});
