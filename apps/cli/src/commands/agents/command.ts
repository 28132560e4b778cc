import { buildCommand } from '@stricli/core';
import type { CliContext } from '../../context.ts';
import { jsonFlag } from '../folder.ts';

export interface AgentsFlags {
  readonly json?: boolean;
}

export const agentsCommand = buildCommand<AgentsFlags, [], CliContext>({
  loader: async () => (await import('./run.ts')).agents,
  parameters: { flags: { json: jsonFlag }, positional: { kind: 'tuple', parameters: [] } },
  docs: { brief: 'Agents that can solve tickets: which are here, in which version, and how to get the others' },
});
