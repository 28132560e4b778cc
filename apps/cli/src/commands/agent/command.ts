import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';

export const agentCommand = buildCommand<Readonly<Record<string, never>>, [], CliContext>({
  loader: async () => (await import('./run.ts')).agent,
  parameters: { flags: {} },
  docs: { brief: 'Be an agent of the Agent Client Protocol, over standard input and output' },
});
